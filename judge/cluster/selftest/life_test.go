package selftest

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/keda4j/keda4j/judge/cluster/internal/cluster"
)

func TestAKilledSupervisorTakesEverythingAlong(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	state := up(t, folder)
	if err := state.Supervisor.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	expectNothingLeft(t, state)
	status := run(t, "status", "--json", "--dir", folder)
	if got := parse(t, status.stdout).Status; got != cluster.Lost || status.code != 3 {
		t.Errorf("the status is %s with code %d; expected %s with 3", got, status.code, cluster.Lost)
	}
	if down := run(t, "down", "--dir", folder); down.code != 0 {
		t.Errorf("down ended with %d: %s", down.code, down.stderr)
	}
	again := up(t, folder, "--without-keda")
	if again.Status != cluster.Ready {
		t.Errorf("a new cluster in the same folder is %s", again.Status)
	}
}

func TestAKilledStarterTakesEverythingAlong(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	starter := exec.Command(binary(), "up", "--dir", folder)
	if err := starter.Start(); err != nil {
		t.Fatal(err)
	}
	state := stateWhen(t, folder, func(s cluster.State) bool { return len(s.Programs) >= 2 })
	kill(t, starter.Process)
	expectNothingLeft(t, state)
	stateWhen(t, folder, func(s cluster.State) bool { return s.Status == cluster.Stopped })
}

func TestAClusterInTheForegroundEndsWithItsCallersPipe(t *testing.T) {
	t.Parallel()
	foreground := exec.Command(binary(), "up", "--without-keda", "--foreground", "--end-with-stdin", "--json", "--dir", t.TempDir())
	stdin, err := foreground.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := foreground.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := foreground.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	state := parse(t, line)
	if state.Supervisor.PID != foreground.Process.Pid {
		t.Errorf("the supervisor is %d; expected the process that was started, %d", state.Supervisor.PID, foreground.Process.Pid)
	}
	stdin.Close()
	if err := foreground.Wait(); err != nil {
		t.Error(err)
	}
	expectNothingLeft(t, state)
}

// A terminal sends the signal to the whole process group.
func TestCtrlCEndsAClusterInTheForeground(t *testing.T) {
	t.Parallel()
	foreground := exec.Command(binary(), "up", "--foreground", "--json", "--dir", t.TempDir())
	foreground.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	stdout, err := foreground.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := foreground.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(-foreground.Process.Pid, syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if err := foreground.Wait(); err != nil {
		t.Error(err)
	}
	expectNothingLeft(t, parse(t, line))
}

func TestAProgramThatFailsIsNamedAndEndsTheStart(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	result := run(t, "up", "--without-keda", "--dir", folder, "--flag", "kube-controller-manager:--no-such-flag")
	if result.code != 1 {
		t.Errorf("up ended with %d; expected 1", result.code)
	}
	log := filepath.Join(folder, "logs", "kube-controller-manager.log")
	for _, part := range []string{"kube-controller-manager ended (exit status 1)", log, "unknown flag: --no-such-flag"} {
		if !strings.Contains(result.stderr, part) {
			t.Errorf("the error does not say %q:\n%s", part, result.stderr)
		}
	}
	expectNothingLeft(t, stateWhen(t, folder, func(s cluster.State) bool { return s.Status == cluster.Failed }))
}

func TestNothingIsWrittenOutsideTheFolder(t *testing.T) {
	home, temp := t.TempDir(), t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("TMPDIR", temp)
	t.Setenv("AWS_PROFILE", "production")
	const kubernetes = "/var/run/kubernetes"
	before, _ := os.ReadDir(kubernetes)
	state := up(t, filepath.Join(temp, "cluster"), "--env", "keda-operator:AWS_REGION=eu-west-1")
	for folder, allowed := range map[string][]string{home: nil, temp: {"cluster"}} {
		for _, entry := range entries(t, folder) {
			if !slices.Contains(allowed, entry) {
				t.Errorf("%s has %s", folder, entry)
			}
		}
	}
	if after, _ := os.ReadDir(kubernetes); len(after) != len(before) {
		t.Errorf("%s has %v", kubernetes, after)
	}
	environment := environmentOf(t, state, cluster.KedaOperator)
	if !slices.Contains(environment, "AWS_REGION=eu-west-1") {
		t.Errorf("the operator's environment lacks the variable that was given: %q", environment)
	}
	if slices.Contains(environment, "AWS_PROFILE=production") {
		t.Error("the operator's environment has a variable of the developer's")
	}
}

func entries(t *testing.T, folder string) []string {
	t.Helper()
	found, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range found {
		names = append(names, entry.Name())
	}
	return names
}

func environmentOf(t *testing.T, state cluster.State, name string) []string {
	t.Helper()
	for _, program := range state.Programs {
		if program.Name == name {
			content, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(program.PID), "environ"))
			if err != nil {
				t.Fatal(err)
			}
			return strings.Split(string(content), "\x00")
		}
	}
	t.Fatalf("the state does not list %s", name)
	return nil
}

func TestWrongUsageSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "usage: cluster COMMAND"},
		{[]string{"rise"}, "usage: cluster COMMAND"},
		{[]string{"up"}, "--dir is missing."},
		{[]string{"up", "--dir", folder, "now"}, `"now" is not an option.`},
		{[]string{"up", "--dir", folder, "--end-with-stdin"}, "--end-with-stdin needs --foreground."},
		{[]string{"up", "--dir", folder, "--env", "operator:A=b"}, `unknown program "operator"; expected one of etcd, `},
		{[]string{"resource-metrics", "--dir", folder}, "--port must be a number from 1 to 65535."},
	} {
		result := run(t, c.args...)
		if result.code != 2 || !strings.Contains(result.stderr, c.want) {
			t.Errorf("%v ended with %d and %q; expected 2 and %q", c.args, result.code, result.stderr, c.want)
		}
	}
	if found := entries(t, folder); len(found) > 0 {
		t.Errorf("invalid calls left %v", found)
	}
}

func TestASignalToTheStarterEndsTheStart(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	starter := exec.Command(binary(), "up", "--without-keda", "--dir", folder)
	var stderr bytes.Buffer
	starter.Stderr = &stderr
	if err := starter.Start(); err != nil {
		t.Fatal(err)
	}
	state := stateWhen(t, folder, func(s cluster.State) bool { return len(s.Programs) >= 2 })
	if err := starter.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := starter.Wait(); err == nil || starter.ProcessState.ExitCode() != 1 {
		t.Errorf("up ended with %v; expected code 1", err)
	}
	if want := "the cluster was asked to end before it was ready"; !strings.Contains(stderr.String(), want) {
		t.Errorf("up says %q; expected %q", stderr.String(), want)
	}
	expectNothingLeft(t, state)
}
