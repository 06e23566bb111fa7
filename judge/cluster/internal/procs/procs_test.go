package procs_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/keda4j/keda4j/judge/cluster/internal/procs"
)

func TestAProcessIsAliveUntilItIsKilled(t *testing.T) {
	process := startSleep(t)
	if !process.Identity.Alive() {
		t.Fatal("a new process is not alive")
	}
	if err := process.Kill(); err != nil {
		t.Fatal(err)
	}
	if process.Identity.Alive() {
		t.Error("a killed process is alive")
	}
	if process.Err == nil {
		t.Error("a killed process ended without an error")
	}
}

func TestAProcessThatHasThePidOfAnotherIsNotThatOne(t *testing.T) {
	process := startSleep(t)
	for name, stranger := range map[string]procs.Identity{
		"started earlier":      {PID: process.Identity.PID, Start: process.Identity.Start - 1, Boot: process.Identity.Boot},
		"before the last boot": {PID: process.Identity.PID, Start: process.Identity.Start, Boot: "another"},
	} {
		t.Run(name, func(t *testing.T) {
			if stranger.Alive() {
				t.Error("it counts as alive")
			}
			if err := stranger.Signal(syscall.SIGKILL); err != nil {
				t.Error(err)
			}
			if !stranger.AwaitEnd(0) {
				t.Error("AwaitEnd waits for it")
			}
			if !process.Identity.Alive() {
				t.Error("the signal hit the process that has its pid now")
			}
		})
	}
}

func TestASignalToAProcessThatEndedDoesNothing(t *testing.T) {
	process := startSleep(t)
	if err := process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := process.Identity.Signal(syscall.SIGKILL); err != nil {
		t.Error(err)
	}
	if err := process.Kill(); err != nil {
		t.Error(err)
	}
}

func TestTheEndOfAProcessIsWaitedForNoLongerThanAsked(t *testing.T) {
	if startSleep(t).Identity.AwaitEnd(0) {
		t.Error("a running process counts as ended")
	}
}

func TestOutputGoesToTheLog(t *testing.T) {
	log := filepath.Join(t.TempDir(), "log")
	process, err := procs.NewStarter().Start(procs.Command{
		Name: "echo", Path: "/bin/sh", Args: []string{"-c", "echo $GREETING; echo there >&2"}, Env: []string{"GREETING=hello"}, Log: log,
	})
	if err != nil {
		t.Fatal(err)
	}
	<-process.Ended
	content, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(content), "hello\nthere\n"; got != want {
		t.Errorf("the log is %q; expected %q", got, want)
	}
	if process.Err != nil {
		t.Error(process.Err)
	}
}

func TestAProgramThatDoesNotExistIsNamed(t *testing.T) {
	_, err := procs.NewStarter().Start(procs.Command{Name: "ghost", Path: "/no/such/program", Log: filepath.Join(t.TempDir(), "log")})
	const want = "cannot start ghost: fork/exec /no/such/program: no such file or directory"
	if err == nil || err.Error() != want {
		t.Errorf("the error is %v; expected %s", err, want)
	}
}

func startSleep(t *testing.T) *procs.Process {
	t.Helper()
	process, err := procs.NewStarter().Start(procs.Command{
		Name: "sleep", Path: "/bin/sleep", Args: []string{"600"}, Log: filepath.Join(t.TempDir(), "log"),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := process.Kill(); err != nil {
			t.Error(err)
		}
		select {
		case <-process.Ended:
		case <-time.After(10 * time.Second):
			t.Error("the process did not end")
		}
	})
	return process
}
