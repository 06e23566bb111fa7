package main

import (
	"slices"
	"testing"
)

// KEDA iterates over Go maps, whose order differs each time.
func TestTheSameQuestionHasTheSameAnswer(t *testing.T) {
	questions := []string{
		oneLine(scaledObject(`"idleReplicaCount":3,"minReplicaCount":2,"fallback":{"failureThreshold":1,"replicas":1},"triggers":[`+cpuTrigger+`]`, "", deployment)),
		oneLine(scaledObject(`"minReplicaCount":-1,"maxReplicaCount":0,"pollingInterval":"5","a":1,"b":2,"triggers":[]`, "")),
		oneLine(scaledObject(`"triggers":[`+kafka+`,`+cronTrigger+`,{"type":"corn","metadata":{}}]`, "", deployment)),
		`{"ask":"trigger","type":"datadog","metadata":{"x":"1"}}`,
		`{"ask":"trigger","type":"openstack-metric"}`,
		`{"ask":"trigger","type":"mongodb","metadata":{"host":"h"}}`,
		`{"ask":"formula","formula":"a + b + c","target":"1","triggers":["a","b","c"],"values":[{"a":null,"b":null},{"b":1}]}`,
	}
	first := ask(t, questions...)
	for range 10 {
		if again := ask(t, questions...); !slices.Equal(first, again) {
			t.Fatalf("first\n%q\nthen\n%q", first, again)
		}
	}
}
