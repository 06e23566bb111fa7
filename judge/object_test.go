package main

import (
	"strings"
	"testing"
)

const (
	cronTrigger = `{"type":"cron","metadata":{"timezone":"UTC","start":"0 8 * * *","end":"0 18 * * *","desiredReplicas":"10"}}`
	cpuTrigger  = `{"type":"cpu","metricType":"Utilization","metadata":{"value":"60"}}`
	kafka       = `{"type":"kafka","metadata":{"bootstrapServers":"b:9092","consumerGroup":"g","topic":"t"}}`
	deployment  = `{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"default"},"spec":{"replicas":3,"template":{"spec":{
		"containers":[{"name":"c","image":"i"}]}}}}`
	reader = `{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"default"},"spec":{"template":{"spec":{
		"serviceAccountName":"reader","containers":[{"name":"c","image":"i","env":[{"name":"Q","valueFrom":{"secretKeyRef":{"name":"s","key":"q"}}}]}]}}}}`
	secret = `{"apiVersion":"v1","kind":"Secret","metadata":{"name":"s","namespace":"default"},"data":{"q":"aHR0cHM6Ly9zcXMuZXUtd2VzdC0xLmFtYXpvbmF3cy5jb20vMS9x"}}`
)

// scaledObject is a question on a ScaledObject with the given spec beside its target, and objects around it.
func scaledObject(spec string, options string, cluster ...string) string {
	return `{"ask":"object",` + options + `"cluster":[` + strings.Join(cluster, ",") + `],"object":{"apiVersion":"keda.sh/v1alpha1","kind":"ScaledObject",
		"metadata":{"name":"web","namespace":"default"},"spec":{"scaleTargetRef":{"name":"web"},` + spec + `}}}`
}

func oneLine(text string) string {
	return strings.Join(strings.Fields(text), " ")
}

func checkObjects(t *testing.T, examples []example) {
	t.Helper()
	for i := range examples {
		examples[i].question = oneLine(examples[i].question)
	}
	check(t, examples)
}

func TestScaledObjectsByLayer(t *testing.T) {
	checkObjects(t, []example{
		{"accepted by all", scaledObject(`"maxReplicaCount":5,"triggers":[`+cronTrigger+`]`, "", deployment), expectation{
			"verdict": "accept", "schema.verdict": "accept", "webhook.verdict": "accept", "operator.verdict": "accept", "reconcile.verdict": "accept",
			"reconcile.autoscaler.name": "keda-hpa-web", "reconcile.autoscaler.spec.maxReplicas": "5", "reconcile.autoscaler.metrics.0.name": "s0-cron",
			"reconcile.conditions.0.type": "Ready", "reconcile.conditions.0.status": "True", "reconcile.events.0": "ScaledObjectReady"}},
		{"refused by the schema, for several reasons", scaledObject(`"minReplicaCount":-1,"pollingInterval":"5","triggers":[]`, ""), expectation{
			"verdict": "refuse", "stage": "schema", "schema.errors.1.field": "spec.minReplicaCount", "schema.errors.2.field": "spec.pollingInterval",
			"schema.errors.2.type": "FieldValueTypeInvalid", "schema.errors.3.field": "spec.triggers",
			"schema.errors.0.message": "some validation rules were not checked"}},
		{"refused by a CEL rule", scaledObject(`"minReplicaCount":6,"maxReplicaCount":5,"triggers":[`+cronTrigger+`]`, ""), expectation{
			"stage": "schema", "schema.message": "minReplicaCount must be less than or equal to maxReplicaCount"}},
		{"refused for its name", strings.Replace(scaledObject(`"triggers":[`+cronTrigger+`]`, ""), `"name":"web","namespace"`, `"name":"Web","namespace"`, 1), expectation{
			"stage": "schema", "schema.errors.0.field": "metadata.name"}},
		{"whose generated name the API server shortens", strings.Replace(
			scaledObject(`"advanced":{"horizontalPodAutoscalerConfig":{"name":"web"}},"triggers":[`+cronTrigger+`]`, `"layers":["schema","webhook"],`, deployment),
			`"name":"web","namespace":"default"},"spec":{"scaleTargetRef"`, `"generateName":"`+strings.Repeat("w", 60)+`","namespace":"default"},"spec":{"scaleTargetRef"`, 1), expectation{
			"verdict": "accept", "schema.verdict": "accept", "webhook.verdict": "accept"}},
		{"with fields that are dropped", scaledObject(`"polingInterval":5,"triggers":[`+cronTrigger+`]`, `"layers":["schema"],`), expectation{
			"verdict": "accept", "schema.pruned": "[spec.polingInterval]", "webhook": ""}},
		{"refused by several checks of the webhook", scaledObject(`"idleReplicaCount":3,"minReplicaCount":2,"fallback":{"failureThreshold":1,"replicas":1},"triggers":[`+cpuTrigger+`]`, "", deployment), expectation{
			"stage": "webhook", "webhook.refusals.0.check": "verifyCPUMemoryScalers", "webhook.refusals.1.check": "verifyFallback", "webhook.refusals.2.check": "verifyReplicaCount",
			"webhook.message": "doesn't have the cpu request defined"}},
		{"on a dry run", scaledObject(`"minReplicaCount":1,"triggers":[`+cpuTrigger+`]`, `"dryRun":true,"layers":["webhook"],`, deployment), expectation{"verdict": "accept"}},
		{"with a warning of the webhook", scaledObject(`"minReplicaCount":1,"cooldownPeriod":5,"triggers":[`+cronTrigger+`]`, `"layers":["webhook"],`), expectation{
			"verdict": "accept", "webhook.warnings.0": "CooldownPeriod is configured but is not relevant"}},
		{"whose target another one has", scaledObject(`"triggers":[`+cronTrigger+`]`, `"layers":["webhook"],`,
			`{"apiVersion":"keda.sh/v1alpha1","kind":"ScaledObject","metadata":{"name":"other","namespace":"default"},"spec":{"scaleTargetRef":{"name":"web"},"triggers":[`+cronTrigger+`]}}`), expectation{
			"webhook.message": "already managed by the ScaledObject 'other'"}},
		{"whose target does not exist", scaledObject(`"triggers":[`+cronTrigger+`]`, ""), expectation{
			"stage": "operator", "operator.stage": "resolve", "reconcile.verdict": "refuse", "reconcile.message": `deployments.apps "web" not found`}},
		{"with a trigger that the operator cannot build", scaledObject(`"triggers":[`+cronTrigger+`,{"type":"corn","metadata":{}}]`, "", deployment), expectation{
			"stage": "operator", "operator.stage": "parameters", "operator.triggers.0.verdict": "accept", "operator.triggers.1.message": "no scaler found", "reconcile.stage": "parameters",
			"reconcile.events.0": "no scaler found"}},
		{"that the API server's check of autoscalers refuses", scaledObject(`"triggers":[{"type":"aws-sqs-queue","metadata":{"queueURL":"q","awsRegion":"r","identityOwner":"operator","queueLength":"0"}}]`, "", deployment), expectation{
			"stage": "reconcile", "operator.verdict": "accept", "reconcile.stage": "", "reconcile.message": "must be positive"}},
		{"with a trigger whose metrics only its server knows", scaledObject(`"triggers":[`+cronTrigger+`,{"type":"external","metadata":{"scalerAddress":"a:1"}}]`, "", deployment), expectation{
			"verdict": "accept", "reconcile.autoscaler.metrics.1": ""}},
		{"that needs a server", scaledObject(`"triggers":[`+kafka+`]`, "", deployment), expectation{
			"stage": "operator", "operator.stage": "dial", "operator.triggers.0.metrics.0.name": "s0-kafka-t", "reconcile.stage": "dial", "reconcile.events": "", "reconcile.autoscaler": ""}},
		{"that needs a server, as if it answered", scaledObject(`"triggers":[`+kafka+`]`, `"reachable":true,`, deployment), expectation{
			"verdict": "accept", "reconcile.autoscaler.metrics.0.name": "s0-kafka-t"}},
		{"with a formula over triggers that need servers", scaledObject(`"advanced":{"scalingModifiers":{"formula":"k * 2","target":"5"}},"triggers":[`+strings.Replace(kafka, "{", `{"name":"k",`, 1)+`]`, `"reachable":true,`, deployment), expectation{
			"verdict": "accept", "reconcile.autoscaler.metrics.0.name": "composite-metric", "reconcile.autoscaler.metrics.0.target": "5"}},
	})
}

func TestAuthenticationIsResolvedFromTheCluster(t *testing.T) {
	sqs := `{"type":"aws-sqs-queue","metadata":{"queueURLFromEnv":"Q","awsRegion":"eu-west-1"},"authenticationRef":{"name":"a"}}`
	byRole := `{"apiVersion":"keda.sh/v1alpha1","kind":"TriggerAuthentication","metadata":{"name":"a","namespace":"default"},"spec":{"podIdentity":{"provider":"aws","identityOwner":"workload"}}}`
	account := `{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"reader","namespace":"default","annotations":{"eks.amazonaws.com/role-arn":"arn:aws:iam::1:role/r"}}}`
	checkObjects(t, []example{
		{"from a secret and a service account", scaledObject(`"triggers":[`+sqs+`]`, "", reader, secret, byRole, account), expectation{
			"verdict": "accept", "operator.triggers.0.metrics.0.name": "s0-aws-sqs-q", "operator.triggers.0.authParams.awsRoleArn": "arn:aws:iam::1:role/r",
			"operator.triggers.0.podIdentity": "aws"}},
		{"without the service account", scaledObject(`"triggers":[`+sqs+`]`, "", reader, secret, byRole), expectation{
			"stage": "operator", "operator.stage": "resolve", "operator.message": "error getting service account: 'reader'"}},
		{"without the secret", scaledObject(`"triggers":[`+sqs+`]`, "", reader, byRole, account), expectation{
			"stage": "operator", "operator.stage": "resolve", "operator.message": "error resolving secret name"}},
		{"for the whole cluster, from KEDA's namespace", scaledObject(`"triggers":[{"type":"redis","metadata":{"address":"h:1","listName":"l"},"authenticationRef":{"name":"c","kind":"ClusterTriggerAuthentication"}}]`, `"reachable":true,`, deployment,
			`{"apiVersion":"keda.sh/v1alpha1","kind":"ClusterTriggerAuthentication","metadata":{"name":"c"},"spec":{"secretTargetRef":[{"parameter":"password","name":"p","key":"k"}]}}`,
			`{"apiVersion":"v1","kind":"Secret","metadata":{"name":"p","namespace":"keda"},"data":{"k":"c2VjcmV0"}}`), expectation{
			"operator.triggers.0.authParams.password": "secret"}},
	})
}

func TestTargetsOfOtherKinds(t *testing.T) {
	rollout := `{"apiVersion":"argoproj.io/v1alpha1","kind":"Rollout","metadata":{"name":"web","namespace":"default"},"spec":{"replicas":2}}`
	definition := `{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"rollouts.argoproj.io"},
		"spec":{"group":"argoproj.io","names":{"kind":"Rollout","plural":"rollouts"},"versions":[{"name":"v1alpha1","subresources":{}}]}}`
	on := func(question, target string) string {
		return strings.Replace(question, `"scaleTargetRef":{"name":"web"}`, `"scaleTargetRef":{"name":"web",`+target+`}`, 1)
	}
	plain := `"triggers":[` + cronTrigger + `]`
	argo := `"apiVersion":"argoproj.io/v1alpha1","kind":"Rollout"`
	checkObjects(t, []example{
		{"an object of the kind is there", on(scaledObject(plain, "", rollout), argo), expectation{
			"verdict": "accept", "reconcile.autoscaler.spec.scaleTargetRef.kind": "Rollout"}},
		{"its kind cannot be scaled", on(scaledObject(plain, "", rollout, definition), argo), expectation{"stage": "reconcile"}},
		{"its kind is unknown", on(scaledObject(plain, ""), argo), expectation{"stage": "webhook", "message": `no matches for kind "Rollout"`}},
		{"of a kind in small letters", on(scaledObject(plain, `"layers":["webhook"],`), `"kind":"deployment"`), expectation{"verdict": "accept"}},
		{"of a version that is no longer served", on(scaledObject(plain, `"layers":["webhook"],`), `"apiVersion":"apps/v1beta1","kind":"ReplicaSet"`), expectation{
			"verdict": "refuse", "message": "no matches for kind"}},
	})
}

func TestUpdates(t *testing.T) {
	old := `"old":{"apiVersion":"keda.sh/v1alpha1","kind":"ScaledObject","metadata":{"name":"web","namespace":"default"},"spec":{"scaleTargetRef":{"name":"web"},"cooldownPeriod":-1,"triggers":[` + cronTrigger + `]}},`
	checkObjects(t, []example{
		{"what was wrong before and is not changed", scaledObject(`"cooldownPeriod":-1,"maxReplicaCount":7,"triggers":[`+cronTrigger+`]`, `"layers":["schema"],"operation":"update",`+old), expectation{"verdict": "accept"}},
		{"what is made wrong", scaledObject(`"cooldownPeriod":-2,"triggers":[`+cronTrigger+`]`, `"layers":["schema"],"operation":"update",`+old), expectation{"verdict": "refuse"}},
		{"that the webhook refuses", scaledObject(`"idleReplicaCount":2,"minReplicaCount":1,"triggers":[`+cronTrigger+`]`, `"layers":["webhook"],"operation":"update",`), expectation{
			"webhook.refusals.0.check": "verifyReplicaCount"}},
		{"an unknown operation", scaledObject(`"triggers":[]`, `"operation":"delete",`), expectation{"verdict": "invalid"}},
	})
}

func TestOtherKinds(t *testing.T) {
	object := func(kind, spec string) string {
		group := "keda.sh"
		if strings.Contains(kind, "CloudEventSource") {
			group = "eventing.keda.sh"
		}
		return `{"ask":"object","object":{"apiVersion":"` + group + `/v1alpha1","kind":"` + kind + `","metadata":{"name":"a"},"spec":` + spec + `}}`
	}
	job := func(triggers string) string {
		return object("ScaledJob", `{"jobTargetRef":{"template":{"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"i"}]}}},"triggers":[`+triggers+`]}`)
	}
	checkObjects(t, []example{
		{"a ScaledJob", job(cronTrigger), expectation{"verdict": "accept", "operator.triggers.0.metrics.0.name": "s0-cron", "reconcile.conditions.0.status": "True", "reconcile.autoscaler": ""}},
		{"a ScaledJob with a metric type, which its CRD drops", job(strings.Replace(cronTrigger, "{", `{"metricType":"Value",`, 1)), expectation{
			"verdict": "accept", "schema.pruned": "[spec.triggers[0].metricType]"}},
		{"a ScaledJob with a name twice", job(strings.Replace(cronTrigger, "{", `{"name":"x",`, 1) + "," + strings.Replace(cronTrigger, "{", `{"name":"x",`, 1)), expectation{
			"stage": "webhook", "message": `triggerName "x" is defined multiple times`}},
		{"a ScaledJob that cannot be built", job(`{"type":"cron","metadata":{}}`), expectation{"stage": "operator", "operator.stage": "parameters", "reconcile.verdict": "refuse", "reconcile.stage": "parameters"}},
		{"a TriggerAuthentication", object("TriggerAuthentication", `{"podIdentity":{"provider":"aws","roleArn":"r","identityOwner":"workload"}}`), expectation{
			"stage": "webhook", "operator": "", "reconcile": ""}},
		{"a TriggerAuthentication with a provider that does not exist", object("TriggerAuthentication", `{"podIdentity":{"provider":"azure"}}`), expectation{"stage": "schema", "schema.errors.0.type": "FieldValueNotSupported"}},
		{"a ClusterTriggerAuthentication", object("ClusterTriggerAuthentication", `{"oauth2":{"type":"clientCredentials","clientId":"i","tokenUrl":"ftp://h/","clientSecret":{"valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}}}`), expectation{"stage": "webhook"}},
		{"a CloudEventSource", object("CloudEventSource", `{"destination":{"http":{"uri":"http://h/"}},"eventSubscription":{"includedEventTypes":["keda.scaledobject.ready.v1"],"excludedEventTypes":["keda.scaledobject.failed.v1"]}}`), expectation{"stage": "webhook"}},
		{"a ClusterCloudEventSource", object("ClusterCloudEventSource", `{"destination":{"http":{"uri":"http://h/"}}}`), expectation{"verdict": "accept"}},
		{"not one of KEDA's", `{"ask":"object","object":` + deployment + `}`, expectation{"verdict": "invalid", "message": "not one of KEDA's kinds"}},
		{"twice the same object around it", scaledObject(`"triggers":[`+cronTrigger+`]`, "", deployment, deployment), expectation{"verdict": "invalid", "message": "cluster[1]"}},
	})
}
