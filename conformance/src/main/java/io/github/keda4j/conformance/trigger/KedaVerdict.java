package io.github.keda4j.conformance.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The verdict of KEDA on a trigger, and then of Kubernetes' check of the autoscaler.
 *
 * @param refusal why KEDA or Kubernetes refuses the trigger; empty if both accept it
 * @param stage how far KEDA got; {@code autoscaler} if Kubernetes refuses the autoscaler that KEDA makes from it
 */
record KedaVerdict(Optional<String> refusal, String stage) {

    /**
     * Refusals that depend on the operator's machine (its environment, files, identity and network), not on the
     * question. An operator that can use the identity accepts the trigger.
     */
    private static final List<Pattern> OF_THE_MACHINE = List.of(
            Pattern.compile(
                    "(?s).*(no such file or directory|: is a directory|open .*: (invalid argument|file name too long)).*"),
            Pattern.compile("(?s).*ccache file .* does not exist.*"),
            Pattern.compile("(?s).*could not find default cred.*"),
            Pattern.compile(
                    "(?isu).*invalid cloud environment AzureStackCloud"), // a file of the operator describes this cloud
            Pattern.compile("(?s).*failed to acquire a token.*"),
            Pattern.compile("(?s).*Check pod configuration.*"),
            Pattern.compile("(?s).*get credentials: failed to refresh cached credentials.*"),
            // Errors about connections. The judge cannot open connections, and does not recognize these errors as such.
            Pattern.compile(
                    "(?s).*(lookup .*: no such host|dial tcp[^:]*: lookup |dial tcp: address |dial tcp: missing address|failed to connect to `"
                            + "|no children to pick from|DescribeTable, exceeded|couldn't find (DNS|dns) entries for the given domain).*"));

    private static final String MACHINE = "machine";

    static KedaVerdict of(JsonNode answer, AskedTrigger asked) {
        String stage = answer.path("stage").asText();
        String message = answer.path("message").asText();
        boolean accepted = answer.path("verdict").asText().equals("accept") || stage.equals("dial");
        if (accepted || isOfTheMachine(stage, message)) {
            JsonNode metrics = answer.path("metrics");
            // A formula replaces external metrics; cpu and memory stay.
            boolean replaced = asked.isReadByFormula()
                    && metrics.path(0).path("source").asText("External").equals("External");
            Optional<String> refusal =
                    asked.isOfJob() || replaced ? Optional.empty() : Autoscaler.refusal(metrics, asked.metricType());
            return new KedaVerdict(refusal, refusal.isPresent() ? "autoscaler" : accepted ? "" : MACHINE);
        }
        return new KedaVerdict(Optional.of(message), stage);
    }

    private static boolean isOfTheMachine(String stage, String message) {
        return (stage.equals("client") || stage.equals("parameters"))
                && OF_THE_MACHINE.stream().anyMatch(one -> one.matcher(message).matches());
    }

    /**
     * Whether the verdict depends on the operator's machine. KEDA may then have refused the trigger before it read all
     * parameters.
     */
    boolean isOfTheMachine() {
        return stage.equals(MACHINE);
    }
}
