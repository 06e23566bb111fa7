// Package procs starts processes that end with their starter, and ends recorded processes without ever killing
// another process with the same pid.
package procs

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Identity distinguishes a process from every other process with the same pid: it contains the start time, in clock
// ticks since boot, and the boot id.
type Identity struct {
	PID   int    `json:"pid"`
	Start uint64 `json:"startTicks"`
	Boot  string `json:"bootId"`
}

// Identify reads the identity of a process that exists now.
func Identify(pid int) (Identity, error) {
	start, _, err := readStat(pid)
	if err != nil {
		return Identity{}, err
	}
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return Identity{}, err
	}
	return Identity{PID: pid, Start: start, Boot: strings.TrimSpace(string(boot))}, nil
}

// Alive reports whether the process is still running. A zombie is not, because it holds neither ports nor files.
func (i Identity) Alive() bool {
	now, err := Identify(i.PID)
	if err != nil || now != i {
		return false
	}
	_, state, err := readStat(i.PID)
	return err == nil && state != 'Z' && state != 'X'
}

// Signal sends a signal to the process, and does nothing if it has ended.
func (i Identity) Signal(signal syscall.Signal) error {
	// The handle is a pidfd. It is taken before the identity is checked, so it cannot refer to another process
	// afterwards.
	handle, err := os.FindProcess(i.PID)
	if err != nil {
		return err
	}
	defer handle.Release()
	if !i.Alive() {
		return nil
	}
	if err := handle.Signal(signal); err != nil && !errors.Is(err, os.ErrProcessDone) && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("cannot signal process %d: %w", i.PID, err)
	}
	return nil
}

// AwaitEnd waits until the process has ended, and reports whether it did so in time.
func (i Identity) AwaitEnd(timeout time.Duration) bool {
	for deadline := time.Now().Add(timeout); i.Alive(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			return false
		}
	}
	return true
}

// readStat reads a process's start time and state, fields 22 and 3 of proc_pid_stat(5).
func readStat(pid int) (start uint64, state byte, err error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, 0, err
	}
	// The program's name is in parentheses and may contain any characters.
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	if len(fields) < 20 {
		return 0, 0, fmt.Errorf("/proc/%d/stat has %d fields after the program's name; expected at least 20", pid, len(fields))
	}
	start, err = strconv.ParseUint(fields[19], 10, 64)
	return start, fields[0][0], err
}
