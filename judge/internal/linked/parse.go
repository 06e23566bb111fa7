package linked

import _ "unsafe" // go:linkname

// The functions that read the parameters for types whose constructors then open a connection. They are declared without
// parameters and results, because KEDA does not export some of those types; internal/trigger calls them by reflection,
// with their actual types.

//go:linkname ParseAwsDynamoDBStreams github.com/kedacore/keda/v2/pkg/scalers.parseAwsDynamoDBStreamsMetadata
func ParseAwsDynamoDBStreams()

//go:linkname ParseBeanstalkd github.com/kedacore/keda/v2/pkg/scalers.parseBeanstalkdMetadata
func ParseBeanstalkd()

//go:linkname ParseCassandra github.com/kedacore/keda/v2/pkg/scalers.parseCassandraMetadata
func ParseCassandra()

//go:linkname ParseCouchDB github.com/kedacore/keda/v2/pkg/scalers.parseCouchDBMetadata
func ParseCouchDB()

//go:linkname ParseElasticForecast github.com/kedacore/keda/v2/pkg/scalers.parseElasticForecastMetadata
func ParseElasticForecast()

//go:linkname ParseElasticsearch github.com/kedacore/keda/v2/pkg/scalers.parseElasticsearchMetadata
func ParseElasticsearch()

//go:linkname ParseEtcd github.com/kedacore/keda/v2/pkg/scalers.parseEtcdMetadata
func ParseEtcd()

//go:linkname ParseGcs github.com/kedacore/keda/v2/pkg/scalers.parseGcsMetadata
func ParseGcs()

//go:linkname ParseKafka github.com/kedacore/keda/v2/pkg/scalers.parseKafkaMetadata
func ParseKafka()

//go:linkname ParseMongoDB github.com/kedacore/keda/v2/pkg/scalers.parseMongoDBMetadata
func ParseMongoDB()

//go:linkname ParseMSSQL github.com/kedacore/keda/v2/pkg/scalers.parseMSSQLMetadata
func ParseMSSQL()

//go:linkname ParseMySQL github.com/kedacore/keda/v2/pkg/scalers.parseMySQLMetadata
func ParseMySQL()

//go:linkname ParseOpensearch github.com/kedacore/keda/v2/pkg/scalers.parseOpensearchMetadata
func ParseOpensearch()

//go:linkname ParseOpenstackMetric github.com/kedacore/keda/v2/pkg/scalers.parseOpenstackMetricMetadata
func ParseOpenstackMetric()

//go:linkname ParseOpenstackSwift github.com/kedacore/keda/v2/pkg/scalers.parseOpenstackSwiftMetadata
func ParseOpenstackSwift()

//go:linkname ParsePostgreSQL github.com/kedacore/keda/v2/pkg/scalers.parsePostgreSQLMetadata
func ParsePostgreSQL()

//go:linkname ParsePredictKube github.com/kedacore/keda/v2/pkg/scalers.parsePredictKubeMetadata
func ParsePredictKube()

//go:linkname ParsePrometheus github.com/kedacore/keda/v2/pkg/scalers.parsePrometheusMetadata
func ParsePrometheus()

//go:linkname ParseRabbitMQ github.com/kedacore/keda/v2/pkg/scalers.parseRabbitMQMetadata
func ParseRabbitMQ()

//go:linkname ParseRedis github.com/kedacore/keda/v2/pkg/scalers.parseRedisMetadata
func ParseRedis()

//go:linkname ParseRedisStreams github.com/kedacore/keda/v2/pkg/scalers.parseRedisStreamsMetadata
func ParseRedisStreams()

//go:linkname ParseStackdriver github.com/kedacore/keda/v2/pkg/scalers.parseStackdriverMetadata
func ParseStackdriver()

//go:linkname ParseTemporal github.com/kedacore/keda/v2/pkg/scalers.parseTemporalMetadata
func ParseTemporal()
