package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
)

// service is the program as it is run, a process of its own on the filled database.
type service struct {
	*exec.Cmd
	url string
}

// serve starts the program, and gives how long it took until it said that it was ready.
func (n *nation) serve(ctx context.Context) (*service, time.Duration, error) {
	began := time.Now()
	s := &service{Cmd: exec.CommandContext(ctx, n.program, "serve", "--database", n.dsn, "--keys", n.keyFile(), "--listen", "127.0.0.1:0", "--log-level", "error")}
	s.Stderr = os.Stderr
	out, err := s.StdoutPipe()
	if err != nil {
		return nil, 0, err
	}
	if err := s.Start(); err != nil {
		return nil, 0, fmt.Errorf("%s is what make build leaves: %w", n.program, err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, 0, errors.Join(err, s.end())
	}
	s.url = strings.TrimSuffix(strings.TrimSpace(line), "/")
	for ctx.Err() == nil {
		if s.get(http.DefaultClient, "/readyz", nil) == nil {
			return s, time.Since(began), nil
		}
		time.Sleep(5 * time.Millisecond)
	}
	return nil, 0, errors.Join(ctx.Err(), s.end())
}

func (s *service) end() error {
	err := s.Process.Signal(syscall.SIGTERM)
	_ = s.Wait() // that it was told to stop is no failure of what was measured
	return err
}

// get reads a page to its end.
func (s *service) get(by *http.Client, path string, cookies []*http.Cookie) error {
	r, err := http.NewRequest(http.MethodGet, s.url+path, nil)
	if err != nil {
		return err
	}
	for _, c := range cookies {
		r.AddCookie(c)
	}
	answer, err := by.Do(r)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, answer.Body)
	if answer.StatusCode != http.StatusOK {
		err = errors.Join(err, fmt.Errorf("%s answers %d", path, answer.StatusCode))
	}
	return errors.Join(err, answer.Body.Close())
}

// held is the memory of the service now and at the most, in MB.
func (s *service) held() (now, most int64) {
	path := fmt.Sprintf("/proc/%d/status", s.Process.Pid)
	return procNumber(path, "VmRSS:") >> 10, procNumber(path, "VmHWM:") >> 10
}

// start tells when the program is ready on the filled database, and what memory it holds while sixteen clients ask for
// inboxes and threads for as long as -steady says: four times in that time, so that it is seen whether it grows.
func (n *nation) start(ctx context.Context) error {
	s, ready, err := n.serve(ctx)
	if err != nil {
		return err
	}
	idle, _ := s.held()
	fmt.Printf("\n%s, %d questions: ready after %s with %d MB; then 16 clients\n", n.engine, n.size, ready.Round(time.Millisecond), idle)
	for quarter := 1; quarter <= 4 && err == nil; quarter++ {
		pages, failed := n.crowdOf(s, n.steady/4)
		now, most := s.held()
		fmt.Printf("  after %s: %d MB, %d MB at the most; %d pages, %d failed\n", n.steady*time.Duration(quarter)/4, now, most, pages, failed)
		if failed > 0 {
			err = fmt.Errorf("%d pages of %d failed", failed, pages)
		}
	}
	return errors.Join(err, s.end())
}

// crowdOf lets sixteen clients ask one page after the other.
func (n *nation) crowdOf(s *service, most time.Duration) (pages, failed int) {
	by := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 16}}
	defer by.CloseIdleConnections()
	var mu sync.Mutex
	var wg sync.WaitGroup
	began := time.Now()
	for c := range 16 {
		wg.Go(func() {
			for k := c; time.Since(began) < most; k++ {
				path := inboxPath
				if k%10 == 0 && len(n.opened) > 0 {
					path = "/fragor/" + n.opened[k%len(n.opened)].ID
				}
				err := s.get(by, path, n.officer.cookies)
				mu.Lock()
				pages++
				if err != nil {
					failed++
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return pages, failed
}
