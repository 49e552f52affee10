package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// hashed is the name of a file with a digest of its content: samsyn.css → samsyn-1a2b3c4d5e6f.css.
func hashed(name string, content []byte) string {
	sum := sha256.Sum256(content)
	ext := filepath.Ext(name)
	return strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:6]) + ext
}

// write puts the file into dist and gives its name.
func write(name string, content []byte) (string, error) {
	h := hashed(name, content)
	return h, os.WriteFile(filepath.Join(dist, h), content, 0o644)
}

var dataURL = regexp.MustCompile(`url\((?:"(data:image/svg\+xml[^"]*)"|'(data:image/svg\+xml[^']*)'|(data:image/svg\+xml[^)]*))\)`)

// lift takes the SVG pictures out of a style sheet into files, and points at them instead.
func lift(style []byte, files map[string][]byte) ([]byte, error) {
	var fault error
	out := dataURL.ReplaceAllFunc(style, func(m []byte) []byte {
		parts := dataURL.FindSubmatch(m)
		svg, err := picture(string(parts[1]) + string(parts[2]) + string(parts[3]))
		if err != nil {
			fault = err
			return m
		}
		name := fmt.Sprintf("shape-%d.svg", len(files))
		files[name] = svg
		return []byte("url(./" + hashed(name, svg) + ")")
	})
	return out, fault
}

// picture reads the SVG of a data: address.
func picture(data string) ([]byte, error) {
	_, body, ok := strings.Cut(data, ",")
	if !ok || strings.Contains(data, ";base64,") {
		return nil, fmt.Errorf("a picture in the style sheet is written in a way that is not known: %.40s", data)
	}
	body = strings.NewReplacer(`\"`, `"`, `\'`, `'`).Replace(body)
	svg, err := url.PathUnescape(body)
	if err != nil || !strings.Contains(svg, "<svg") {
		return nil, fmt.Errorf("a picture in the style sheet cannot be read: %.60s", body)
	}
	return []byte(svg), nil
}
