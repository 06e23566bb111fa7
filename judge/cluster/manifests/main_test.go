package main

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/keda4j/keda4j/judge/cluster/internal/kube"
)

// releaseCRDs are the CRDs of KEDA's release, if the reference data is beside the checkout.
const releaseCRDs = "../../../../shared/data/2.21.0/crds"

func TestCRDsAreThoseOfTheRelease(t *testing.T) {
	if _, err := os.Stat(releaseCRDs); err != nil {
		t.Skip("the reference data is not beside the checkout")
	}
	rendered := specs(t, filepath.Join(render(t), "crds.yaml"))
	files, err := filepath.Glob(filepath.Join(releaseCRDs, "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	released := specs(t, files...)
	names := slices.Sorted(maps.Keys(released))
	if got := slices.Sorted(maps.Keys(rendered)); !slices.Equal(got, names) {
		t.Fatalf("rendered %v; expected %v", got, names)
	}
	for _, name := range names {
		if !reflect.DeepEqual(rendered[name], released[name]) {
			t.Errorf("the spec of %s is not that of the release", name)
		}
	}
}

func TestThePatchesOfTheReleaseAreApplied(t *testing.T) {
	scaledJob := specs(t, filepath.Join(render(t), "crds.yaml"))["scaledjobs.keda.sh"].(map[string]any)
	version := scaledJob["versions"].([]any)[0].(map[string]any)
	properties := func(schema any) map[string]any { return schema.(map[string]any)["properties"].(map[string]any) }
	spec := properties(properties(version["schema"].(map[string]any)["openAPIV3Schema"])["spec"])
	trigger := properties(spec["triggers"].(map[string]any)["items"])
	if _, found := trigger["type"]; !found {
		t.Fatal("a trigger of a ScaledJob has no type")
	}
	if _, found := trigger["metricType"]; found {
		t.Error("a trigger of a ScaledJob has a metricType, which the release removes")
	}
}

func TestAModuleThatLacksAFileIsAnError(t *testing.T) {
	if err := write(t.TempDir(), t.TempDir()); err == nil {
		t.Error("an empty module has manifests")
	}
}

func render(t *testing.T) string {
	t.Helper()
	module, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/kedacore/keda/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	output := t.TempDir()
	if err := write(strings.TrimSpace(string(module)), output); err != nil {
		t.Fatal(err)
	}
	return output
}

// specs are the specs of the objects in files, by name.
func specs(t *testing.T, files ...string) map[string]any {
	t.Helper()
	all := map[string]any{}
	for _, file := range files {
		objects, err := kube.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, object := range objects {
			all[object.GetName()] = object.Object["spec"]
		}
	}
	return all
}
