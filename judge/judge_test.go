package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/keda4j/keda4j/judge/internal/crd"
	"github.com/keda4j/keda4j/judge/internal/isolate"
	"github.com/keda4j/keda4j/judge/internal/release"
	"github.com/keda4j/keda4j/judge/internal/serve"
)

// The families are set up once: KEDA keeps its webhooks in package variables.
var tested map[string]serve.Family

// kedaFolder names the folder of KEDA's source for the process in the operator's environment.
const kedaFolder = "JUDGE_KEDA_FOLDER"

func TestMain(m *testing.M) {
	code, err := inOperatorsEnvironment(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(code)
}

// inOperatorsEnvironment runs the tests in the judge's environment: KEDA reads its environment when the process
// starts, so the process is started again.
func inOperatorsEnvironment(m *testing.M) (int, error) {
	if os.Getenv(childMark) == "" {
		folder, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/kedacore/keda/v2@v"+release.KEDA()).Output()
		if err != nil {
			return 0, fmt.Errorf("KEDA's source: %w", err)
		}
		environment := isolate.Environment([]string{childMark + "=1", kedaFolder + "=" + strings.TrimSpace(string(folder)), "TMPDIR=" + os.TempDir()})
		return 0, syscall.Exec(os.Args[0], os.Args, environment)
	}
	if err := isolate.Network(); err != nil {
		return 0, err
	}
	definitions, err := crd.FromSource(os.Getenv(kedaFolder))
	if err != nil {
		return 0, err
	}
	if tested, err = families(options{patience: 5 * time.Second}, definitions); err != nil {
		return 0, err
	}
	return m.Run(), nil
}

// ask returns the answers to questions, one a line, as the judge writes them.
func ask(t *testing.T, questions ...string) []string {
	t.Helper()
	var out strings.Builder
	if err := serve.Serve(context.Background(), strings.NewReader(strings.Join(questions, "\n")), &out, tested, 4); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
}

// answerTo asks one question and parses the answer into a tree.
func answerTo(t *testing.T, question string) map[string]any {
	t.Helper()
	line := ask(t, question)[0]
	var answer map[string]any
	decoder := json.NewDecoder(strings.NewReader(line))
	decoder.UseNumber() // an int64 does not fit into a float
	if err := decoder.Decode(&answer); err != nil {
		t.Fatalf("%v in %s", err, line)
	}
	return answer
}

// at follows a path such as "reconcile.autoscaler.metrics.0.name"; a missing value is "".
func at(tree any, path string) string {
	for name := range strings.SplitSeq(path, ".") {
		switch node := tree.(type) {
		case map[string]any:
			tree = node[name]
		case []any:
			var index int
			if _, err := fmt.Sscan(name, &index); err != nil || index >= len(node) {
				return ""
			}
			tree = node[index]
		default:
			return ""
		}
	}
	if tree == nil {
		return ""
	}
	return fmt.Sprint(tree)
}

// expectation is a path in an answer, and the text that is expected there ("" for nothing).
type expectation map[string]string

type example struct {
	name     string
	question string
	expected expectation
}

func check(t *testing.T, examples []example) {
	t.Helper()
	for _, e := range examples {
		t.Run(e.name, func(t *testing.T) {
			answer := answerTo(t, e.question)
			for path, expected := range e.expected {
				got := at(answer, path)
				if (expected == "" && got != "") || !strings.Contains(got, expected) {
					t.Errorf("%s: expected %q but found %q", path, expected, got)
				}
			}
			if t.Failed() {
				text, _ := json.Marshal(answer)
				t.Logf("%s", text)
			}
		})
	}
}
