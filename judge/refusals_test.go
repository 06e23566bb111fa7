package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/keda4j/keda4j/judge/internal/refusals"
	"github.com/keda4j/keda4j/judge/internal/release"
)

func TestTheListOfRefusalsIsThatOfKEDAsSource(t *testing.T) {
	var listed bytes.Buffer
	if err := refusals.List(os.Getenv(kedaFolder), &listed); err != nil {
		t.Fatal(err)
	}
	committed, err := os.ReadFile("internal/trigger/refusals/" + release.KEDA() + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(listed.Bytes(), committed) {
		t.Error("the list is outdated; see the diff after: go run ./internal/refusals/write KEDA_SOURCE_FOLDER > internal/trigger/refusals/VERSION.txt")
	}
}
