package arch_test

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"samsyn/internal/db"
	"samsyn/internal/dbtest"
)

// constants are the texts of a package that have a name.
func constants(all []source) map[string]map[string]ast.Expr {
	out := map[string]map[string]ast.Expr{}
	for _, s := range all {
		if out[s.pkg] == nil {
			out[s.pkg] = map[string]ast.Expr{}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			d, ok := n.(*ast.GenDecl)
			if !ok || d.Tok != token.CONST {
				return true
			}
			for _, spec := range d.Specs {
				v := spec.(*ast.ValueSpec)
				for i, name := range v.Names {
					if i < len(v.Values) {
						out[s.pkg][name.Name] = v.Values[i]
					}
				}
			}
			return true
		})
	}
	return out
}

// fold gives the text of an expression that is known without running the program.
func fold(e ast.Expr, named map[string]ast.Expr) (string, bool) {
	switch x := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(x.Value)
		return s, err == nil && x.Kind == token.STRING
	case *ast.Ident:
		v, ok := named[x.Name]
		if !ok {
			return "", false
		}
		return fold(v, named)
	case *ast.BinaryExpr:
		a, okA := fold(x.X, named)
		b, okB := fold(x.Y, named)
		return a + b, okA && okB && x.Op == token.ADD
	case *ast.ParenExpr:
		return fold(x.X, named)
	case *ast.CallExpr:
		return db.Limit(1), isLimit(x.Fun) // some number
	}
	return "", false
}

// isLimit tells of db.Limit, whichever package calls it.
func isLimit(e ast.Expr) bool {
	if x, ok := e.(*ast.SelectorExpr); ok {
		pkg, ok := x.X.(*ast.Ident)
		return ok && pkg.Name == "db" && x.Sel.Name == "Limit"
	}
	name, ok := e.(*ast.Ident)
	return ok && name.Name == "Limit"
}

// Every SQL text that is known before the program runs is prepared on both engines.
func TestBothEnginesAcceptEverySQLText(t *testing.T) {
	all := sources(t)
	named := constants(all)
	type text struct{ where, sql string }
	var texts []text
	for _, s := range all {
		if slices.Contains([]string{"db/schema.go", "db/restore.go", "db/dialect.go", "db/forward.go", "db/connect.go", "db/durable.go", "db/names.go"}, s.path) || isTestHouse(s.pkg) { // what only one engine has, and tables as they were
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok {
				return true
			}
			sql, known := fold(e, named[s.pkg])
			if known && isStatement(sql) {
				texts = append(texts, text{s.set.Position(e.Pos()).String(), sql})
			}
			_, joined := e.(*ast.BinaryExpr) // a piece that the program completes is no text of its own
			return !known && !joined
		})
	}
	if len(texts) < 50 {
		t.Fatalf("only %d SQL texts were found; the search is broken", len(texts))
	}
	for _, dialect := range []db.Dialect{db.SQLite, db.Postgres} {
		d := dbtest.Open(t, dialect)
		for _, x := range texts {
			if err := d.Accepts(t.Context(), x.sql); err != nil {
				t.Errorf("%s on %s: %v\n%s", x.where, dialect, err, x.sql)
			}
		}
	}
}

// How many rows are read stands in the text of a statement: db.Limit says why.
func TestNoLimitIsBound(t *testing.T) {
	for _, s := range sources(t) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING && boundLimit.MatchString(text.Value) && s.path != "db/where.go" {
				t.Errorf("%s: %s: use db.Limit", s.set.Position(text.Pos()), text.Value)
			}
			return true
		})
	}
}

// isStatement tells a whole text from one that is filled in or completed when the program runs.
func isStatement(sql string) bool {
	return statement.MatchString(sql) && !filled.MatchString(sql) && !unended.MatchString(sql)
}

var (
	boundLimit = regexp.MustCompile(`\sLIMIT\s*([$?%]|["\x60]$)`) // or completed by hand
	statement  = regexp.MustCompile(`^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\s+\S`)
	filled     = regexp.MustCompile(`%(\[\d+\])?[sdv]`)
	unended    = regexp.MustCompile(`(?s)(WHERE|AND|OR|IN|VALUES|SET|BY|=|\(|,|LIMIT|FROM|TO)\s*$`)
)
