package cluster

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Names of the programs, as in flags, logs and the state.
const (
	Etcd              = "etcd"
	APIServer         = "kube-apiserver"
	ControllerManager = "kube-controller-manager"
	KedaOperator      = "keda-operator"
	KedaMetrics       = "keda-metrics-apiserver"
	KedaWebhooks      = "keda-admission-webhooks"
)

// Programs lists all programs of which a cluster may consist.
var Programs = []string{Etcd, APIServer, ControllerManager, KedaOperator, KedaMetrics, KedaWebhooks}

// Options describe the cluster to start.
type Options struct {
	// Folder contains everything that belongs to the cluster.
	Folder Folder
	// Bin is the folder of the programs and of KEDA's manifests.
	Bin  string
	Keda bool
	// KedaLogLevel is debug, info, error, or a number, as zap's flag takes it.
	KedaLogLevel  string
	HPASyncPeriod time.Duration
	PodReadyAfter time.Duration
	JobDuration   time.Duration
	// ResourceMetricsPort is a loopback port that serves metrics.k8s.io over plain HTTP; 0 if none does.
	ResourceMetricsPort int
	// StartTimeout is how long the cluster may take to become ready.
	StartTimeout time.Duration
	// Env and Flags are additional values by program.
	Env   PerProgram
	Flags PerProgram
}

// PerProgram are values by program.
type PerProgram map[string][]string

// AddVariable reads PROGRAM:NAME=VALUE.
func (p PerProgram) AddVariable(text string) error {
	return p.add(text, "NAME=VALUE", func(value string) bool { return strings.Index(value, "=") > 0 })
}

// AddFlag reads PROGRAM:--NAME=VALUE, or PROGRAM:--NAME.
func (p PerProgram) AddFlag(text string) error {
	return p.add(text, "--NAME=VALUE", func(value string) bool { return strings.HasPrefix(value, "--") })
}

func (p PerProgram) add(text, form string, allowed func(string) bool) error {
	program, value, _ := strings.Cut(text, ":")
	if !slices.Contains(Programs, program) {
		return fmt.Errorf("unknown program %q; expected one of %s", program, strings.Join(Programs, ", "))
	}
	if !allowed(value) {
		return fmt.Errorf("expected PROGRAM:%s", form)
	}
	p[program] = append(p[program], value)
	return nil
}

// checkBuilt fails if a program to be started has not been built.
func (o Options) checkBuilt() error {
	needed := []string{Etcd, APIServer, ControllerManager}
	if o.Keda {
		needed = append(needed, KedaOperator, KedaMetrics, KedaWebhooks, crdsFile, webhooksFile, apiServiceFile, namespaceFile)
	}
	var missing []string
	for _, name := range needed {
		if _, err := os.Stat(filepath.Join(o.Bin, name)); err != nil {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return fmt.Errorf("%s does not contain %s. Run judge/cluster/build.sh", o.Bin, strings.Join(missing, ", "))
	}
	return nil
}
