package cluster

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/keda4j/keda4j/judge/cluster/internal/kube"
)

const resourceMetricsRoot = "/apis/metrics.k8s.io/v1beta1"

// resourceMetrics is the part that all metrics servers have in common: TLS and discovery. The numbers come from a plain
// HTTP server on a loopback port that may change, so a test needs no certificates, and the cluster may start before the
// test does.
type resourceMetrics struct {
	folder Folder
	proxy  *httputil.ReverseProxy
}

// serveResourceMetrics listens on a free port until the context ends, and returns that port.
func serveResourceMetrics(ctx context.Context, folder Folder, certFile, keyFile string, log *log.Logger) (int, error) {
	certificate, err := tls.LoadX509KeyPair(certFile, keyFile)
	if err != nil {
		return 0, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	server := &http.Server{
		Handler: &resourceMetrics{folder: folder, proxy: &httputil.ReverseProxy{
			// The target is set for each request, see below.
			Rewrite:  func(*httputil.ProxyRequest) {},
			ErrorLog: log,
		}},
		TLSConfig:         &tls.Config{Certificates: []tls.Certificate{certificate}},
		ErrorLog:          log,
		ReadHeaderTimeout: 10 * time.Second,
	}
	go func() {
		if err := server.ServeTLS(listener, "", ""); ctx.Err() == nil {
			log.Print(err)
		}
	}()
	context.AfterFunc(ctx, func() { server.Close() })
	return listener.Addr().(*net.TCPAddr).Port, nil
}

func (m *resourceMetrics) ServeHTTP(response http.ResponseWriter, request *http.Request) {
	switch {
	case request.URL.Path == resourceMetricsRoot:
		m.discover(response)
	case strings.HasPrefix(request.URL.Path, resourceMetricsRoot+"/"):
		m.forward(response, request)
	default:
		http.NotFound(response, request)
	}
}

func (m *resourceMetrics) discover(response http.ResponseWriter) {
	response.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(response).Encode(metav1.APIResourceList{
		TypeMeta:     metav1.TypeMeta{Kind: "APIResourceList", APIVersion: "v1"},
		GroupVersion: "metrics.k8s.io/v1beta1",
		APIResources: []metav1.APIResource{
			{Name: "nodes", Kind: "NodeMetrics", Verbs: metav1.Verbs{"get", "list"}},
			{Name: "pods", Kind: "PodMetrics", Namespaced: true, Verbs: metav1.Verbs{"get", "list"}},
		},
	})
}

func (m *resourceMetrics) forward(response http.ResponseWriter, request *http.Request) {
	port, err := m.folder.resourceMetricsPort()
	if err != nil {
		http.Error(response, err.Error(), http.StatusBadGateway)
		return
	}
	request = request.Clone(request.Context())
	request.URL.Scheme = "http"
	request.URL.Host = loopback(port)
	m.proxy.ServeHTTP(response, request)
}

// RegisterResourceMetrics makes a cluster serve metrics.k8s.io from a loopback port, which replaces an earlier one.
func RegisterResourceMetrics(ctx context.Context, folder Folder, port int) error {
	state, err := Look(folder)
	if err != nil {
		return err
	}
	if state.Status != Ready {
		return fmt.Errorf("the cluster in %s is %s; expected %s", folder, state.Status, Ready)
	}
	client, err := kube.NewClient(folder.Kubeconfig())
	if err != nil {
		return err
	}
	ca, err := caBundle(state.Endpoints.CertificateAuthority)
	if err != nil {
		return err
	}
	return registerResourceMetrics(ctx, client, folder, port, state.ResourceMetricsProxy, ca)
}

func registerResourceMetrics(ctx context.Context, client *kube.Client, folder Folder, port, proxyPort int, ca string) error {
	if err := folder.SetResourceMetricsPort(port); err != nil {
		return err
	}
	apiService := &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": "apiregistration.k8s.io/v1",
		"kind":       "APIService",
		"metadata":   map[string]any{"name": "v1beta1.metrics.k8s.io"},
		"spec": map[string]any{
			"group":                "metrics.k8s.io",
			"version":              "v1beta1",
			"service":              map[string]any{"name": "metrics-server", "namespace": "kube-system"},
			"groupPriorityMinimum": int64(100),
			"versionPriority":      int64(100),
		},
	}}
	objects, err := reachOnLoopback(apiService, proxyPort, ca)
	if err != nil {
		return err
	}
	if err := client.Apply(ctx, objects...); err != nil {
		return err
	}
	return client.AwaitCondition(ctx, apiService, "Available")
}
