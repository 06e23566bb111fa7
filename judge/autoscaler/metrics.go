package autoscaler

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"sync/atomic"
	"time"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"
	metricsclient "k8s.io/kubernetes/pkg/controller/podautoscaler/metrics"

	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	"github.com/kedacore/keda/v2/pkg/scaling"
)

// source contains the values that the triggers read, by index; nil is a failure. It answers KEDA's metrics-api scaler
// over HTTP, outside of virtual time.
type source struct {
	values [8]atomic.Pointer[float64]
	asked  atomic.Int64
	failed atomic.Bool
}

func (s *source) ServeHTTP(answer http.ResponseWriter, request *http.Request) {
	s.asked.Add(1)
	value := s.values[request.URL.Path[1]-'0'].Load()
	if value == nil {
		s.failed.Store(true)
		http.Error(answer, "broken", http.StatusInternalServerError)
		return
	}
	_, _ = fmt.Fprintf(answer, `{"v": %v}`, *value)
}

// set applies the loads of a step; the last one stays.
func (s *source) set(loads [][]*float64, step int) {
	for i, load := range loads {
		if len(load) > 0 {
			s.values[i].Store(load[min(step, len(load)-1)])
		}
	}
}

// metrics are those that the autoscaler queries: KEDA's, as its metrics server passes them on, and those of the pods.
type metrics struct {
	*workload
	source   *source
	triggers []kedav1alpha1.ScaleTriggers
	handler  scaling.ScaleHandler
}

func (m metrics) GetExternalMetric(name string, _ string, _ labels.Selector) ([]int64, time.Time, error) {
	time.Sleep(latency)
	list, err := m.handler.GetScaledObjectMetrics(context.Background(), scaledObject, namespace, name)
	if err != nil {
		return nil, time.Time{}, err
	}
	if len(list.Items) == 0 {
		return nil, time.Time{}, fmt.Errorf("no metrics returned from external metrics API")
	}
	var values []int64
	for _, item := range list.Items {
		values = append(values, item.Value.MilliValue())
	}
	return values, time.Now(), nil
}

// Every ready pod has the same usage. The sample is dated well into the future, because the autoscaler ignores samples
// from before the pod's start.
func (m metrics) GetResourceMetric(_ context.Context, name corev1.ResourceName, _ string, _ labels.Selector, _ string) (metricsclient.PodMetricsInfo, time.Time, error) {
	time.Sleep(latency)
	for i, trigger := range m.triggers {
		if trigger.Type != string(name) {
			continue
		}
		value := m.source.values[i].Load()
		if value == nil {
			return nil, time.Time{}, fmt.Errorf("broken")
		}
		used := *value * 1000
		if trigger.MetricType == autoscalingv2.UtilizationMetricType {
			// Percent of one core and of a thousand bytes, in thousandths.
			used = *value * map[corev1.ResourceName]float64{"cpu": 10, "memory": 10000}[name]
		}
		info := metricsclient.PodMetricsInfo{}
		for n, pod := range m.pods() {
			if pod.Status.Phase == corev1.PodRunning {
				info[podName(n)] = metricsclient.PodMetric{Timestamp: time.Now().Add(time.Hour), Value: int64(math.Round(used))}
			}
		}
		return info, time.Now(), nil
	}
	return nil, time.Time{}, fmt.Errorf("no trigger of type %s", name)
}

func (m metrics) GetRawMetric(string, string, labels.Selector, labels.Selector) (metricsclient.PodMetricsInfo, time.Time, error) {
	return nil, time.Time{}, fmt.Errorf("KEDA makes no metric of type Pods")
}

func (m metrics) GetObjectMetric(string, string, *autoscalingv2.CrossVersionObjectReference, labels.Selector) (int64, time.Time, error) {
	return 0, time.Time{}, fmt.Errorf("KEDA makes no metric of type Object")
}
