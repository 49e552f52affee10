package dbtest

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// killServer ends the server of a data folder and all its processes with kill -9, and returns when none of them runs. The
// first is stopped meanwhile, so that it starts no other and tells nobody.
func killServer(data string) error {
	text, err := os.ReadFile(filepath.Join(data, "postmaster.pid"))
	if err != nil {
		return err
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		return err
	}
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		return err
	}
	for stateOf(pid) != "T" {
		time.Sleep(time.Millisecond)
	}
	all := append(childrenOf(pid), pid)
	for _, one := range all {
		if err := syscall.Kill(one, syscall.SIGKILL); err != nil && !errors.Is(err, syscall.ESRCH) {
			return err
		}
	}
	for _, one := range all {
		for state := stateOf(one); state != "" && state != "Z"; state = stateOf(one) {
			time.Sleep(time.Millisecond)
		}
	}
	return nil
}

// stateOf is the letter by which the system tells what a process is doing: T is stopped, Z has ended, nothing is gone.
func stateOf(pid int) string {
	fields := statOf(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if len(fields) == 0 {
		return ""
	}
	return fields[0]
}

// childrenOf finds the processes that a process has started.
func childrenOf(pid int) (all []int) {
	files, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, f := range files {
		if fields := statOf(f); len(fields) > 1 && fields[1] == strconv.Itoa(pid) {
			child, _ := strconv.Atoi(filepath.Base(filepath.Dir(f)))
			all = append(all, child)
		}
	}
	return all
}

// statOf is what the system tells of a process, from its state on.
func statOf(path string) []string {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	return strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:])) // the name before may hold anything
}
