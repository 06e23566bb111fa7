package main

import (
	"fmt"
	"strings"
	"testing"
)

// For each syntax, a text that is accepted, its result, and a text that is refused.
func TestSyntaxes(t *testing.T) {
	for syntax, texts := range map[string][3]string{
		"duration":       {"1.5h", "5400000000000", "5"},
		"int":            {"-7", "-7", "7.0"},
		"int64":          {"9223372036854775807", "9223372036854775807", "9223372036854775808"},
		"float":          {"0x1p-2", "0.25", "1,5"},
		"bool":           {"T", "true", "yes"},
		"quantity":       {"1024Mi", `"text":"1Gi"`, "1 Gi"},
		"regexp":         {"^a(b|c)+$", "", "a(b"},
		"glob":           {"a*[0-9]", "", "a[0-"},
		"labelSelector":  {"app in (b, a),!x", "app in (a,b),!x", "app in"},
		"cron":           {"*/30 8 * * 1-5", `"minute":"40000001"`, "@daily"},
		"timezone":       {"Europe/Zurich", "Europe/Zurich", "Europe/Zuerich"},
		"url":            {"amqp://u:p@h:5672/v?x=1#f", `"hostname":"h","port":"5672"`, "http://h:a/"},
		"requestURI":     {"/a?b", `"query":"b"`, "a?b"},
		"query":          {"a=1&a=2", `{"a":["1","2"]}`, "a=%zz"},
		"typed-string":   {" x ", `"x"`, " "},
		"typed-bool":     {"1", "true", "on"},
		"typed-int":      {"100", "100", "1e2"},
		"typed-int32":    {"2147483647", "2147483647", "2147483648"},
		"typed-int64":    {"-3", "-3", "3.0"},
		"typed-uint":     {"3", "3", "-3"},
		"typed-uint64":   {"18446744073709551615", "18446744073709551615", "1.0"},
		"typed-float64":  {"1.5e3", "1500", "1.5f"},
		"typed-duration": {"1500", "1500000000", "-1s"},
		"typed-strings":  {"a, b", `["a","b"]`, ""},
		"typed-ints":     {"1, 2", "[1,2]", "1, a"},
		"typed-ranges":   {"1-3,5", "[1,2,3,5]", "1-a"},
		"typed-map":      {"a=1, b=2", `{"a":"1","b":"2"}`, "a"},
		"typed-query":    {"a=1", `{"a":["1"]}`, "a=%"},
	} {
		answer := ask(t, fmt.Sprintf(`{"ask":"syntax","syntax":%q,"values":[%q,%q]}`, syntax, texts[0], texts[2]))[0]
		_, answers, _ := strings.Cut(answer, `"answers":[`)
		if !strings.HasPrefix(answers, `{"verdict":"accept"`) || !strings.Contains(answers, texts[1]) || !strings.Contains(answers, `},{"verdict":"refuse","message":`) {
			t.Errorf("%s: %s", syntax, answer)
		}
	}
}

func TestSyntaxesThatMatch(t *testing.T) {
	check(t, []example{
		{"regexp", `{"ask":"syntax","syntax":"regexp","values":["b+"],"inputs":["abc","ac"]}`, expectation{"answers.0.matches": "[true false]"}},
		{"glob", `{"ask":"syntax","syntax":"glob","values":["a/*.json"],"inputs":["a/b/c.json","a/c.txt"]}`, expectation{"answers.0.matches": "[true false]"}},
		{"label selector", `{"ask":"syntax","syntax":"labelSelector","values":["app=web,tier!=1"],"inputs":["app=web","app=web,tier=1"]}`, expectation{"answers.0.matches": "[true false]"}},
		{"times of a cron expression", `{"ask":"syntax","syntax":"cron","values":["0 12 29 2 *"],"from":"2026-03-01T00:00:00Z","times":2}`, expectation{
			"answers.0.value.next": "[2028-02-29T12:00:00Z 2032-02-29T12:00:00Z]"}},
		{"a range that KEDA would need gigabytes for", `{"ask":"syntax","syntax":"typed-ranges","values":["0-9, 10-99999999999"]}`, expectation{
			"answers.0.verdict": "refuse", "answers.0.stage": "memory"}},
		{"an unknown syntax", `{"ask":"syntax","syntax":"yaml","values":[]}`, expectation{"verdict": "invalid", "message": "unknown syntax"}},
	})
}
