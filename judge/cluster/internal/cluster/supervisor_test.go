package cluster

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestAStartThatFailsForATakenPortIsTriedAgain(t *testing.T) {
	options := scripts(t, map[string]string{Etcd: "echo bind: address already in use; exit 1"})
	if err := supervise(t, options); err == nil {
		t.Error("etcd ended, but no error was reported")
	}
	if attempts := startsOfEtcd(t, options); attempts != startAttempts {
		t.Errorf("tried %d times; expected %d", attempts, startAttempts)
	}
}

func TestAStartThatFailsForAnotherReasonIsNotTriedAgain(t *testing.T) {
	options := scripts(t, map[string]string{Etcd: "echo no space left; exit 3"})
	err := supervise(t, options)
	if attempts := startsOfEtcd(t, options); attempts != 1 {
		t.Errorf("tried %d times; expected once", attempts)
	}
	for _, part := range []string{"etcd ended (exit status 3)", options.Folder.Log(Etcd), "no space left"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("the error is %v; expected one that says %q", err, part)
		}
	}
	state, err := Look(options.Folder)
	if err != nil {
		t.Fatal(err)
	}
	if state.Status != Failed || !strings.Contains(state.Failure, "no space left") {
		t.Errorf("the state is %s, %q; expected %s and the reason", state.Status, state.Failure, Failed)
	}
	for _, program := range state.Programs {
		if program.Alive() {
			t.Errorf("%s still runs", program.Name)
		}
	}
}

func TestAStartThatTakesTooLongEnds(t *testing.T) {
	options := scripts(t, nil)
	options.StartTimeout = 200 * time.Millisecond
	err := supervise(t, options)
	if err == nil || !strings.Contains(err.Error(), "kube-apiserver is not ready: the cluster was not ready within 200ms") {
		t.Errorf("the error is %v", err)
	}
}

func TestAClusterEndsWhenItIsAskedTo(t *testing.T) {
	options := scripts(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	// The programs are recorded once they run: only then is there anything to end.
	progress := writerFunc(func(line []byte) (int, error) {
		if strings.Contains(string(line), "start "+APIServer) {
			cancel()
		}
		return len(line), nil
	})
	if err := Supervise(ctx, options, progress, func(State) { t.Error("it is ready") }); err != nil {
		t.Error(err)
	}
	state, err := Look(options.Folder)
	if err != nil {
		t.Fatal(err)
	}
	if state.Status != Stopped || len(state.Programs) != 2 {
		t.Errorf("it is %s with %d programs; expected %s with 2", state.Status, len(state.Programs), Stopped)
	}
	for _, program := range state.Programs {
		if program.Alive() {
			t.Errorf("%s still runs", program.Name)
		}
	}
}

type writerFunc func([]byte) (int, error)

func (w writerFunc) Write(line []byte) (int, error) { return w(line) }

func supervise(t *testing.T, options Options) error {
	return Supervise(t.Context(), options, io.Discard, func(State) { t.Error("it is ready") })
}

// scripts are options for a control plane of shell scripts, which do nothing unless they have a body.
func scripts(t *testing.T, bodies map[string]string) Options {
	t.Helper()
	bin := t.TempDir()
	for _, name := range []string{Etcd, APIServer, ControllerManager} {
		body := "exec sleep 600"
		if given, found := bodies[name]; found {
			body = given
		}
		script := "#!/bin/sh\necho >>" + filepath.Join(bin, name+".starts") + "\n" + body + "\n"
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return Options{Folder: Folder(t.TempDir()), Bin: bin, StartTimeout: time.Minute}
}

func startsOfEtcd(t *testing.T, options Options) int {
	t.Helper()
	starts, err := os.ReadFile(filepath.Join(options.Bin, Etcd+".starts"))
	if err != nil {
		t.Fatal(err)
	}
	return len(starts)
}
