package cluster

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/keda4j/keda4j/judge/cluster/internal/pki"
	"github.com/keda4j/keda4j/judge/cluster/internal/ports"
	"github.com/keda4j/keda4j/judge/cluster/internal/procs"
)

// controllers lists the controllers that KEDA's scale targets and KEDA itself depend on. Controllers that need nodes,
// clouds or volumes are left out.
var controllers = []string{
	"clusterrole-aggregation-controller",
	"cronjob-controller",
	"deployment-controller",
	"disruption-controller",
	"endpoints-controller",
	"endpointslice-controller",
	"garbage-collector-controller",
	"horizontal-pod-autoscaler-controller",
	"job-controller",
	"namespace-controller",
	"replicaset-controller",
	"replicationcontroller-controller",
	"resourcequota-controller",
	"root-ca-certificate-publisher-controller",
	"serviceaccount-controller",
	"serviceaccount-token-controller",
	"statefulset-controller",
	"ttl-after-finished-controller",
}

// portsOf are the TCP ports that the programs of one cluster listen on, all on the loopback interface, except where
// KEDA has no flag for that: webhooks and metricsHTTP.
type portsOf struct {
	etcd, apiServer, controllerManager              int
	metricsService, operatorMetrics, operatorHealth int
	metricsAPI, metricsHTTP                         int
	webhooks, webhooksMetrics, webhooksHealth       int
}

func choosePorts() (portsOf, error) {
	var p portsOf
	wanted := []*int{
		&p.etcd, &p.apiServer, &p.controllerManager, &p.metricsService, &p.operatorMetrics, &p.operatorHealth,
		&p.metricsAPI, &p.metricsHTTP, &p.webhooks, &p.webhooksMetrics, &p.webhooksHealth,
	}
	free, err := ports.Free(len(wanted))
	if err != nil {
		return p, err
	}
	for i, port := range free {
		*wanted[i] = port
	}
	return p, nil
}

func loopback(port int) string { return fmt.Sprintf("127.0.0.1:%d", port) }

// recipes describe how each program is started.
type recipes struct {
	options Options
	ports   portsOf
	pki     pki.Files
}

func (r recipes) etcd() procs.Command {
	client := "http://" + loopback(r.ports.etcd)
	// There is only one member, so the port that the kernel chooses for peers does not matter.
	const peer = "http://127.0.0.1:0"
	return r.command(Etcd,
		"--data-dir", r.options.Folder.etcd(),
		"--listen-client-urls", client, "--advertise-client-urls", client,
		"--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", "default="+peer,
		"--unsafe-no-fsync", "--log-level", "warn")
}

func (r recipes) apiServer() procs.Command {
	return r.command(APIServer,
		"--etcd-servers", "http://"+loopback(r.ports.etcd),
		"--bind-address", "127.0.0.1", "--advertise-address", "127.0.0.1", "--secure-port", fmt.Sprint(r.ports.apiServer),
		// The Service kubernetes gets no endpoints, because Kubernetes does not allow a loopback address as an endpoint.
		"--endpoint-reconciler-type", "none",
		"--tls-cert-file", r.pki.ServerCert, "--tls-private-key-file", r.pki.ServerKey, "--client-ca-file", r.pki.CA,
		"--service-account-issuer", "https://kubernetes.default.svc",
		"--service-account-key-file", r.pki.ServiceAccountPublicKey, "--service-account-signing-key-file", r.pki.ServiceAccountKey,
		"--service-cluster-ip-range", "10.0.0.0/16",
		"--authorization-mode", "RBAC", "--allow-privileged",
		"--requestheader-client-ca-file", r.pki.CA, "--requestheader-allowed-names", pki.FrontProxy,
		"--requestheader-username-headers", "X-Remote-User", "--requestheader-group-headers", "X-Remote-Group",
		"--requestheader-extra-headers-prefix", "X-Remote-Extra-",
		"--proxy-client-cert-file", r.pki.FrontProxyCert, "--proxy-client-key-file", r.pki.FrontProxyKey)
}

func (r recipes) controllerManager() procs.Command {
	kubeconfig := r.options.Folder.Kubeconfig()
	return r.command(ControllerManager,
		"--kubeconfig", kubeconfig, "--authentication-kubeconfig", kubeconfig, "--authorization-kubeconfig", kubeconfig,
		"--bind-address", "127.0.0.1", "--secure-port", fmt.Sprint(r.ports.controllerManager),
		"--tls-cert-file", r.pki.ServerCert, "--tls-private-key-file", r.pki.ServerKey,
		"--leader-elect=false", "--kube-api-qps", "200", "--kube-api-burst", "400",
		"--service-account-private-key-file", r.pki.ServiceAccountKey, "--root-ca-file", r.pki.CA,
		"--controllers", strings.Join(controllers, ","),
		"--horizontal-pod-autoscaler-sync-period", r.options.HPASyncPeriod.String())
}

func (r recipes) kedaOperator() procs.Command {
	command := r.kedaCommand(KedaOperator,
		"--metrics-bind-address", loopback(r.ports.operatorMetrics), "--health-probe-bind-address", loopback(r.ports.operatorHealth),
		"--metrics-service-bind-address", loopback(r.ports.metricsService),
		"--kube-api-qps", "200", "--kube-api-burst", "400")
	command.Env = append(command.Env, "KEDA_CLUSTER_OBJECT_NAMESPACE="+kedaNamespace)
	return command
}

func (r recipes) kedaMetrics() procs.Command {
	kubeconfig := r.options.Folder.Kubeconfig()
	return r.kedaCommand(KedaMetrics,
		"--authentication-kubeconfig", kubeconfig, "--authorization-kubeconfig", kubeconfig, "--lister-kubeconfig", kubeconfig,
		"--bind-address", "127.0.0.1", "--secure-port", fmt.Sprint(r.ports.metricsAPI), "--port", fmt.Sprint(r.ports.metricsHTTP),
		"--tls-cert-file", r.pki.ServerCert, "--tls-private-key-file", r.pki.ServerKey, "--client-ca-file", r.pki.CA,
		"--metrics-service-address", loopback(r.ports.metricsService))
}

func (r recipes) kedaWebhooks() procs.Command {
	return r.kedaCommand(KedaWebhooks,
		"--metrics-bind-address", loopback(r.ports.webhooksMetrics), "--health-probe-bind-address", loopback(r.ports.webhooksHealth),
		"--port", fmt.Sprint(r.ports.webhooks))
}

func (r recipes) kedaCommand(name string, args ...string) procs.Command {
	common := []string{
		"--kubeconfig", r.options.Folder.Kubeconfig(), "--cert-dir", r.pki.KeysDir,
		"--zap-log-level", r.options.KedaLogLevel, "--zap-encoder", "console", "--zap-time-encoding", "rfc3339nano",
	}
	command := r.command(name, append(common, args...)...)
	// The namespaces to watch must be given; the empty string stands for all of them.
	defaults := []string{"POD_NAMESPACE=" + kedaNamespace, "POD_NAME=" + name, "WATCH_NAMESPACE=", "AWS_EC2_METADATA_DISABLED=true"}
	command.Env = append(defaults, command.Env...)
	return command
}

// command adds the user's flags and environment, which override those given here.
func (r recipes) command(name string, args ...string) procs.Command {
	folder := r.options.Folder
	// The programs inherit nothing from the developer's environment: its credentials, proxies and home folder would
	// change their behavior. Collecting garbage less often saves a fifth of the CPU time of a start, at the cost of 200
	// MB. Above the memory limit, garbage is collected in time: an object can make KEDA allocate gigabytes, and five
	// times as much would stall the machine.
	env := []string{"PATH=/usr/bin:/bin", "HOME=" + folder.temp(), "TMPDIR=" + folder.temp(), "GOGC=400", "GOMEMLIMIT=1GiB"}
	return procs.Command{
		Name: name,
		Path: filepath.Join(r.options.Bin, name),
		Args: append(args, r.options.Flags[name]...),
		Env:  append(env, r.options.Env[name]...),
		Dir:  folder.temp(),
		Log:  folder.Log(name),
	}
}

func (r recipes) endpoints() Endpoints {
	endpoints := Endpoints{
		APIServer:            "https://" + loopback(r.ports.apiServer),
		CertificateAuthority: r.pki.CA,
		ClientCertificate:    r.pki.AdminCert,
		ClientKey:            r.pki.AdminKey,
		Etcd:                 "http://" + loopback(r.ports.etcd),
		ControllerManager:    "https://" + loopback(r.ports.controllerManager),
	}
	if r.options.Keda {
		endpoints.KedaOperatorMetrics = "http://" + loopback(r.ports.operatorMetrics) + "/metrics"
		endpoints.KedaOperatorHealth = "http://" + loopback(r.ports.operatorHealth)
		endpoints.KedaMetricsAPIServer = "https://" + loopback(r.ports.metricsAPI)
		endpoints.KedaWebhooks = "https://" + loopback(r.ports.webhooks)
		endpoints.KedaWebhooksMetrics = "http://" + loopback(r.ports.webhooksMetrics) + "/metrics"
	}
	return endpoints
}
