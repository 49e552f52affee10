package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"samsyn/internal/command"
	"samsyn/internal/record"
	"samsyn/internal/ref"
)

// TestAnArchivistChecksAPackage checks a file as it was fetched, and one that was spoilt, with no database and in both languages.
func TestAnArchivistChecksAPackage(t *testing.T) {
	var b bytes.Buffer
	p := record.Package{ID: "1", Label: "G 2026/1", Archivist: record.Archivist{Name: "Ludvika kommun (Demo)", Number: "2120002239"}, Made: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	p.Open(&b)
	err := p.Add(record.Document{Thing: ref.To("paper", "1"), Title: "Akt", Created: p.Made, Files: []record.File{{Name: "akt.txt", MediaType: "text/plain", Data: []byte("text")}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(t.TempDir(), "arkivpaket.zip")
	write := func(path string, data []byte) string {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	spoilt := write(filepath.Join(t.TempDir(), "annan.zip"), []byte(strings.ReplaceAll(b.String(), "uuid-1/metadata/descriptive/dc.xml", "uuid-1/metadata/descriptive/de.xml")))
	for _, c := range []struct {
		file, lang, says string
		code             int
	}{
		{write(whole, b.Bytes()), "sv", "0 brutna", 0}, {whole, "sv", "inte certifierat", 0}, {whole, "en", "CSIPSTR12\tshould", 0},
		{spoilt, "en", "CSIP24\tmust", 1}, {spoilt, "sv", "SAMSYN1\tska\t", 1}, {spoilt, "sv", "följer INTE", 1},
		{write(filepath.Join(t.TempDir(), "brev.txt"), []byte("ett brev")), "en", "not a whole ZIP", 1}, {filepath.Join(t.TempDir(), "ingen.zip"), "en", "cannot be read", 1},
	} {
		var out bytes.Buffer
		getenv := func(name string) string { return map[string]string{"SAMSYN_LANGUAGE": c.lang}[name] }
		if code := command.Run(context.Background(), []string{"package", "check", c.file}, getenv, &out, &out); code != c.code || !strings.Contains(out.String(), c.says) {
			t.Errorf("%s: exit %d, want %d and %q\n%s", filepath.Base(c.file), code, c.code, c.says, &out)
		}
	}
}
