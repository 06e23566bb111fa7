package autoscaler

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"testing"

	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
)

var (
	out  = flag.String("out", "", "file to which recordings are written")
	from = flag.Int64("from", 1, "first seed")
	many = flag.Int("many", 3, "how many recordings")
)

func TestMain(m *testing.M) {
	flag.Parse()
	// The failures of loads are intended, and the usual handler sleeps by the real clock.
	utilruntime.ErrorHandlers = []utilruntime.ErrorHandler{func(context.Context, error, string, ...any) {}}
	if os.Getenv(noKeepAlive) != "true" {
		os.Exit(again())
	}
	os.Exit(m.Run())
}

// An idle connection would stop virtual time, so keep-alive must be off. KEDA reads this variable before any test
// begins.
const noKeepAlive = "KEDA_HTTP_DISABLE_KEEP_ALIVE"

// again runs this program with the environment that it needs.
func again() int {
	program := exec.Command(os.Args[0], os.Args[1:]...)
	program.Env = append(os.Environ(), noKeepAlive+"=true")
	program.Stdin, program.Stdout, program.Stderr = os.Stdin, os.Stdout, os.Stderr
	var exit *exec.ExitError
	switch err := program.Run(); {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	default:
		println(err.Error())
		return 2
	}
}

func TestRecord(t *testing.T) {
	if *out == "" {
		t.Skip("no -out")
	}
	var file bytes.Buffer
	encoder := json.NewEncoder(&file)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(header()); err != nil {
		t.Fatal(err)
	}
	for i := range *many {
		r := random(*from + int64(i))
		run(t, r)
		r.Object = slim(t, r)
		if err := encoder.Encode(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(*out, file.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestTwiceTheSame checks that nothing depends on chance.
func TestTwiceTheSame(t *testing.T) {
	first, second := random(*from), random(*from)
	run(t, first)
	run(t, second)
	one, _ := json.Marshal(first)
	other, _ := json.Marshal(second)
	if !bytes.Equal(one, other) {
		t.Errorf("first  %s\nsecond %s", one, other)
	}
}

func header() map[string]string {
	return map[string]string{"keda": release, "made": "by judge/autoscaler, in virtual time"}
}

// slim returns the manifest without what Go adds to it.
func slim(t *testing.T, r *recording) object {
	text, err := json.Marshal(r.manifest.Spec)
	if err != nil {
		t.Fatal(err)
	}
	var spec map[string]any
	if err := json.Unmarshal(text, &spec); err != nil {
		t.Fatal(err)
	}
	delete(spec, "scaleTargetRef")
	if advanced, ok := spec["advanced"].(map[string]any); ok {
		if modifiers, ok := advanced["scalingModifiers"].(map[string]any); ok && len(modifiers) == 0 {
			delete(advanced, "scalingModifiers")
		}
	}
	return object{"keda.sh/v1alpha1", "ScaledObject", metadata{scaledObject, r.manifest.Annotations}, spec}
}
