package procs

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

// Command is a program to start.
type Command struct {
	Name string
	Path string
	Args []string
	Env  []string
	// Dir is the folder in which the program runs.
	Dir string
	// Log is the file for the program's output; it is overwritten.
	Log string
}

// Process is a program that was started.
type Process struct {
	Name     string
	Identity Identity
	// Ended is closed when the program has ended and Err is set.
	Ended chan struct{}
	Err   error
}

// Starter starts processes that the kernel kills when this process ends, however it ends.
type Starter struct {
	requests chan func()
}

// NewStarter creates a starter, which lives as long as this process.
func NewStarter() *Starter {
	s := &Starter{requests: make(chan func())}
	go func() {
		// PR_SET_PDEATHSIG is sent when the forking thread ends, not when its process ends, so this thread must never end.
		runtime.LockOSThread()
		for request := range s.requests {
			request()
		}
	}()
	return s
}

// Start starts a program and returns as soon as it has a pid.
func (s *Starter) Start(command Command) (*Process, error) {
	log, err := os.Create(command.Log)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd := exec.Command(command.Path, command.Args...)
	cmd.Env = command.Env
	cmd.Dir = command.Dir
	cmd.Stdout = log
	cmd.Stderr = log
	// A separate process group, because Ctrl-C in a terminal must reach only the supervisor.
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL, Setpgid: true}

	started := make(chan error)
	s.requests <- func() { started <- cmd.Start() }
	if err := <-started; err != nil {
		return nil, fmt.Errorf("cannot start %s: %w", command.Name, err)
	}
	identity, err := Identify(cmd.Process.Pid)
	if err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		return nil, fmt.Errorf("cannot identify %s: %w", command.Name, err)
	}
	process := &Process{Name: command.Name, Identity: identity, Ended: make(chan struct{})}
	go func() {
		process.Err = cmd.Wait()
		close(process.Ended)
	}()
	return process, nil
}

// Kill ends the program at once and waits until it has ended.
func (p *Process) Kill() error {
	if err := p.Identity.Signal(syscall.SIGKILL); err != nil {
		return err
	}
	<-p.Ended
	return nil
}
