package main

import (
	"strings"
	"testing"
)

func TestTriggers(t *testing.T) {
	cron := `"type":"cron","metadata":{"timezone":"UTC","start":"0 8 * * *","end":"0 18 * * *","desiredReplicas":"10"}`
	check(t, []example{
		{"accepted, with its metric", `{"ask":"trigger","index":3,"metricType":"Value",` + cron + `}`, expectation{
			"verdict": "accept", "metrics.0.source": "External", "metrics.0.name": "s3-cron-UTC-08xxx-018xxx", "metrics.0.type": "Value", "metrics.0.target": "1"}},
		{"refused for its parameters", `{"ask":"trigger","type":"cron","metadata":{"start":"0 8 * * *"}}`, expectation{
			"verdict": "refuse", "stage": "parameters", "message": `missing required parameter "end"`, "metrics": ""}},
		{"refused for its metric type", `{"ask":"trigger","metricType":"Utilization",` + cron + `}`, expectation{
			"verdict": "refuse", "stage": "parameters", "message": "'Utilization' metric type is unsupported"}},
		{"of an unknown type", `{"ask":"trigger","type":"corn"}`, expectation{
			"verdict": "refuse", "stage": "parameters", "message": "no scaler found for type: corn"}},
		{"refused where its client is made", `{"ask":"trigger","type":"rabbitmq","metadata":{"queueName":"q","mode":"QueueLength","value":"5","protocol":"amqp","tls":"enable"},"authParams":{"host":"amqps://u:p@h/","tls":"enable","ca":"no PEM"}}`, expectation{
			"verdict": "refuse", "stage": "client"}},
		{"that needs a server, with the metric that it would have", `{"ask":"trigger","type":"kafka","metadata":{"bootstrapServers":"b:9092","consumerGroup":"g","topic":"t","lagThreshold":"7"}}`, expectation{
			"verdict": "refuse", "stage": "dial", "metrics.0.name": "s0-kafka-t", "metrics.0.target": "7"}},
		{"that needs a server, by its address", `{"ask":"trigger","type":"redis","metadata":{"address":"127.0.0.1:6379","listName":"l"}}`, expectation{
			"verdict": "refuse", "stage": "dial", "metrics.0.name": "s0-redis-l"}},
		{"that needs a server, as if it answered", `{"ask":"trigger","reachable":true,"type":"kafka","metadata":{"bootstrapServers":"b:9092","consumerGroup":"g","topic":"t"}}`, expectation{
			"verdict": "accept", "metrics.0.name": "s0-kafka-t"}},
		{"refused before it needs a server", `{"ask":"trigger","type":"kafka","metadata":{"bootstrapServers":"b:9092","topic":"t"}}`, expectation{
			"verdict": "refuse", "stage": "parameters", "message": "consumerGroup", "metrics": ""}},
		{"at which KEDA panics", `{"ask":"trigger","type":"cpu","metricType":"AverageValue","metadata":{"value":"a lot"}}`, expectation{
			"verdict": "refuse", "stage": "panic", "message": "in pkg/scalers.parseResourceMetadata"}},
		{"on a resource", `{"ask":"trigger","type":"memory","metricType":"AverageValue","metadata":{"value":"1024Mi"}}`, expectation{
			"verdict": "accept", "metrics.0.source": "Resource", "metrics.0.name": "memory", "metrics.0.target": "1Gi"}},
		{"on a container's resource", `{"ask":"trigger","type":"cpu","metricType":"Utilization","metadata":{"value":"60","containerName":"c"}}`, expectation{
			"verdict": "accept", "metrics.0.source": "ContainerResource", "metrics.0.container": "c", "metrics.0.type": "Utilization", "metrics.0.target": "60"}},
		{"with a parameter from the environment", `{"ask":"trigger","type":"aws-sqs-queue","metadata":{"queueURLFromEnv":"Q","awsRegion":"eu-west-1","identityOwner":"operator"},"env":{"Q":"https://sqs.eu-west-1.amazonaws.com/1/q"}}`, expectation{
			"verdict": "accept", "metrics.0.name": "s0-aws-sqs-q"}},
		{"with the role of a pod identity", `{"ask":"trigger","type":"aws-sqs-queue","metadata":{"queueURL":"q","awsRegion":"eu-west-1"},"podIdentity":{"provider":"aws","roleArn":"arn:aws:iam::1:role/r"}}`, expectation{
			"verdict": "accept"}},
		{"without any identity", `{"ask":"trigger","type":"aws-sqs-queue","metadata":{"queueURL":"q","awsRegion":"eu-west-1"}}`, expectation{
			"verdict": "refuse", "stage": "parameters", "message": "awsAccessKeyID not found"}},
		{"with an option that the judge does not know", `{"ask":"trigger","tpye":"cron"}`, expectation{
			"verdict": "invalid", "message": `unknown field "tpye"`}},
	})
}

// For each of these, the judge calls a KEDA function with a type that it constructs; a wrong type would crash here.
func TestEveryTypeOfTheReleaseIsAnswered(t *testing.T) {
	types := ask(t, `{"ask":"info"}`)[0]
	_, list, _ := strings.Cut(types, `"types":[`)
	list, _, _ = strings.Cut(list, "]")
	var questions []string
	for name := range strings.SplitSeq(list, ",") {
		questions = append(questions, `{"ask":"trigger","type":`+name+`}`)
	}
	if len(questions) < 70 {
		t.Fatalf("found only %d types", len(questions))
	}
	for i, answer := range ask(t, questions...) {
		if strings.Contains(answer, `"verdict":"invalid"`) || strings.Contains(answer, "panic") || strings.Contains(answer, "late") {
			t.Errorf("%s: %s", questions[i], answer)
		}
	}
}
