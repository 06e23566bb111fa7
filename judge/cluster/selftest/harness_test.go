// Package selftest runs real clusters with the programs that build.sh built. Build first.
package selftest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/keda4j/keda4j/judge/cluster/internal/cluster"
	"github.com/keda4j/keda4j/judge/cluster/internal/kube"
)

// patience allows for busy machines.
const patience = 90 * time.Second

func TestMain(m *testing.M) {
	if _, err := os.Stat(binary()); err != nil {
		fmt.Fprintf(os.Stderr, "%s is missing. Run judge/cluster/build.sh first.\n", binary())
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func binary() string {
	path, err := filepath.Abs("../bin/cluster")
	if err != nil {
		panic(err)
	}
	return path
}

// result is the output of a command and how it ended.
type result struct {
	stdout, stderr string
	code           int
}

func run(t *testing.T, args ...string) result {
	t.Helper()
	result, err := try(args...)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// try is like run, but for goroutines that must not end the test. An exit code is not an error.
func try(args ...string) (result, error) {
	var stdout, stderr bytes.Buffer
	command := exec.Command(binary(), args...)
	command.Stdout, command.Stderr = &stdout, &stderr
	err := command.Run()
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		err = nil
	}
	return result{stdout: stdout.String(), stderr: stderr.String(), code: command.ProcessState.ExitCode()}, err
}

// up starts a cluster, and stops it at the end of the test.
func up(t *testing.T, folder string, args ...string) cluster.State {
	t.Helper()
	return upTogether(t, []string{folder}, args...)[0]
}

// upTogether starts clusters at the same time.
func upTogether(t *testing.T, folders []string, args ...string) []cluster.State {
	t.Helper()
	results := make([]result, len(folders))
	errs := make([]error, len(folders))
	var group sync.WaitGroup
	for i, folder := range folders {
		t.Cleanup(func() { run(t, "down", "--dir", folder) })
		group.Go(func() {
			results[i], errs[i] = try(append([]string{"up", "--json", "--dir", folder}, args...)...)
		})
	}
	group.Wait()
	var states []cluster.State
	for i, result := range results {
		if errs[i] != nil || result.code != 0 {
			t.Fatalf("up ended with %d (%v):\n%s", result.code, errs[i], result.stderr)
		}
		states = append(states, parse(t, result.stdout))
	}
	return states
}

func parse(t *testing.T, line string) cluster.State {
	t.Helper()
	if strings.Count(line, "\n") != 1 {
		t.Fatalf("expected one line of JSON but found %q", line)
	}
	var state cluster.State
	if err := json.Unmarshal([]byte(line), &state); err != nil {
		t.Fatal(err)
	}
	return state
}

func client(t *testing.T, state cluster.State) *kube.Client {
	t.Helper()
	client, err := kube.NewClient(state.Kubeconfig)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// eventually retries until there is no error.
func eventually(t *testing.T, what string, timeout time.Duration, try func(context.Context) error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), timeout)
	defer cancel()
	if err := kube.Poll(ctx, try); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// expectNothingLeft waits until no processes and open ports of a cluster are left.
func expectNothingLeft(t *testing.T, state cluster.State) {
	t.Helper()
	if len(state.Programs) == 0 {
		t.Fatal("the state lists no programs")
	}
	eventually(t, "what is left of a cluster", patience, func(context.Context) error {
		for _, program := range append(state.Programs, *state.Supervisor) {
			if program.Alive() {
				return fmt.Errorf("%s still runs", program.Name)
			}
		}
		if left := processesThatMention(t, state.Folder); len(left) > 0 {
			return fmt.Errorf("processes that were not recorded still run: %v", left)
		}
		for _, port := range portsOf(t, state) {
			listener, err := net.Listen("tcp", net.JoinHostPort("", port))
			if err != nil {
				return err
			}
			listener.Close()
		}
		return nil
	})
}

func portsOf(t *testing.T, state cluster.State) []string {
	t.Helper()
	text, err := json.Marshal(state.Endpoints)
	if err != nil {
		t.Fatal(err)
	}
	var endpoints map[string]string
	if err := json.Unmarshal(text, &endpoints); err != nil {
		t.Fatal(err)
	}
	ports := []string{strconv.Itoa(state.ResourceMetricsProxy)}
	for _, endpoint := range endpoints {
		if address, err := url.Parse(endpoint); err == nil && address.Port() != "" {
			ports = append(ports, address.Port())
		}
	}
	if len(ports) < 4 {
		t.Fatalf("the state lists only the ports %v", ports)
	}
	return ports
}

// processesThatMention returns the command lines and environments of running processes that contain a text.
func processesThatMention(t *testing.T, text string) []string {
	t.Helper()
	var found []string
	for _, kind := range []string{"cmdline", "environ"} {
		paths, err := filepath.Glob("/proc/[0-9]*/" + kind)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			pid := strings.Split(path, "/")[2]
			// Processes may end while they are inspected, and this test itself contains the text.
			content, err := os.ReadFile(path)
			if err == nil && pid != strconv.Itoa(os.Getpid()) && bytes.Contains(content, []byte(text)) {
				command, _ := os.ReadFile("/proc/" + pid + "/cmdline")
				found = append(found, pid+" "+strings.ReplaceAll(string(command), "\x00", " "))
			}
		}
	}
	return found
}

// stateWhen waits until the state in a folder is as expected.
func stateWhen(t *testing.T, folder string, wanted func(cluster.State) bool) cluster.State {
	t.Helper()
	var state cluster.State
	eventually(t, "the state of "+folder, patience, func(context.Context) error {
		var err error
		if state, err = cluster.Look(cluster.Folder(folder)); err != nil {
			return err
		}
		if !wanted(state) {
			return fmt.Errorf("it is %s with %d programs", state.Status, len(state.Programs))
		}
		return nil
	})
	return state
}

func kill(t *testing.T, process *os.Process) {
	t.Helper()
	if err := process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_, _ = process.Wait()
}
