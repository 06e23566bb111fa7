package cluster

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"time"
)

const (
	// politeFor is how long the supervisor may take to end its programs and itself.
	politeFor = 20 * time.Second
	// killedWithin is how long the kernel may take to end a killed process.
	killedWithin = 10 * time.Second
)

// Down ends the cluster in a folder, or the leftovers of one whose supervisor was killed. If there is neither, that is
// not an error. Down reports whether anything ran.
func Down(folder Folder) (ran bool, err error) {
	state, err := folder.ReadState()
	if err != nil {
		return false, err
	}
	if supervisor := state.Supervisor; supervisor != nil && supervisor.Alive() {
		ran = true
		if err := supervisor.Signal(syscall.SIGTERM); err != nil {
			return true, err
		}
		supervisor.AwaitEnd(politeFor)
		if state, err = folder.ReadState(); err != nil {
			return true, err
		}
	}
	killed, err := endLeftovers(state)
	return ran || killed, err
}

// endLeftovers kills the recorded processes that are still running.
func endLeftovers(state State) (killed bool, err error) {
	var alive []Program
	for _, process := range state.processes() {
		if process.Alive() {
			alive = append(alive, process)
			err = errors.Join(err, process.Signal(syscall.SIGKILL))
		}
	}
	var left []string
	for _, process := range alive {
		if !process.AwaitEnd(killedWithin) {
			left = append(left, fmt.Sprintf("%s (pid %d)", process.Name, process.PID))
		}
	}
	if len(left) > 0 {
		err = errors.Join(err, fmt.Errorf("still running %s after they were killed: %s", killedWithin, strings.Join(left, ", ")))
	}
	return len(alive) > 0, err
}

// Remove deletes the folder of a cluster that is not running.
func Remove(folder Folder) error {
	if _, err := os.Stat(string(folder)); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	lock, err := folder.lock()
	if err != nil {
		return err
	}
	defer lock.Close()
	return os.RemoveAll(string(folder))
}
