package web

import (
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"samsyn/internal/language"
)

// TestAReaderOfOneByteAtATimeHoldsNothing: clients that take a file of a million rows a byte at a time hold no question to
// the database while they are sent what was read, keep nobody else from being answered, and are given up.
func TestAReaderOfOneByteAtATimeHoldsNothing(t *testing.T) {
	const slow = 20
	d := newDesk(t)
	d.pause = 300 * time.Millisecond
	var asking, gone atomic.Int64
	read := func(after Cursor, limit int) (rows []int, err error) { // as a room reads a stretch: the question is over when the rows are there
		asking.Add(1)
		defer asking.Add(-1)
		from := 0
		if len(after) > 0 {
			n, err := after.Int(0)
			if err != nil {
				return nil, err
			}
			from = int(n) + 1
		}
		for i := from; i < 1_000_000 && len(rows) < limit; i++ {
			rows = append(rows, i)
		}
		return rows, nil
	}
	d.Handle("GET /lista", seeOpen, func(r *Request) (Response, error) {
		all := Stretches(read, func(i int) Cursor { return Cursor{strconv.Itoa(i)} })
		rows := iter.Seq2[int, error](func(yield func(int, error) bool) {
			defer gone.Add(1)
			all(yield)
		})
		list := List[int]{Title: language.Same("Lista"), File: "lista", Rows: rows,
			Columns: []Column[int]{{Heading: language.Same("Nummer"), Value: func(i int) any { return strings.Repeat("x", 50) + strconv.Itoa(i) }}}}
		return list.Export(r)
	})
	d.Handle("GET /sida", seeOpen, hello("sida"))
	addr, stop := served(t, d)
	ended := make(chan struct{})
	for range slow {
		c, err := net.Dial("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		fmt.Fprint(c, "GET /lista?format=csv HTTP/1.1\r\nHost: x\r\n\r\n")
		go func() { // one byte, a hundred times faster than one a second
			for one := make([]byte, 1); ; time.Sleep(10 * time.Millisecond) {
				if _, err := c.Read(one); err != nil {
					return
				}
				select {
				case <-ended:
					return
				default:
				}
			}
		}()
	}
	for range 5 {
		res, err := http.Get("http://" + addr + "/sida")
		if err != nil {
			t.Fatal(err)
		}
		if b, err := io.ReadAll(res.Body); err != nil || res.StatusCode != 200 || len(b) == 0 {
			t.Errorf("beside slow readers a page is answered %d %v", res.StatusCode, err)
		}
		res.Body.Close()
	}
	for i := 0; gone.Load() < slow && i < 3000; i++ {
		time.Sleep(10 * time.Millisecond)
	}
	if gone.Load() < slow || asking.Load() != 0 {
		t.Errorf("%d of %d slow readers were given up, %d questions are still asked", gone.Load(), slow, asking.Load())
	}
	close(ended)
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// No room sends rows while the database is asked for them: four readers of a byte at a time would hold every connection
// that reads from SQLite.
func TestNoListIsSentWhileItIsAsked(t *testing.T) {
	err := filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if strings.Contains(string(text), "web.Read(") {
			t.Errorf("%s reads rows while they are sent: use web.Stretches", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
