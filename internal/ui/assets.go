package ui

import (
	"embed"
	"encoding/json"
	"errors"
	"io/fs"
	"sync"
)

// The folder always exists, so that a bare build compiles; its content is made by `make assets`.
//
//go:embed all:assets/dist
var dist embed.FS

// AssetPath is where the bundled files are served from. Their names hold a digest of their content, so an answer
// may be kept for ever.
const AssetPath = "/assets/"

// bundle is the manifest: plain name → name with digest. It is read once and never written.
var bundle = sync.OnceValues(func() (map[string]string, error) {
	raw, err := dist.ReadFile("assets/dist/manifest.json")
	if err != nil {
		return nil, errors.New("the pages' style and scripts are not built into this program: run `make build` (it needs Node and npm), then start bin/samsyn")
	}
	var m map[string]string
	if err := json.Unmarshal(raw, &m); err != nil {
		return nil, err
	}
	return m, nil
})

// Ready tells whether the bundle is in the program; the error says what to do. Call it before serving.
func Ready() error {
	_, err := bundle()
	return err
}

// Files are the bundled files, to be served under AssetPath.
func Files() fs.FS {
	sub, err := fs.Sub(dist, "assets/dist")
	if err != nil {
		panic(err) // the path is a constant of this file
	}
	return sub
}

// Asset is the address of a bundled file by its plain name: "samsyn.css". A file that is not in the bundle gives
// its plain name, which then answers 404.
func Asset(name string) string {
	if m, err := bundle(); err == nil && m[name] != "" {
		return AssetPath + m[name]
	}
	return AssetPath + name
}
