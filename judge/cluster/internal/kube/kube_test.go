package kube_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/keda4j/keda4j/judge/cluster/internal/kube"
)

func TestPollEndsWithTheFirstSuccess(t *testing.T) {
	tries := 0
	err := kube.Poll(t.Context(), func(context.Context) error {
		tries++
		if tries < 3 {
			return errors.New("not yet")
		}
		return nil
	})
	if err != nil || tries != 3 {
		t.Errorf("it ended after %d tries with %v; expected 3 and no error", tries, err)
	}
}

func TestPollTellsWhyItEndedAndWhatWentWrongBefore(t *testing.T) {
	cause, last := errors.New("etcd ended"), errors.New("connection refused")
	ctx, cancel := context.WithCancelCause(t.Context())
	tries := 0
	err := kube.Poll(ctx, func(ctx context.Context) error {
		tries++
		if tries == 1 {
			return last
		}
		// An attempt that fails because the context ended adds no information.
		cancel(cause)
		return ctx.Err()
	})
	if !errors.Is(err, cause) || !errors.Is(err, last) || errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v; expected the cause and the last attempt before it", err)
	}
}

func TestObjectsOfAFileAreReadInOrder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "objects.yaml")
	const content = "# nothing\n---\nkind: A\nmetadata: {name: first}\n---\n---\nkind: B\nmetadata: {name: second}\n"
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	objects, err := kube.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(objects) != 2 || objects[0].GetName() != "first" || objects[1].GetKind() != "B" {
		t.Errorf("read %v", objects)
	}
}

func TestAKindThatNoClusterStartsWithIsNotApplied(t *testing.T) {
	object := &unstructured.Unstructured{}
	object.SetKind("Pod")
	object.SetName("p")
	err := (&kube.Client{}).Apply(t.Context(), object)
	if want := "cannot apply Pod p: this kind is not supported"; err == nil || err.Error() != want {
		t.Errorf("the error is %v; expected %s", err, want)
	}
}
