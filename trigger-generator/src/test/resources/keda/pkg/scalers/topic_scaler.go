package scalers

type topicMetadata struct {
	Topic   string     `keda:"name=topic, order=triggerMetadata"`
	Headers url.Values `keda:"name=headers, order=triggerMetadata, optional"`
	embedded `keda:"optional"`
}

type embedded struct {
	User string `keda:"name=user, order=authParams;triggerMetadata"`
}

func NewTopicScaler(config *scalersconfig.ScalerConfig) (Scaler, error) {
	var meta topicMetadata
	parse := func() error { return readTopic(config, &meta) }
	return nil, parse()
}

func readTopic(config *scalersconfig.ScalerConfig, meta *topicMetadata) error {
	return config.TypedConfig(meta)
}
