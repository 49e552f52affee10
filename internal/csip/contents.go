package csip

import (
	"archive/zip"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
)

// longestMETS is how large a METS file may be, in bytes.
const longestMETS = 256 << 20

// contents is what is in a package.
type contents struct {
	names []string            // of all files, as they stand in the ZIP
	files map[string]*content // by path below the package's folder
	root  string              // the package's folder; empty when there is not one alone
	mets  []*metsFile         // the package's own first, then those of representations
	wrong error               // why the package's METS file cannot be read
}

// content is one file: its size in bytes and its digests in hexadecimal, by the names that METS has for them.
type content struct {
	size    int64
	digests map[string]string
	data    []byte // of a METS file alone
}

// metsFile is a METS file; what it refers to is sought from its folder.
type metsFile struct {
	path, folder string
	*element
}

// open reads every file of a ZIP.
func open(r io.ReaderAt, size int64) (*contents, error) {
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // such a path is a finding, not a fault
		return nil, err
	}
	c := &contents{files: map[string]*content{}}
	roots := map[string]bool{}
	for _, f := range z.File {
		name := strings.ReplaceAll(f.Name, `\`, "/")
		first, below, deep := strings.Cut(name, "/")
		if !deep {
			first = "" // a file beside the folders
		}
		roots[first] = true
		if strings.HasSuffix(name, "/") {
			continue
		}
		c.names = append(c.names, name)
		if c.files[below], err = read(f, path.Base(name) == metsName); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	if len(roots) == 1 {
		for c.root = range roots {
		}
	}
	c.readMETS()
	return c, nil
}

const metsName = "METS.xml"

func read(f *zip.File, keep bool) (*content, error) {
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	sums := map[string]hash.Hash{"SHA-256": sha256.New(), "SHA-384": sha512.New384(), "SHA-512": sha512.New()}
	to := []io.Writer{sums["SHA-256"], sums["SHA-384"], sums["SHA-512"]}
	out, data := &content{digests: map[string]string{}}, &strings.Builder{}
	if keep && f.UncompressedSize64 <= longestMETS {
		to = append(to, data)
	}
	if out.size, err = io.Copy(io.MultiWriter(to...), in); err != nil {
		return nil, err
	}
	for name, h := range sums {
		out.digests[name] = hex.EncodeToString(h.Sum(nil))
	}
	out.data = []byte(data.String())
	return out, nil
}

// readMETS reads the package's METS file, and those of its representations.
func (c *contents) readMETS() {
	paths := []string{metsName}
	for p := range c.files {
		if parts := strings.Split(p, "/"); len(parts) == 3 && parts[0] == "representations" && parts[2] == metsName {
			paths = append(paths, p)
		}
	}
	slices.Sort(paths[1:])
	for _, p := range paths {
		f, there := c.files[p]
		if !there {
			c.wrong = errors.New("csip: no METS file")
			return
		}
		e, err := parse(strings.NewReader(string(f.data)))
		if err != nil {
			c.wrong = fmt.Errorf("%s: %w", p, err)
			return
		}
		c.mets = append(c.mets, &metsFile{path: p, folder: path.Dir(p), element: e})
	}
}

// path gives where in the package a reference of the METS file leads; ok is false for one that leads out of it.
func (m *metsFile) leads(href string) (string, bool) {
	u, err := url.PathUnescape(strings.TrimPrefix(href, "file:"))
	if err != nil || href == "" || strings.HasPrefix(u, "/") || strings.Contains(u, "://") {
		return "", false
	}
	p := path.Join(m.folder, u)
	return p, p != ".." && !strings.HasPrefix(p, "../")
}

// has tells whether any file lies in a folder.
func (c *contents) has(folder string) bool {
	for p := range c.files {
		if strings.HasPrefix(p, folder+"/") {
			return true
		}
	}
	return false
}

// representations are the folders of the representations, sorted.
func (c *contents) representations() (out []string) {
	for p := range c.files {
		parts := strings.Split(p, "/")
		if len(parts) > 2 && parts[0] == "representations" && !slices.Contains(out, parts[1]) {
			out = append(out, parts[1])
		}
	}
	slices.Sort(out)
	return out
}
