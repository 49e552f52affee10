package web

import (
	"io/fs"
	"net/http"
	"path"

	"samsyn/internal/ui"
)

const robots = `User-agent: *
Disallow: /admin
Disallow: /hem
Disallow: /logga-in
Disallow: /mina-sidor
Allow: /
`

// assets serves the design system's files. Their names hold a digest of their content, so they may be kept for ever.
func (rt *Router) assets() {
	files := http.StripPrefix(ui.AssetPath, http.FileServerFS(onlyFiles{ui.Files()}))
	rt.plain("GET "+ui.AssetPath+"{name}", func(w http.ResponseWriter, hr *http.Request) {
		if f, err := fs.Stat(ui.Files(), path.Clean(hr.PathValue("name"))); err != nil || f.IsDir() {
			rt.fail(w, requestOf(hr), errNoAsset)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		files.ServeHTTP(w, hr)
	})
	rt.plain("GET /robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Cache-Control", "public, max-age=3600")
		_, _ = w.Write([]byte(robots)) // a client that has gone is nobody to tell
	})
	rt.plain("GET /favicon.ico", func(w http.ResponseWriter, hr *http.Request) {
		http.Redirect(w, hr, ui.Asset("icon.svg"), http.StatusFound)
	})
}

// onlyFiles hides that a file system has folders.
type onlyFiles struct{ fs.FS }

// Open gives a file and no folder.
func (o onlyFiles) Open(name string) (fs.File, error) {
	if name == "." {
		return nil, fs.ErrNotExist
	}
	return o.FS.Open(name)
}
