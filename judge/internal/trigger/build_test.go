package trigger

import (
	"testing"

	"github.com/keda4j/keda4j/judge/internal/protocol"
)

func TestWhatIsRefusedForItsParametersIsNeverADialHoweverBusyTheMachineIs(t *testing.T) {
	question := Question{Type: "kafka", Metadata: map[string]string{"bootstrapServers": "a:1", "consumerGroup": "g", "limitToPartitionsWithLag": "true"}}
	config, err := question.config()
	if err != nil {
		t.Fatal(err)
	}
	for range 200 {
		answer := Build(t.Context(), 0, emptyCluster, config, false)
		if answer.Stage != protocol.Parameters && answer.Stage != protocol.Late {
			t.Fatalf("%+v", answer.Ruling)
		}
	}
}
