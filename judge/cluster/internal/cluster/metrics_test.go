package cluster

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/keda4j/keda4j/judge/cluster/internal/pki"
)

func TestResourceMetricsComeFromThePortThatWasSetLast(t *testing.T) {
	metrics := startResourceMetrics(t)
	const path = "/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app%3Dweb"
	if status, _ := metrics.get(t, path); status != http.StatusBadGateway {
		t.Errorf("without a port the status is %d; expected %d", status, http.StatusBadGateway)
	}
	for _, name := range []string{"first", "second"} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, "%s %s", name, r.URL)
		}))
		defer server.Close()
		if err := metrics.folder.SetResourceMetricsPort(server.Listener.Addr().(*net.TCPAddr).Port); err != nil {
			t.Fatal(err)
		}
		status, body := metrics.get(t, path)
		if want := name + " " + path; status != http.StatusOK || body != want {
			t.Errorf("the answer is %d %q; expected %q", status, body, want)
		}
	}
}

func TestResourceMetricsAreDiscoveredBeforeAnybodyServesThem(t *testing.T) {
	metrics := startResourceMetrics(t)
	status, body := metrics.get(t, "/apis/metrics.k8s.io/v1beta1")
	if status != http.StatusOK || !strings.Contains(body, `"PodMetrics"`) || !strings.Contains(body, `"NodeMetrics"`) {
		t.Errorf("the answer is %d %q", status, body)
	}
	if status, _ := metrics.get(t, "/apis"); status != http.StatusNotFound {
		t.Errorf("the status of /apis is %d; expected %d", status, http.StatusNotFound)
	}
}

type startedMetrics struct {
	folder Folder
	port   int
	client *http.Client
}

func startResourceMetrics(t *testing.T) startedMetrics {
	t.Helper()
	files, err := pki.Write(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	folder := Folder(t.TempDir())
	port, err := serveResourceMetrics(t.Context(), folder, files.ServerCert, files.ServerKey, log.New(io.Discard, "", 0))
	if err != nil {
		t.Fatal(err)
	}
	trusting, err := clientTrusting(files.CA)
	if err != nil {
		t.Fatal(err)
	}
	return startedMetrics{folder: folder, port: port, client: trusting}
}

func (m startedMetrics) get(t *testing.T, path string) (status int, body string) {
	t.Helper()
	response, err := m.client.Get("https://" + loopback(m.port) + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(content)
}

func clientTrusting(caFile string) (*http.Client, error) {
	ca, err := os.ReadFile(caFile)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(ca)
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}, nil
}
