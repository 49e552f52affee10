package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"samsyn/internal/dbtest"
)

const (
	sqliteName   = "SQLite"
	postgresName = "PostgreSQL"
	usualSize    = "100000" // questions in all, without SIZE
	bytesEach    = 4200     // of disk for each question on the larger engine, with its indexes, place in two inboxes and fact
)

// settings say what is measured.
type settings struct {
	sizes   []int
	only    []string // names of measures; none is all
	engines []string
	slice   time.Duration
	rounds  int
	steady  time.Duration // that pages are asked for 200 times a second
	dir     string        // for databases
	program string        // that is served by
	report  *report
	profile string // file for a profile of the processor; empty for none
}

func main() {
	log.SetFlags(0)
	s, draw, err := read()
	if err == nil && draw != "" {
		err = redraw(draw, s.report.path)
	} else if err == nil {
		err = s.run(context.Background())
	}
	if err != nil {
		log.Fatal(err)
	}
}

func read() (s settings, draw string, err error) {
	var only, engines, rows, sizes string
	flag.StringVar(&only, "only", "", "measures, with commas between: "+strings.Join(names(), ", "))
	flag.StringVar(&engines, "engines", "", "sqlite or postgres; both when empty")
	flag.StringVar(&rows, "rows", "", "file that what is measured is added to, a line of JSON each")
	flag.StringVar(&draw, "draw", "", "draw what -rows holds as curves of cost into this SVG, and print it as tables, instead of measuring")
	flag.DurationVar(&s.slice, "slice", 250*time.Millisecond, "how long each way has its turn")
	flag.IntVar(&s.rounds, "rounds", 9, "turns of each way; the first warms up")
	flag.DurationVar(&s.steady, "steady", 5*time.Second, "how long 200 pages a second are asked for")
	flag.StringVar(&s.dir, "dir", os.TempDir(), "where databases are made")
	flag.StringVar(&s.program, "program", "bin/samsyn", "what is started for the measure of memory")
	flag.StringVar(&s.profile, "profile", "", "file for a profile of the processor during the measure, of which -only names one")
	flag.Parse()
	if sizes = os.Getenv("SIZES"); sizes == "" {
		sizes = os.Getenv("SIZE")
	}
	if sizes == "" {
		sizes = usualSize
	}
	for text := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 2*openOnes {
			return s, "", fmt.Errorf("SIZE is a number of questions from %d, not %q", 2*openOnes, text)
		}
		s.sizes = append(s.sizes, n)
	}
	if only != "" {
		s.only = strings.Split(only, ",")
	}
	s.engines = []string{sqliteName, postgresName}
	switch engines {
	case "sqlite":
		s.engines = s.engines[:1]
	case "postgres":
		s.engines = s.engines[1:]
	}
	s.report = &report{path: rows}
	return s, draw, nil
}

func (s settings) wants(measure string) bool {
	return len(s.only) == 0 || slices.Contains(s.only, measure)
}

// run measures all that is asked for, each engine and size in a database of its own.
func (s settings) run(ctx context.Context) (err error) {
	if s.dir, err = os.MkdirTemp(s.dir, "samsyn-bench-"); err != nil {
		return err
	}
	defer os.RemoveAll(s.dir)
	s.preface()
	for _, engine := range s.engines {
		if err := s.apart(ctx, engine); err != nil {
			return err
		}
		for _, size := range s.sizes {
			if err := s.at(engine, fmt.Sprintf("%s-%d", engine, size), func(dsn string) error { return s.measure(ctx, engine, dsn, size) }); err != nil {
				return fmt.Errorf("%s, %d: %w", engine, size, err)
			}
		}
	}
	return nil
}

// preface says what the figures are measured on, and what disk they need.
func (s settings) preface() {
	fmt.Printf("%s. %s, %d cores, %d GB of memory, %s.\n", time.Now().Format("2 January 2006 15:04"), runtime.GOOS+"/"+runtime.GOARCH, runtime.NumCPU(), memory()>>30, runtime.Version())
	most := slices.Max(s.sizes)
	fmt.Printf("Questions: %v. Disk needed at the most: about %.1f GB.\n", s.sizes, float64(most)*bytesEach/1e9)
	fmt.Println("raw: the same rows, a commit each; bare: the same rows through the house's shared commits and the smallest page, without session, rights, checks or log.")
}

// apart are the measures that have databases of their own, whatever the size.
func (s settings) apart(ctx context.Context, engine string) error {
	for _, m := range []struct {
		name string
		fn   func(ctx context.Context, s settings, title, dsn string) error
	}{{"acts", acts}, {"secrecy", secrecy}} {
		if !s.wants(m.name) {
			continue
		}
		if err := s.at(engine, m.name, func(dsn string) error { return m.fn(ctx, s, engine, dsn) }); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
	}
	return nil
}

// at gives an empty database of an engine: a file, or a server of its own that is as durable as one in service.
func (s settings) at(engine, name string, fn func(dsn string) error) error {
	if engine == sqliteName {
		path := filepath.Join(s.dir, name+".db")
		err := fn(path)
		for _, end := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(path + end)
		}
		return err
	}
	server, err := dbtest.StartDurablePostgres()
	if err != nil {
		return fmt.Errorf("PostgreSQL cannot be had: %w", err)
	}
	return errors.Join(fn(server.URL), server.Stop())
}
