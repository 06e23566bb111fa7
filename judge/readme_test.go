package main

import (
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// The examples of README.md are indented lines: a question, and, where the next line is another object, its answer,
// in which "..." stands for omitted parts.
func TestReadmeTellsWhatTheJudgeSays(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(text), "\n")
	examples := 0
	for i, line := range lines {
		question := strings.TrimSpace(line)
		if !strings.HasPrefix(question, "{") || !strings.Contains(question, `"ask":`) {
			continue
		}
		answer := ask(t, question)[0]
		for _, next := range lines[i+1:] {
			told := strings.TrimSpace(next)
			if told == "" {
				continue
			}
			if strings.HasPrefix(told, "{") && !strings.Contains(told, `"ask":`) {
				examples++
				compare(t, told, answer)
			}
			break
		}
	}
	if examples < 8 {
		t.Errorf("expected at least 8 examples but found %d", examples)
	}
}

// README.md describes one release, but the tests run for each.
var versions = regexp.MustCompile(`"(keda|kubernetes)":"[0-9.]+"`)

func compare(t *testing.T, told, said string) {
	t.Helper()
	told, said = versions.ReplaceAllString(told, `"$1":""`), versions.ReplaceAllString(said, `"$1":""`)
	if begins, _, shortened := strings.Cut(told, " ..."); shortened {
		if !strings.HasPrefix(said, strings.TrimSpace(begins)) {
			t.Errorf("README.md has\n%s\nbut the judge says\n%s", told, said)
		}
		return
	}
	var a, b any
	if err := json.Unmarshal([]byte(told), &a); err != nil {
		t.Errorf("%v in %s", err, told)
	}
	if err := json.Unmarshal([]byte(said), &b); err != nil || !reflect.DeepEqual(a, b) {
		t.Errorf("README.md has\n%s\nbut the judge says\n%s", told, said)
	}
}
