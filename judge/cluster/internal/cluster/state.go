package cluster

import (
	"time"

	"github.com/keda4j/keda4j/judge/cluster/internal/procs"
)

// Status is the state of a cluster.
type Status string

const (
	// Absent is a folder in which no cluster was ever started.
	Absent Status = "absent"
	// Starting is a cluster that is not ready yet.
	Starting Status = "starting"
	// Ready is a running cluster.
	Ready Status = "ready"
	// Stopped is a cluster that was stopped.
	Stopped Status = "stopped"
	// Failed is a cluster that ended because something went wrong: State.Failure says what.
	Failed Status = "failed"
	// Lost is a cluster whose supervisor was killed.
	Lost Status = "lost"
)

// State is everything that is known about a cluster: the content of cluster.json.
type State struct {
	Status     Status    `json:"status"`
	Failure    string    `json:"failure,omitempty"`
	Folder     string    `json:"folder"`
	StartedAt  time.Time `json:"startedAt,omitzero"`
	ReadyAfter float64   `json:"readyAfterSeconds,omitempty"`
	Kubeconfig string    `json:"kubeconfig,omitempty"`
	Endpoints  Endpoints `json:"endpoints,omitzero"`
	// ResourceMetricsProxy is the port on which the supervisor acts as a proxy for a test's metrics server.
	ResourceMetricsProxy int       `json:"resourceMetricsProxyPort,omitempty"`
	Supervisor           *Program  `json:"supervisor,omitempty"`
	Programs             []Program `json:"programs,omitempty"`
}

// Endpoints are addresses of a cluster, empty for programs that do not run.
type Endpoints struct {
	APIServer            string `json:"apiServer"`
	CertificateAuthority string `json:"certificateAuthority"`
	ClientCertificate    string `json:"clientCertificate"`
	ClientKey            string `json:"clientKey"`
	Etcd                 string `json:"etcd"`
	ControllerManager    string `json:"controllerManager"`
	KedaOperatorMetrics  string `json:"kedaOperatorMetrics,omitempty"`
	KedaOperatorHealth   string `json:"kedaOperatorHealth,omitempty"`
	KedaMetricsAPIServer string `json:"kedaMetricsApiServer,omitempty"`
	KedaWebhooks         string `json:"kedaWebhooks,omitempty"`
	KedaWebhooksMetrics  string `json:"kedaWebhooksMetrics,omitempty"`
}

// Program is a process of a cluster.
type Program struct {
	Name string `json:"name"`
	procs.Identity
	Log string `json:"log"`
}

// Look reads the state of the cluster in a folder and compares it with the running processes.
func Look(folder Folder) (State, error) {
	state, err := folder.ReadState()
	if err != nil {
		return State{}, err
	}
	claimsToRun := state.Status == Starting || state.Status == Ready
	if claimsToRun && (state.Supervisor == nil || !state.Supervisor.Alive()) {
		state.Status = Lost
		state.Failure = "the supervisor was killed"
	}
	return state, nil
}

// processes are the supervisor and all programs.
func (s State) processes() []Program {
	var all []Program
	if s.Supervisor != nil {
		all = append(all, *s.Supervisor)
	}
	return append(all, s.Programs...)
}
