package cluster

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestAdditionsAreReadByProgram(t *testing.T) {
	env, flags := PerProgram{}, PerProgram{}
	for _, text := range []string{"keda-operator:AWS_REGION=eu-west-1", "keda-operator:URL=http://127.0.0.1:1/?a=b", "etcd:EMPTY="} {
		if err := env.AddVariable(text); err != nil {
			t.Error(err)
		}
	}
	if err := flags.AddFlag("kube-controller-manager:--horizontal-pod-autoscaler-tolerance=0.2"); err != nil {
		t.Error(err)
	}
	if got, want := env[KedaOperator], []string{"AWS_REGION=eu-west-1", "URL=http://127.0.0.1:1/?a=b"}; !slices.Equal(got, want) {
		t.Errorf("the operator's variables are %q; expected %q", got, want)
	}
	if got, want := flags[ControllerManager], []string{"--horizontal-pod-autoscaler-tolerance=0.2"}; !slices.Equal(got, want) {
		t.Errorf("the controller manager's flags are %q; expected %q", got, want)
	}
}

func TestAdditionsThatCannotBeReadAreErrors(t *testing.T) {
	for _, text := range []string{"", "keda-operator", "keda-operator:", "keda-operator:NAME", "keda-operator:=x", "operator:A=b"} {
		if err := (PerProgram{}).AddVariable(text); err == nil {
			t.Errorf("variable %q is accepted", text)
		}
	}
	for _, text := range []string{"etcd", "etcd:", "etcd:-v=1", "etcd:name=x", "kubelet:--v=1"} {
		if err := (PerProgram{}).AddFlag(text); err == nil {
			t.Errorf("flag %q is accepted", text)
		}
	}
}

func TestTheUsersAdditionsWinAndTheDevelopersEnvironmentIsNotPassedOn(t *testing.T) {
	t.Setenv("AWS_PROFILE", "production")
	r := recipes{options: Options{
		Folder: "/work",
		Env:    PerProgram{KedaOperator: {"AWS_EC2_METADATA_DISABLED=false"}},
		Flags:  PerProgram{KedaOperator: {"--zap-log-level=5"}},
	}}
	command := r.kedaOperator()
	if got := slices.Index(command.Args, "--zap-log-level=5"); got != len(command.Args)-1 {
		t.Errorf("the user's flag is at %d of %d; expected it to be the last", got, len(command.Args))
	}
	given := slices.Index(command.Env, "AWS_EC2_METADATA_DISABLED=false")
	if given < slices.Index(command.Env, "AWS_EC2_METADATA_DISABLED=true") {
		t.Errorf("the user's variable does not come after the default: %q", command.Env)
	}
	for _, variable := range command.Env {
		if strings.HasPrefix(variable, "AWS_PROFILE") {
			t.Errorf("the environment has %s", variable)
		}
	}
}

func TestWhatWasNotBuiltIsNamed(t *testing.T) {
	bin := t.TempDir()
	if err := os.WriteFile(filepath.Join(bin, Etcd), nil, 0o755); err != nil {
		t.Fatal(err)
	}
	err := Options{Bin: bin}.checkBuilt()
	if want := bin + " does not contain kube-apiserver, kube-controller-manager. Run judge/cluster/build.sh"; err == nil || err.Error() != want {
		t.Errorf("the error is %v; expected %s", err, want)
	}
	if err := (Options{Bin: bin, Keda: true}).checkBuilt(); err == nil || !strings.Contains(err.Error(), KedaWebhooks) {
		t.Errorf("the error is %v; expected one that names %s", err, KedaWebhooks)
	}
}
