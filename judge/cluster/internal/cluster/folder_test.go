package cluster

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/keda4j/keda4j/judge/cluster/internal/procs"
)

func TestAFolderBelongsToOneSupervisor(t *testing.T) {
	folder := Folder(t.TempDir())
	lock, err := folder.lock()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := folder.lock(); !errors.Is(err, ErrRunning) {
		t.Errorf("the second lock gives %v; expected %v", err, ErrRunning)
	}
	lock.Close()
	again, err := folder.lock()
	if err != nil {
		t.Fatalf("a released folder cannot be locked: %v", err)
	}
	again.Close()
}

func TestAFolderWithFilesOfOthersIsLeftAlone(t *testing.T) {
	folder := Folder(t.TempDir())
	precious := filepath.Join(string(folder), "logs")
	if err := os.Mkdir(precious, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := folder.lock(); err == nil {
		t.Error("it is taken")
	}
	if err := Remove(folder); err == nil {
		t.Error("it is removed")
	}
	if _, err := os.Stat(precious); err != nil {
		t.Error(err)
	}
}

func TestNothingOfAnEarlierClusterIsLeft(t *testing.T) {
	folder := Folder(t.TempDir())
	for _, old := range []string{folder.Log("etcd"), folder.etcd() + "/member", folder.Kubeconfig(), folder.stateFile()} {
		if err := os.MkdirAll(filepath.Dir(old), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := folder.renew(); err != nil {
		t.Fatal(err)
	}
	for _, old := range []string{folder.Log("etcd"), folder.etcd(), folder.Kubeconfig(), folder.stateFile()} {
		if _, err := os.Stat(old); !os.IsNotExist(err) {
			t.Errorf("%s is there (%v)", old, err)
		}
	}
}

func TestAStateIsReadAsItWasWritten(t *testing.T) {
	folder := Folder(t.TempDir())
	written := State{
		Status:     Ready,
		Folder:     string(folder),
		StartedAt:  time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC),
		ReadyAfter: 5.25,
		Endpoints:  Endpoints{APIServer: "https://127.0.0.1:1"},
		Supervisor: &Program{Name: "supervisor", Identity: procs.Identity{PID: 1, Start: 2, Boot: "b"}, Log: "l"},
		Programs:   []Program{{Name: Etcd, Identity: procs.Identity{PID: 3}}},
	}
	if err := folder.writeState(written); err != nil {
		t.Fatal(err)
	}
	read, err := folder.ReadState()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(read, written) {
		t.Errorf("read %+v; expected %+v", read, written)
	}
}

func TestAClusterWithoutItsSupervisorIsLost(t *testing.T) {
	folder := Folder(t.TempDir())
	self, err := procs.Identify(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	stranger := self
	stranger.Start--
	for _, c := range []struct {
		written    Status
		supervisor procs.Identity
		want       Status
	}{
		{Starting, self, Starting},
		{Ready, self, Ready},
		{Starting, stranger, Lost},
		{Ready, stranger, Lost},
		{Stopped, stranger, Stopped},
		{Failed, stranger, Failed},
	} {
		if err := folder.writeState(State{Status: c.written, Supervisor: &Program{Identity: c.supervisor}}); err != nil {
			t.Fatal(err)
		}
		state, err := Look(folder)
		if err != nil {
			t.Fatal(err)
		}
		if state.Status != c.want {
			t.Errorf("written as %s it is %s; expected %s", c.written, state.Status, c.want)
		}
	}
}

func TestWhereNoClusterWasThereIsNothingToEnd(t *testing.T) {
	folder := Folder(filepath.Join(t.TempDir(), "none"))
	state, err := Look(folder)
	if err != nil || state.Status != Absent {
		t.Errorf("it is %s (%v); expected %s", state.Status, err, Absent)
	}
	if ran, err := Down(folder); ran || err != nil {
		t.Errorf("something ran: %t (%v)", ran, err)
	}
	if err := Remove(folder); err != nil {
		t.Error(err)
	}
}

func TestDownSparesAProcessThatWasGivenThePidOfARecordedOne(t *testing.T) {
	folder := Folder(t.TempDir())
	self, err := procs.Identify(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	self.Start--
	err = folder.writeState(State{Status: Ready, Supervisor: &Program{Identity: self}, Programs: []Program{{Name: Etcd, Identity: self}}})
	if err != nil {
		t.Fatal(err)
	}
	// A signal would end this test.
	if ran, err := Down(folder); ran || err != nil {
		t.Errorf("something ran: %t (%v)", ran, err)
	}
}
