package trigger

import (
	"context"
	"fmt"
	"reflect"
	"unsafe"

	"github.com/go-logr/logr"
	autoscalingv2 "k8s.io/api/autoscaling/v2"

	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	"github.com/kedacore/keda/v2/pkg/scalers"
	"github.com/kedacore/keda/v2/pkg/scalers/scalersconfig"

	"github.com/keda4j/keda4j/judge/internal/linked"
)

// dials describes a type whose constructor opens a connection after it has read the parameters. The metrics of such a
// trigger depend only on the parameters, so the judge can determine them without a server: it makes KEDA read the
// parameters into a scaler without a client.
type dials struct {
	scaler    string // KEDA's struct, with the fields metadata and metricType
	parse     func() // KEDA's function, which returns the metadata and an error
	signature signature
	always    bool // whatever the parameters are
}

// signature contains the parameters and results of a parse function, besides the configuration, the metadata and the
// error.
type signature int

const (
	plain signature = iota
	withLogger
	afterLoggerWithIdentity
)

var dialling = map[string]dials{
	"aws-dynamodb-streams":   {"awsDynamoDBStreamsScaler", linked.ParseAwsDynamoDBStreams, plain, true},
	"beanstalkd":             {"BeanstalkdScaler", linked.ParseBeanstalkd, plain, true},
	"cassandra":              {"cassandraScaler", linked.ParseCassandra, plain, true},
	"couchdb":                {"couchDBScaler", linked.ParseCouchDB, plain, true},
	"elastic-forecast":       {"elasticForecastScaler", linked.ParseElasticForecast, plain, true},
	"elasticsearch":          {"elasticsearchScaler", linked.ParseElasticsearch, plain, true},
	"etcd":                   {"etcdScaler", linked.ParseEtcd, plain, false},
	"gcp-stackdriver":        {"stackdriverScaler", linked.ParseStackdriver, plain, false},
	"gcp-storage":            {"gcsScaler", linked.ParseGcs, plain, false},
	"kafka":                  {"kafkaScaler", linked.ParseKafka, withLogger, true},
	"mongodb":                {"mongoDBScaler", linked.ParseMongoDB, plain, true},
	"mssql":                  {"mssqlScaler", linked.ParseMSSQL, afterLoggerWithIdentity, true},
	"mysql":                  {"mySQLScaler", linked.ParseMySQL, plain, true},
	"opensearch":             {"opensearchScaler", linked.ParseOpensearch, plain, true},
	"openstack-metric":       {"openstackMetricScaler", linked.ParseOpenstackMetric, plain, true},
	"openstack-swift":        {"openstackSwiftScaler", linked.ParseOpenstackSwift, plain, true},
	"postgresql":             {"postgreSQLScaler", linked.ParsePostgreSQL, afterLoggerWithIdentity, true},
	"predictkube":            {"PredictKubeScaler", linked.ParsePredictKube, plain, true},
	"prometheus":             {"prometheusScaler", linked.ParsePrometheus, plain, false},
	"rabbitmq":               {"rabbitMQScaler", linked.ParseRabbitMQ, plain, false},
	"redis":                  {"redisScaler", linked.ParseRedis, plain, true},
	"redis-cluster":          {"redisScaler", linked.ParseRedis, plain, true},
	"redis-sentinel":         {"redisScaler", linked.ParseRedis, plain, true},
	"redis-streams":          {"redisStreamsScaler", linked.ParseRedisStreams, plain, true},
	"redis-cluster-streams":  {"redisStreamsScaler", linked.ParseRedisStreams, plain, true},
	"redis-sentinel-streams": {"redisStreamsScaler", linked.ParseRedisStreams, plain, true},
	"temporal":               {"temporalScaler", linked.ParseTemporal, withLogger, true},
}

// offline returns a scaler without a client, or an error if the parameters are wrong. The scaler must not be used to
// get values.
func (d dials) offline(config *scalersconfig.ScalerConfig) (scalers.Scaler, error) {
	metricType, err := scalers.GetMetricTargetType(config)
	if err != nil {
		return nil, err
	}
	structure, known := linked.Structs()[d.scaler]
	if !known {
		return nil, fmt.Errorf("KEDA has no struct %s", d.scaler)
	}
	scaler := reflect.New(structure)
	metadata := writable(scaler.Elem().FieldByName("metadata"))
	value, err := d.read(metadata.Type(), config)
	if err != nil {
		return nil, err
	}
	metadata.Set(value)
	writable(scaler.Elem().FieldByName("metricType")).Set(reflect.ValueOf(metricType))
	return scaler.Interface().(scalers.Scaler), nil
}

// read calls the parse function, for which it constructs a type.
func (d dials) read(metadata reflect.Type, config *scalersconfig.ScalerConfig) (reflect.Value, error) {
	arguments := []reflect.Value{reflect.ValueOf(config)}
	results := []reflect.Type{metadata}
	logger := reflect.ValueOf(logr.Discard())
	switch d.signature {
	case withLogger:
		arguments = append(arguments, logger)
	case afterLoggerWithIdentity:
		arguments = []reflect.Value{logger, arguments[0]}
		results = append(results, reflect.TypeFor[kedav1alpha1.AuthPodIdentity]())
	}
	results = append(results, reflect.TypeFor[error]())
	var takes []reflect.Type
	for _, argument := range arguments {
		takes = append(takes, argument.Type())
	}
	function := reflect.NewAt(reflect.FuncOf(takes, results, false), unsafe.Pointer(&d.parse)).Elem()
	returned := function.Call(arguments)
	err, _ := returned[len(returned)-1].Interface().(error)
	return returned[0], err
}

// writable returns an unexported field as a writable one.
func writable(field reflect.Value) reflect.Value {
	return reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem()
}

// refusal is KEDA's refusal of parameters.
type refusal struct{ error }

// metrics returns the metrics that the scaler would give the autoscaler, or why KEDA refuses the parameters.
func (d dials) metrics(ctx context.Context, config *scalersconfig.ScalerConfig) (specs []autoscalingv2.MetricSpec, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	scaler, err := d.offline(config)
	if err != nil {
		return nil, refusal{err}
	}
	return scaler.GetMetricSpecForScaling(ctx), nil
}
