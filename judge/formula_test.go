package main

import "testing"

func TestFormulas(t *testing.T) {
	check(t, []example{
		{"of two triggers, with fractions", `{"ask":"formula","formula":"a / b","target":"2","triggers":["a","b"],"values":[{"a":2,"b":3}]}`, expectation{
			"verdict": "accept", "wrapped": "float(a / b)", "runs.0.value": "0.66", "runs.0.milli": "666", "runs.0.error": ""}},
		{"with an unknown name", `{"ask":"formula","formula":"a + c","target":"2","triggers":["a"]}`, expectation{
			"verdict": "refuse", "message": "unknown name c"}},
		{"with the name of a cpu trigger", `{"ask":"formula","formula":"a + c","target":"2","triggers":["a",{"name":"c","type":"cpu"}]}`, expectation{
			"verdict": "refuse", "message": "unknown name c"}},
		{"without a target", `{"ask":"formula","formula":"a","target":"","triggers":["a"]}`, expectation{
			"verdict": "refuse", "message": "formula is given but target is empty"}},
		{"that is not a number", `{"ask":"formula","formula":"a / a","target":"1","triggers":["a"],"values":[{"a":0}]}`, expectation{
			"runs.0.value": "NaN", "runs.0.milli": "-9223372036854775808"}},
		{"that is infinite", `{"ask":"formula","formula":"1 / a","target":"1","triggers":["a"],"values":[{"a":0}]}`, expectation{
			"runs.0.value": "Infinity"}},
		{"that fails at run time", `{"ask":"formula","formula":"float(a) > 1 ? 1 : 0","target":"1","triggers":["a"],"values":[{"a":0}]}`, expectation{
			"verdict": "accept", "runs.0.value": "int: 0", "runs.0.error": "formula returned non-float result int", "runs.0.milli": ""}},
		{"of a trigger that failed", `{"ask":"formula","formula":"a ?? 7","target":"1","triggers":["a"],"values":[{"a":null},{"a":3}]}`, expectation{
			"runs.0.value": "7", "runs.0.milli": "7000", "runs.1.milli": "3000"}},
		{"that is nil: the fallback's replicas", `{"ask":"formula","formula":"a ?? nil","target":"1.5","triggers":["a"],"fallback":{"failureThreshold":1,"replicas":4,"behavior":"scalingModifiers"},"values":[{"a":null}]}`, expectation{
			"runs.0.value": "nil", "runs.0.milli": "6000"}},
		{"under another fallback", `{"ask":"formula","formula":"a","target":"1","fallback":{"failureThreshold":1,"replicas":4,"behavior":"static"}}`, expectation{
			"verdict": "invalid", "message": "fallback.behavior"}},
	})
}
