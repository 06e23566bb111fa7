package supervise

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

const childOfTest = "SUPERVISE_TEST_CHILD"

// The test's own program is the child: it answers every question with its text, and dies in several ways.
func TestMain(m *testing.M) {
	switch os.Getenv(childOfTest) {
	case "":
		os.Exit(m.Run())
	case "unwell":
		fmt.Fprintln(os.Stderr, "no such thing")
		os.Exit(1)
	}
	answers := os.NewFile(3, "answers")
	fmt.Fprint(answers, Ready)
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		switch line := in.Text(); {
		case strings.Contains(line, "panic"):
			panic("of KEDA's")
		case strings.Contains(line, "exit"):
			os.Exit(3)
		default:
			fmt.Fprintln(answers, line)
		}
	}
}

func starting(kind string) func() *exec.Cmd {
	return func() *exec.Cmd {
		command := exec.Command(os.Args[0])
		command.Env = []string{childOfTest + "=" + kind}
		return command
	}
}

func run(t *testing.T, questions string) []string {
	t.Helper()
	var answers strings.Builder
	if err := Run(starting("well"), strings.NewReader(questions), &answers); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(answers.String(), "\n"), "\n")
}

func TestAnswersComeInTheOrderOfTheQuestions(t *testing.T) {
	var questions strings.Builder
	for i := range 3 * window {
		fmt.Fprintf(&questions, "{\"id\":%d}\n", i)
	}
	answers := run(t, questions.String())
	if len(answers) != 3*window {
		t.Fatalf("%d answers", len(answers))
	}
	for i, answer := range answers {
		if answer != fmt.Sprintf(`{"id":%d}`, i) {
			t.Fatalf("%d is %s", i, answer)
		}
	}
}

func TestAQuestionThatEndsTheProcessIsRefusedAndTheOthersAreAnswered(t *testing.T) {
	answers := run(t, `{"id":1}
{"id":2,"ask":"panic"}
{"id":"three"}

{"id":4,"ask":"exit"}
{"ask":"panic"}
{"id":6}`)
	expected := []string{
		`{"id":1}`,
		`{"id":2,"verdict":"refuse","stage":"panic","message":"the process of KEDA ended: panic: of KEDA's"}`,
		`{"id":"three"}`,
		`{"id":4,"verdict":"refuse","stage":"panic","message":"the process of KEDA ended: exit status 3"}`,
		`{"verdict":"refuse","stage":"panic","message":"the process of KEDA ended: panic: of KEDA's"}`,
		`{"id":6}`,
	}
	if strings.Join(answers, "\n") != strings.Join(expected, "\n") {
		t.Errorf("expected\n%s\nbut found\n%s", strings.Join(expected, "\n"), strings.Join(answers, "\n"))
	}
}

func TestOneBadQuestionAmongManyIsFound(t *testing.T) {
	var questions strings.Builder
	for i := range 3000 {
		if i == 1777 {
			fmt.Fprintf(&questions, "{\"id\":%d,\"ask\":\"panic\"}\n", i)
			continue
		}
		fmt.Fprintf(&questions, "{\"id\":%d}\n", i)
	}
	for i, answer := range run(t, questions.String()) {
		if refused := strings.Contains(answer, `"stage":"panic"`); refused != (i == 1777) || !strings.HasPrefix(answer, fmt.Sprintf(`{"id":%d`, i)) {
			t.Fatalf("%d: %s", i, answer)
		}
	}
}

func TestAChildThatDoesNotStartIsAnError(t *testing.T) {
	err := Run(starting("unwell"), strings.NewReader("{}\n"), os.Stderr)
	if err == nil || !strings.Contains(err.Error(), "no such thing") {
		t.Errorf("%v", err)
	}
}
