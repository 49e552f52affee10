package arch_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"samsyn/internal/arch"
)

const module = "samsyn/internal/"

// source is one file of the program that is written by hand and is not a test.
type source struct {
	path string // from internal: agreement/store.go
	pkg  string // its seat: agreement
	file *ast.File
	set  *token.FileSet
}

func sources(t *testing.T) (out []source) {
	t.Helper()
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_templ.go") {
			return err
		}
		rel := filepath.ToSlash(strings.TrimPrefix(path, "../"))
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		out = append(out, source{path: rel, pkg: strings.Split(rel, "/")[0], file: f, set: set})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func seats() map[string]int {
	seats, n := map[string]int{}, 0
	for _, floor := range arch.Floors() {
		for _, p := range floor.Packages {
			seats[p] = n
			n++
		}
	}
	return seats
}

func imports(s source) (out []string) {
	for _, i := range s.file.Imports {
		path, _ := strconv.Unquote(i.Path.Value)
		out = append(out, path)
	}
	return out
}

// House tests stand on the whole house, so they may import whatever they show.
func isTestHouse(pkg string) bool {
	floors := arch.Floors()
	return slices.Contains(floors[len(floors)-1].Packages, pkg)
}

func TestPackagesImportOnlyWhatStandsBelow(t *testing.T) {
	seat := seats()
	for _, s := range sources(t) {
		own, ok := seat[s.pkg]
		if !ok {
			t.Errorf("%s: package %s has no seat in floors.go", s.path, s.pkg)
			continue
		}
		for _, path := range imports(s) {
			other, inside := strings.CutPrefix(path, module)
			other = strings.Split(other, "/")[0]
			if !inside || other == s.pkg {
				continue
			}
			if at, known := seat[other]; !known || (at > own && !isTestHouse(s.pkg)) {
				t.Errorf("%s imports %s, which does not stand below it", s.path, other)
			}
		}
	}
}

// The words floor, and in a room every file that is not service, store, pages, panel, api, jobs, seed or import, holds
// rules: they know neither HTTP nor SQL.
func TestRulesArePure(t *testing.T) {
	impure := []string{"net/http", "database/sql", "os", "samsyn/internal/db", "samsyn/internal/audit", "samsyn/internal/web", "samsyn/internal/ui"}
	words := arch.Floors()[0].Packages
	for _, s := range sources(t) {
		if !slices.Contains(words, s.pkg) {
			continue
		}
		for _, path := range imports(s) {
			if slices.Contains(impure, path) {
				t.Errorf("%s, on the words floor, imports %s", s.path, path)
			}
		}
	}
}

func TestOnlyTheTrailHoldsTheRightToWrite(t *testing.T) {
	allowed := []string{"db", "audit", "app", "command", "dbtest", "bench"}
	for _, s := range sources(t) {
		if slices.Contains(allowed, s.pkg) {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if id, ok := sel.X.(*ast.Ident); ok && id.Name == "db" && sel.Sel.Name == "Writer" {
					t.Errorf("%s asks for db.Writer", s.set.Position(n.Pos()))
				}
			}
			return true
		})
	}
}

func TestNoInitAndNoTimeOfItsOwn(t *testing.T) {
	mayAskTheClock := []string{"db", "dbtest", "apptest", "bench", "config", "command", "job", "audit", "app", "web"}
	for _, s := range sources(t) {
		if slices.Contains(strings.Split(s.path, "/"), "build") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.FuncDecl:
				if x.Recv == nil && x.Name.Name == "init" {
					t.Errorf("%s has an init function", s.path)
				}
			case *ast.SelectorExpr:
				id, ok := x.X.(*ast.Ident)
				if ok && id.Name == "time" && x.Sel.Name == "Now" && !slices.Contains(mayAskTheClock, s.pkg) {
					t.Errorf("%s asks the clock itself; take the time from the act or the request", s.set.Position(n.Pos()))
				}
			}
			return true
		})
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	said := map[string]bool{}
	pkgs := map[string]bool{}
	for _, s := range sources(t) {
		dir := filepath.Dir(s.path)
		pkgs[dir] = true
		if s.file.Doc != nil && (filepath.Base(s.path) == "doc.go" || s.file.Name.Name == "main") {
			said[dir] = true
		}
	}
	for dir := range pkgs {
		if !said[dir] {
			t.Errorf("internal/%s has no doc.go that says what it is, owns and does not know", dir)
		}
	}
}

func TestExportedNamesHaveComments(t *testing.T) {
	for _, s := range sources(t) {
		for _, d := range s.file.Decls {
			switch x := d.(type) {
			case *ast.FuncDecl:
				if x.Name.IsExported() && x.Doc == nil && (x.Recv == nil || receiverExported(x)) {
					t.Errorf("%s: %s has no comment", s.set.Position(x.Pos()), x.Name.Name)
				}
			case *ast.GenDecl:
				for _, spec := range x.Specs {
					if ts, ok := spec.(*ast.TypeSpec); ok && ts.Name.IsExported() && x.Doc == nil && ts.Doc == nil {
						t.Errorf("%s: %s has no comment", s.set.Position(ts.Pos()), ts.Name.Name)
					}
				}
			}
		}
	}
}

func receiverExported(f *ast.FuncDecl) bool {
	t := f.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if generic, ok := t.(*ast.IndexExpr); ok {
		t = generic.X
	}
	id, ok := t.(*ast.Ident)
	return ok && id.IsExported()
}

func TestTheProjectSpeaksOfItselfAlone(t *testing.T) {
	root := os.DirFS("../..")
	banned := []string{"/work" + "/", "regist" + "ry.npmjs", "proxy.go" + "lang", "deb.deb" + "ian"}
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if slices.Contains([]string{".git", "node_modules", "bin", "dist", "artifacts"}, d.Name()) {
				return fs.SkipDir
			}
			return nil
		}
		b, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		for _, word := range banned {
			if strings.Contains(string(b), word) {
				t.Errorf("%s contains %q", path, word)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
