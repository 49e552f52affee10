// Command build bundles the sources of the look into internal/ui/assets/dist: one style sheet, one script, the
// typeface and the icon, each named by a digest of its content, and a manifest from plain name to that name.
// It reads node_modules, which npm fills by the lockfile, and reaches for nothing else. It is no part of the
// program: run it with `go run ./internal/ui/assets/build`, or `make assets`.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"github.com/evanw/esbuild/pkg/api"
)

const (
	src  = "internal/ui/assets/src"
	dist = "internal/ui/assets/dist"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run() error {
	if _, err := os.Stat("node_modules/@digdir/designsystemet-css"); err != nil {
		return errors.New("node_modules is not filled: run `npm ci` in the project's folder first")
	}
	if err := clear(); err != nil {
		return err
	}
	files, err := bundle()
	if err != nil {
		return err
	}
	manifest := map[string]string{}
	for name, content := range files {
		if manifest[name], err = write(name, content); err != nil {
			return err
		}
	}
	raw, err := json.MarshalIndent(manifest, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dist, "manifest.json"), append(raw, '\n'), 0o644)
}

// clear empties the folder but for the file that keeps it in the repository.
func clear() error {
	old, err := os.ReadDir(dist)
	if err != nil {
		return err
	}
	for _, f := range old {
		if f.Name() == ".keep" {
			continue
		}
		if err := os.Remove(filepath.Join(dist, f.Name())); err != nil {
			return err
		}
	}
	return nil
}

// bundle gives each file by its plain name. Pictures that the design system writes into its style as data: are
// taken out to files of their own, since the pages' policy loads nothing but files of this site.
func bundle() (map[string][]byte, error) {
	files := map[string][]byte{}
	font, err := os.ReadFile("node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2")
	if err != nil {
		return nil, err
	}
	icon, err := os.ReadFile(filepath.Join(src, "icon.svg"))
	if err != nil {
		return nil, err
	}
	files["inter.woff2"], files["icon.svg"] = font, icon

	script, err := esbuild(api.BuildOptions{EntryPoints: []string{src + "/samsyn.js"}, Format: api.FormatESModule, Target: api.ES2022})
	if err != nil {
		return nil, err
	}
	files["samsyn.js"] = script

	style, err := esbuild(api.BuildOptions{EntryPoints: []string{src + "/samsyn.css"}, External: []string{"*.woff2"}})
	if err != nil {
		return nil, err
	}
	style = fontURL.ReplaceAll(style, []byte("url(./"+hashed("inter.woff2", font)+")"))
	style, err = lift(style, files)
	files["samsyn.css"] = style
	return files, err
}

var fontURL = regexp.MustCompile(`url\("?\.?/?inter\.woff2"?\)`)

func esbuild(o api.BuildOptions) ([]byte, error) {
	o.Bundle, o.MinifyWhitespace, o.MinifySyntax, o.MinifyIdentifiers = true, true, true, true
	o.LegalComments, o.LogLevel, o.Charset = api.LegalCommentsEndOfFile, api.LogLevelWarning, api.CharsetUTF8
	res := api.Build(o)
	if len(res.Errors) > 0 {
		return nil, errors.New(res.Errors[0].Text)
	}
	return res.OutputFiles[0].Contents, nil
}
