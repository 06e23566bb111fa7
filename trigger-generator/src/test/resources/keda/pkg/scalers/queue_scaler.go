package scalers

import (
	"context"
	"time"

	v2 "k8s.io/api/autoscaling/v2"

	awsutils "github.com/kedacore/keda/v2/pkg/scalers/aws"
	"github.com/kedacore/keda/v2/pkg/scalers/authentication"
	"github.com/kedacore/keda/v2/pkg/scalers/scalersconfig"
)

type queueScaler struct {
	metricType v2.MetricTargetType
	metadata   *queueMetadata
}

type mode string

const (
	regionKey = "region"

	fast mode = "fast"
	slow mode = "slow"
)

/* What a queue
   is configured with. { */
type queueMetadata struct {
	triggerIndex int // has no tag, so that nothing is read into it
	Name         string        `keda:"name=queueName;queue,   order=triggerMetadata;resolvedEnv"`
	Length       int64         `keda:"name=queueLength, order=triggerMetadata, default=5"`
	Small        int32         `keda:"name=small, order=triggerMetadata, optional=true"`
	Ratio        *float64      `keda:"name=ratio, order=triggerMetadata, optional"`
	Timeout      time.Duration `keda:"name=timeout, order=triggerMetadata, default=60s"`
	Mode         mode          `keda:"name=mode, order=triggerMetadata, enum=fast;slow, default=fast"`
	MetricType   v2.MetricTargetType `keda:"name=kind, order=triggerMetadata, optional" json:"kind"`
	Partitions   []int         `keda:"name=partitions, order=triggerMetadata, optional, range"`
	Rows         []string      `keda:"name=rows, order=triggerMetadata, optional, separator=;"`
	Labels       map[string]string `keda:"name=labels, order=triggerMetadata, optional"`
	OldName      string        `keda:"name=oldName, order=triggerMetadata, deprecated=Use 'queueName' instead, optional"`
	Token        string        `keda:"name=token, order=authParams, optional"`
	TokenOld     string        `keda:"name=token, order=triggerMetadata, deprecated=Use authParams, optional"`
	Going        bool          `keda:"name=going, order=triggerMetadata, optional, deprecatedAnnounce=It goes in the next release"`

	Auth   *authentication.Config `keda:"optional"`
	Server struct {
		Host string `keda:"name=host, order=triggerMetadata"`
		Port int    `keda:"name=port, order=triggerMetadata"`
	} `keda:"optional"`
	A, B awsutils.AuthorizationMetadata
}

func (m *queueMetadata) Validate() error {
	if m.Length < 0 {
		return fmt.Errorf("a brace { in a string, and a quote \" too")
	}
	return nil
}

// NewQueueScaler makes one.
func NewQueueScaler(ctx context.Context, config *scalersconfig.ScalerConfig) (Scaler, error) {
	meta, err := parseQueueMetadata(config)
	if err != nil {
		return nil, err
	}
	return &queueScaler{metadata: meta}, nil
}

func parseQueueMetadata(config *scalersconfig.ScalerConfig) (*queueMetadata, error) {
	meta := &queueMetadata{triggerIndex: config.TriggerIndex}
	if err := config.TypedConfig(meta); err != nil {
		return nil, err
	}
	if config.TriggerMetadata[regionKey] == "" {
		return nil, errors.New("no region")
	}
	auth, err := awsutils.GetAwsAuthorization(config.TriggerMetadata, config.AuthParams, config.ResolvedEnv)
	meta.A = auth
	return meta, err
}
