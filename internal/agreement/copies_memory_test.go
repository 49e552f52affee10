package agreement_test

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"samsyn/internal/agreement"
	"samsyn/internal/job"
)

// The zip that memory is measured with: its PDFs are noise, which no packing makes smaller.
const (
	heavyCopies = 8
	heavyCopy   = 12 << 20 // bytes
	heapBound   = 32 << 20 // bytes that the heap may grow by, whatever the zip's size
)

// heavyZip writes a zip of heavyCopies PDFs, named by the municipalities' codes, and a list of them.
func heavyZip(t *testing.T) (list string, packed *os.File) {
	t.Helper()
	packed, err := os.Create(filepath.Join(t.TempDir(), "kopior.zip"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = packed.Close() })
	list = "code,valid_from\n"
	w := zip.NewWriter(packed)
	for i, code := range []string{"0114", "0115", "0117", "0120", "0123", "0125", "0126", "0127"}[:heavyCopies] {
		list += code + ",2023-01-01\n"
		out, err := w.Create(code + ".pdf")
		if err != nil {
			t.Fatal(err)
		}
		noise := rand.NewChaCha8([32]byte{byte(i)})
		for _, part := range []io.Reader{strings.NewReader("%PDF-1.7\n1 0 obj<</Type/Page>>endobj\n%"), io.LimitReader(noise, heavyCopy), strings.NewReader("\n%%EOF\n")} {
			if _, err := io.Copy(out, part); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return list, packed
}

// grown runs fn and gives how much the heap grew at most meanwhile.
func grown(fn func()) uint64 {
	defer debug.SetGCPercent(debug.SetGCPercent(20)) // so that what is measured is what is held, not what waits to be collected
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before, most := m.HeapAlloc, m.HeapAlloc
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(2 * time.Millisecond):
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			}
		}
	})
	fn()
	close(done)
	wg.Wait()
	return most - before
}

// A large zip passes through without ever being in memory, whether it comes by the command or by the page.
func TestCopiesAreNeverWholeInMemory(t *testing.T) {
	list, packed := heavyZip(t)
	info, err := packed.Stat()
	if err != nil || info.Size() < heavyCopies*heavyCopy {
		t.Fatal(err, info.Size())
	}
	each(t, func(h house) {
		grew := grown(func() {
			r, _, err := h.svc.ImportCopies(context.Background(), process, agreement.Input{Name: "a.csv", Reader: strings.NewReader(list)}, packed, info.Size(), nil)
			if err != nil || !r.Written {
				t.Errorf("%v, written %t", err, r.Written)
			}
		})
		t.Logf("by the command: the heap grew by %d MB for a zip of %d MB", grew>>20, info.Size()>>20)
		if grew > heapBound {
			t.Errorf("the heap grew by %d MB", grew>>20)
		}
	})
	each(t, func(h house) {
		queue := job.NewQueue(h.Trail, slog.New(slog.DiscardHandler))
		queue.Handle(agreement.CopiesJob, h.svc.RunCopies)
		st, _, err := h.svc.Stage(context.Background(), headOffice, agreement.Input{Name: "a.csv"}, []byte(list))
		if err != nil {
			t.Fatal(err)
		}
		grew := grown(func() {
			if _, err := h.svc.ReceiveCopies(context.Background(), headOffice, st.ID, io.NewSectionReader(packed, 0, info.Size())); err != nil {
				h.t.Fatal(err)
			}
			if did, err := queue.Once(context.Background()); !did || err != nil {
				h.t.Fatal(did, err)
			}
		})
		t.Logf("by the page: the heap grew by %d MB for a zip of %d MB", grew>>20, info.Size()>>20)
		if grew > heapBound {
			t.Errorf("the heap grew by %d MB", grew>>20)
		}
		if n := h.rows("agreement_import_copy"); n != heavyCopies || h.rows("file_incoming_part") != 0 {
			t.Errorf("%d copies are stored, %d parts of the zip are left: %s", n, h.rows("file_incoming_part"), fmt.Sprint(st.ID))
		}
	})
}
