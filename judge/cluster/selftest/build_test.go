package selftest

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const script = "../build.sh"

func TestAKilledBuildTakesTheCompilersAlong(t *testing.T) {
	t.Parallel()
	cache := t.TempDir()
	build := exec.Command(script, filepath.Join(t.TempDir(), "bin"))
	// Nothing is cached in this folder, so the build takes long, and its name identifies the processes of this build.
	build.Env = append(build.Environ(), "GOCACHE="+cache)
	if err := build.Start(); err != nil {
		t.Fatal(err)
	}
	// A package that takes seconds to compile, so an orphaned compiler would continue to run.
	eventually(t, "a compiler", patience, func(context.Context) error {
		for _, process := range processesThatMention(t, cache) {
			if strings.Contains(process, "/compile ") && strings.Contains(process, " -p runtime ") {
				return nil
			}
		}
		return errors.New("it does not run yet")
	})
	kill(t, build.Process)
	eventually(t, "the end of the build", 3*time.Second, func(context.Context) error {
		if left := processesThatMention(t, cache); len(left) > 0 {
			return fmt.Errorf("still there: %v", left)
		}
		return nil
	})
}

func TestWhatIsUpToDateIsNotBuiltAgain(t *testing.T) {
	output, err := exec.Command(script).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	again, err := exec.Command(script).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, again)
	}
	if got := string(again); !strings.HasPrefix(got, "Everything in ") || strings.Count(got, "\n") != 1 {
		t.Errorf("the second build says %q", got)
	}
}

func TestWithoutGoTheBuildSaysSo(t *testing.T) {
	build := exec.Command("/bin/bash", script)
	build.Env = []string{"PATH=/usr/bin:/bin"}
	if path, err := exec.LookPath("/usr/bin/go"); err == nil {
		t.Skipf("Go is in %s, where the other tools are", path)
	}
	output, err := build.CombinedOutput()
	const want = "build.sh: Go is not on the PATH. Install Go 1.26.0 or newer, see https://go.dev/dl.\n"
	if err == nil || build.ProcessState.ExitCode() != 3 || string(output) != want {
		t.Errorf("it says %q with code %d; expected %q with 3", output, build.ProcessState.ExitCode(), want)
	}
}
