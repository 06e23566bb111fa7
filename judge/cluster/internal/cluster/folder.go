package cluster

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// Folder is the work folder of one cluster. It contains everything that belongs to the cluster.
type Folder string

// NewFolder makes a path absolute.
func NewFolder(path string) (Folder, error) {
	absolute, err := filepath.Abs(path)
	return Folder(absolute), err
}

func (f Folder) path(name string) string         { return filepath.Join(string(f), name) }
func (f Folder) stateFile() string               { return f.path("cluster.json") }
func (f Folder) lockFile() string                { return f.path("cluster.lock") }
func (f Folder) resourceMetricsPortFile() string { return f.path("resource-metrics-port") }
func (f Folder) certs() string                   { return f.path("certs") }
func (f Folder) etcd() string                    { return f.path("etcd") }
func (f Folder) logs() string                    { return f.path("logs") }
func (f Folder) temp() string                    { return f.path("tmp") }

// Kubeconfig is the file with which clients reach the cluster as an administrator.
func (f Folder) Kubeconfig() string { return f.path("kubeconfig") }

// Log is the log of a program, or of a part of the supervisor.
func (f Folder) Log(name string) string { return filepath.Join(f.logs(), name+".log") }

// ErrRunning means that a cluster already runs in the folder.
var ErrRunning = errors.New("a cluster already runs")

// lock reserves the folder for this process, for as long as the process lives.
func (f Folder) lock() (*os.File, error) {
	entries, err := os.ReadDir(string(f))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	if _, err := os.Stat(f.lockFile()); err != nil && len(entries) > 0 {
		return nil, fmt.Errorf("%s is not empty and not the folder of a cluster", f)
	}
	if err := os.MkdirAll(string(f), 0o755); err != nil {
		return nil, err
	}
	file, err := os.OpenFile(f.lockFile(), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		file.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, fmt.Errorf("%w in %s", ErrRunning, f)
		}
		return nil, err
	}
	return file, nil
}

// renew removes what an earlier cluster left behind, and creates the folders of a new one.
func (f Folder) renew() error {
	for _, old := range []string{f.certs(), f.etcd(), f.logs(), f.temp(), f.Kubeconfig(), f.resourceMetricsPortFile(), f.stateFile()} {
		if err := os.RemoveAll(old); err != nil {
			return err
		}
	}
	for _, folder := range []string{f.certs(), f.logs(), f.temp()} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			return err
		}
	}
	return nil
}

// ReadState reads what the last supervisor wrote; a State of status Absent if there was none.
func (f Folder) ReadState() (State, error) {
	content, err := os.ReadFile(f.stateFile())
	if errors.Is(err, os.ErrNotExist) {
		return State{Status: Absent, Folder: string(f)}, nil
	}
	if err != nil {
		return State{}, err
	}
	var state State
	if err := json.Unmarshal(content, &state); err != nil {
		return State{}, fmt.Errorf("cannot read %s: %w", f.stateFile(), err)
	}
	return state, nil
}

func (f Folder) writeState(state State) error {
	content, err := json.MarshalIndent(state, "", "  ")
	if err != nil {
		return err
	}
	return writeAtomically(f.stateFile(), append(content, '\n'))
}

// SetResourceMetricsPort tells the supervisor the port that serves metrics.k8s.io from now on.
func (f Folder) SetResourceMetricsPort(port int) error {
	return writeAtomically(f.resourceMetricsPortFile(), []byte(strconv.Itoa(port)))
}

func (f Folder) resourceMetricsPort() (int, error) {
	content, err := os.ReadFile(f.resourceMetricsPortFile())
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(strings.TrimSpace(string(content)))
}

// writeAtomically writes a file so that readers never see a part of it.
func writeAtomically(path string, content []byte) error {
	next := path + ".next"
	if err := os.WriteFile(next, content, 0o600); err != nil {
		return err
	}
	return os.Rename(next, path)
}
