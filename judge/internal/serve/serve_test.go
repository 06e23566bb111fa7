package serve

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/keda4j/keda4j/judge/internal/limit"
	"github.com/keda4j/keda4j/judge/internal/protocol"
)

func serveAll(t *testing.T, families map[string]Family, questions string) string {
	t.Helper()
	var out strings.Builder
	if err := Serve(context.Background(), strings.NewReader(questions), &out, families, 1); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestAnswersKeepTheOrderThoughQuestionsDoNot(t *testing.T) {
	second := make(chan struct{})
	families := map[string]Family{
		"first": func(ctx context.Context, _ []byte) any {
			limit.Idle(ctx, func() bool { <-second; return true }) // or the only worker would never get to the second
			return protocol.Accepted()
		},
		"second": func(context.Context, []byte) any { close(second); return protocol.Refused("", "no") },
	}
	got := serveAll(t, families, `{"id":1,"ask":"first"}
{"id":2,"ask":"second"}`)
	if got != "{\"id\":1,\"verdict\":\"accept\"}\n{\"id\":2,\"verdict\":\"refuse\",\"message\":\"no\"}\n" {
		t.Error(got)
	}
}

func TestWhatIsNoQuestionIsInvalid(t *testing.T) {
	families := map[string]Family{"bad": func(context.Context, []byte) any { panic("oh") }, "odd": func(context.Context, []byte) any { return make(chan int) }}
	got := serveAll(t, families, "nonsense\n{\"id\":[1],\"ask\":\"other\"}\n{\"ask\":\"bad\"}\n{\"ask\":\"odd\"}")
	lines := strings.Split(strings.TrimSpace(got), "\n")
	for i, expected := range []string{"not a question in JSON", `{"id":[1],"verdict":"invalid","message":"unknown ask`, "the judge itself failed: oh", "cannot be written"} {
		if !strings.Contains(lines[i], expected) || !strings.Contains(lines[i], `"invalid"`) {
			t.Errorf("expected %s but found %s", expected, lines[i])
		}
	}
}

func TestWorkThatComesTooLateIsNotWaitedFor(t *testing.T) {
	never := make(chan struct{})
	late := limit.Within(context.Background(), time.Millisecond,
		func(context.Context) string { <-never; return "in time" },
		func(any) string { return "panicked" },
		func() string { return "late" })
	if late != "late" {
		t.Error(late)
	}
	close(never)
}
