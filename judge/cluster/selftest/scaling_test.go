package selftest

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/keda4j/keda4j/judge/cluster/internal/cluster"
	"github.com/keda4j/keda4j/judge/cluster/internal/kube"
	"github.com/keda4j/keda4j/judge/cluster/internal/pods"
)

const namespace = metav1.NamespaceDefault

func TestTwoClustersSideBySide(t *testing.T) {
	t.Parallel()
	folders := []string{filepath.Join(t.TempDir(), "first"), filepath.Join(t.TempDir(), "second")}
	states := upTogether(t, folders, "--hpa-sync-period", "1s", "--job-duration", "100ms")
	t.Run("scaling", func(t *testing.T) {
		for i, queue := range []int64{50, 30} {
			t.Run(filepath.Base(folders[i]), func(t *testing.T) {
				t.Parallel()
				scaleByQueue(t, states[i], queue)
			})
		}
	})

	if second := run(t, "up", "--dir", folders[0]); second.code != 4 || !strings.Contains(second.stderr, "a cluster already runs in "+folders[0]) {
		t.Errorf("a second up ended with %d and %q; expected 4 and that a cluster already runs", second.code, second.stderr)
	}
	t.Run("webhook", func(t *testing.T) { refuse(t, states[0]) })
	t.Run("jobs", func(t *testing.T) { runJobs(t, states[0]) })
	t.Run("resource metrics", func(t *testing.T) { scaleByCPU(t, states[1]) })

	for i, folder := range folders {
		if down := run(t, "down", "--dir", folder); down.code != 0 {
			t.Errorf("down ended with %d: %s", down.code, down.stderr)
		}
		expectNothingLeft(t, states[i])
		if again := run(t, "down", "--dir", folder, "--remove"); again.code != 0 || !strings.HasPrefix(again.stdout, "No cluster runs in ") {
			t.Errorf("the second down ended with %d: %s%s", again.code, again.stdout, again.stderr)
		}
		if status := run(t, "status", "--json", "--dir", folder); status.code != 3 || parse(t, status.stdout).Status != cluster.Absent {
			t.Errorf("the status of a removed cluster is %s with code %d", status.stdout, status.code)
		}
	}
}

// scaleByQueue lets KEDA and the autoscaler scale out a Deployment by the length of a queue, with 10 messages per
// pod, and scale it in again.
func scaleByQueue(t *testing.T, state cluster.State, length int64) {
	var queue atomic.Int64
	queue.Store(length)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `{"length": %d}`, queue.Load())
	}))
	defer server.Close()
	client := client(t, state)
	createDeployment(t, client, "worker")
	create(t, client, scaledObjects, `{
		"apiVersion": "keda.sh/v1alpha1", "kind": "ScaledObject", "metadata": {"name": "worker"},
		"spec": {
			"scaleTargetRef": {"name": "worker"}, "minReplicaCount": 1,
			"advanced": {"horizontalPodAutoscalerConfig": {"behavior": {"scaleDown": {"stabilizationWindowSeconds": 0}}}},
			"triggers": [{"type": "metrics-api", "metadata": {"url": "`+server.URL+`", "valueLocation": "length", "targetValue": "10"}}]
		}}`)
	eventually(t, "the ScaledObject", patience, func(ctx context.Context) error { return ready(ctx, client, "worker") })
	eventually(t, "scaling out", patience, func(ctx context.Context) error { return replicas(ctx, client, "worker", length/10) })
	queue.Store(0)
	eventually(t, "scaling in", patience, func(ctx context.Context) error { return replicas(ctx, client, "worker", 1) })
}

// refuse creates a ScaledObject that only KEDA's webhook refuses.
func refuse(t *testing.T, state cluster.State) {
	_, err := client(t, state).Dynamic.Resource(scaledObjects).Namespace(namespace).Create(t.Context(), parseObject(t, `{
		"apiVersion": "keda.sh/v1alpha1", "kind": "ScaledObject", "metadata": {"name": "again"},
		"spec": {
			"scaleTargetRef": {"name": "worker"},
			"triggers": [{"type": "cron", "metadata": {"timezone": "UTC", "start": "0 0 * * *", "end": "0 1 * * *", "desiredReplicas": "1"}}]
		}}`), metav1.CreateOptions{})
	if !apierrors.IsForbidden(err) || !strings.Contains(err.Error(), "already managed by the ") {
		t.Errorf("a second ScaledObject for one Deployment gives %v; expected that the webhook refuses it", err)
	}
}

// runJobs runs a Job that succeeds and one that fails.
func runJobs(t *testing.T, state cluster.State) {
	client := client(t, state)
	createJob(t, client, "succeeds", nil)
	createJob(t, client, "fails", map[string]string{pods.ExitCode: "1"})
	for name, want := range map[string]batchv1.JobConditionType{"succeeds": batchv1.JobComplete, "fails": batchv1.JobFailed} {
		eventually(t, "the Job "+name, patience, func(ctx context.Context) error {
			job, err := client.Core.BatchV1().Jobs(namespace).Get(ctx, name, metav1.GetOptions{})
			if err != nil {
				return err
			}
			for _, condition := range job.Status.Conditions {
				if condition.Type == want && condition.Status == corev1.ConditionTrue {
					return nil
				}
			}
			return fmt.Errorf("its conditions are %v", job.Status.Conditions)
		})
	}
}

// scaleByCPU lets an autoscaler scale a Deployment by the values of this test's own metrics server.
func scaleByCPU(t *testing.T, state cluster.State) {
	client := client(t, state)
	createDeployment(t, client, "busy")
	server := httptest.NewServer(metricsOf(client))
	defer server.Close()
	port := fmt.Sprint(server.Listener.Addr().(*net.TCPAddr).Port)
	if result := run(t, "resource-metrics", "--dir", state.Folder, "--port", port); result.code != 0 {
		t.Fatalf("resource-metrics ended with %d: %s", result.code, result.stderr)
	}
	_, err := client.Core.AutoscalingV2().HorizontalPodAutoscalers(namespace).Create(t.Context(), &autoscalingv2.HorizontalPodAutoscaler{
		ObjectMeta: metav1.ObjectMeta{Name: "busy"},
		Spec: autoscalingv2.HorizontalPodAutoscalerSpec{
			ScaleTargetRef: autoscalingv2.CrossVersionObjectReference{APIVersion: "apps/v1", Kind: "Deployment", Name: "busy"},
			MaxReplicas:    3,
			Metrics: []autoscalingv2.MetricSpec{{Type: autoscalingv2.ResourceMetricSourceType, Resource: &autoscalingv2.ResourceMetricSource{
				Name:   corev1.ResourceCPU,
				Target: autoscalingv2.MetricTarget{Type: autoscalingv2.UtilizationMetricType, AverageUtilization: new(int32(50))},
			}}},
		},
	}, metav1.CreateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "scaling out by CPU", patience, func(ctx context.Context) error { return replicas(ctx, client, "busy", 3) })
}

// metricsOf is a metrics server that reports that every pod uses all of its requested CPU.
func metricsOf(client *kube.Client) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		selected := metav1.ListOptions{LabelSelector: r.URL.Query().Get("labelSelector")}
		list, err := client.Core.CoreV1().Pods(namespace).List(r.Context(), selected)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		items := []any{}
		for _, pod := range list.Items {
			items = append(items, map[string]any{
				"metadata":   map[string]any{"name": pod.Name, "namespace": pod.Namespace},
				"timestamp":  metav1.Now(),
				"window":     "1s",
				"containers": []any{map[string]any{"name": "c", "usage": map[string]any{"cpu": "100m"}}},
			})
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"kind": "PodMetricsList", "apiVersion": "metrics.k8s.io/v1beta1", "items": items})
	}
}

var scaledObjects = schema.GroupVersionResource{Group: "keda.sh", Version: "v1alpha1", Resource: "scaledobjects"}

func ready(ctx context.Context, client *kube.Client, name string) error {
	object, err := client.Dynamic.Resource(scaledObjects).Namespace(namespace).Get(ctx, name, metav1.GetOptions{})
	if err != nil {
		return err
	}
	conditions, _, _ := unstructured.NestedSlice(object.Object, "status", "conditions")
	for _, condition := range conditions {
		if fields := condition.(map[string]any); fields["type"] == "Ready" && fields["status"] == "True" {
			return nil
		}
	}
	return fmt.Errorf("its conditions are %v", conditions)
}

func replicas(ctx context.Context, client *kube.Client, name string, want int64) error {
	deployment, err := client.Core.AppsV1().Deployments(namespace).Get(ctx, name, metav1.GetOptions{})
	if err != nil {
		return err
	}
	if got := deployment.Status; int64(got.ReadyReplicas) != want || int64(got.Replicas) != want {
		return fmt.Errorf("%d of %d replicas are ready; expected %d", got.ReadyReplicas, got.Replicas, want)
	}
	return nil
}

func createDeployment(t *testing.T, client *kube.Client, name string) {
	t.Helper()
	labels := map[string]string{"app": name}
	_, err := client.Core.AppsV1().Deployments(namespace).Create(t.Context(), &appsv1.Deployment{
		ObjectMeta: metav1.ObjectMeta{Name: name},
		Spec: appsv1.DeploymentSpec{
			Selector: &metav1.LabelSelector{MatchLabels: labels},
			Template: corev1.PodTemplateSpec{ObjectMeta: metav1.ObjectMeta{Labels: labels}, Spec: podSpec(corev1.RestartPolicyAlways)},
		},
	}, metav1.CreateOptions{})
	if err != nil {
		t.Fatal(err)
	}
}

func createJob(t *testing.T, client *kube.Client, name string, annotations map[string]string) {
	t.Helper()
	_, err := client.Core.BatchV1().Jobs(namespace).Create(t.Context(), &batchv1.Job{
		ObjectMeta: metav1.ObjectMeta{Name: name},
		Spec: batchv1.JobSpec{
			BackoffLimit: new(int32(0)),
			Template:     corev1.PodTemplateSpec{ObjectMeta: metav1.ObjectMeta{Annotations: annotations}, Spec: podSpec(corev1.RestartPolicyNever)},
		},
	}, metav1.CreateOptions{})
	if err != nil {
		t.Fatal(err)
	}
}

func podSpec(policy corev1.RestartPolicy) corev1.PodSpec {
	return corev1.PodSpec{RestartPolicy: policy, Containers: []corev1.Container{{
		Name: "c", Image: "none",
		Resources: corev1.ResourceRequirements{Requests: corev1.ResourceList{corev1.ResourceCPU: resource.MustParse("100m")}},
	}}}
}

func create(t *testing.T, client *kube.Client, of schema.GroupVersionResource, text string) {
	t.Helper()
	if _, err := client.Dynamic.Resource(of).Namespace(namespace).Create(t.Context(), parseObject(t, text), metav1.CreateOptions{}); err != nil {
		t.Fatal(err)
	}
}

func parseObject(t *testing.T, text string) *unstructured.Unstructured {
	t.Helper()
	object := &unstructured.Unstructured{}
	if err := object.UnmarshalJSON([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return object
}
