package io.github.keda4j.conformance.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keda4j.conformance.compare.Comparison;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.KedaRules;
import io.github.keda4j.validator.Layer;
import io.github.keda4j.validator.ValidationReport;
import java.util.List;
import java.util.Set;

/**
 * The validator's errors about an object's triggers and autoscaler, compared with those of KEDA's operator when it
 * builds the scalers, and of the API server about the resulting autoscaler.
 */
final class OperatorComparison {

    /** The rules for mistakes that KEDA only logs, before it continues with an empty parameter. */
    private static final Set<String> LOGGED_BY_KEDA = Set.of("authentication-not-found", "authentication-source");

    /** The rule for values that the operator passes on, and that the API server then refuses in the autoscaler. */
    private static final String OF_AUTOSCALER = "trigger-target";

    private final ObjectCase asked;
    private final JsonNode answer;
    private final List<Finding> errors;

    OperatorComparison(ObjectCase asked, JsonNode answer, ValidationReport report) {
        this.asked = asked;
        this.answer = answer;
        this.errors = report.findings().stream()
                .filter(OperatorComparison::isErrorOfOperator)
                .toList();
    }

    private static boolean isErrorOfOperator(Finding finding) {
        return finding.severity() == Severity.ERROR
                && KedaRules.find(finding.rule()).orElseThrow().layer() == Layer.OPERATOR;
    }

    private static boolean isLogged(Finding finding) {
        return LOGGED_BY_KEDA.contains(finding.rule());
    }

    Comparison compare() {
        JsonNode triggers = answer.path("operator").path("triggers");
        boolean byClient = false;
        for (int i = 0; i < triggers.size(); i++) {
            boolean found = hasErrorOf(i);
            if (triggers.get(i).path("stage").asText().equals("client") && !found) {
                byClient = true;
            } else if (isRefused(triggers.get(i)) && !found) {
                return differs(typeOf(i) + ": KEDA refuses the trigger");
            } else if (!isRefused(triggers.get(i)) && !isAccepted(i)) {
                return differs(typeOf(i) + ": we refuse the trigger");
            }
        }
        // Certificates, connection strings and the like are read by libraries, not by KEDA.
        return byClient ? Comparison.leftOut("refused by a client's library") : compareWhole();
    }

    private Comparison compareWhole() {
        boolean operator = isRefused(answer.path("operator"));
        boolean found = !errors.stream().allMatch(OperatorComparison::isLogged);
        if (operator || isRefused(answer.path("reconcile"))) {
            return found || (operator && !errors.isEmpty()) ? Comparison.agreed() : differs("KEDA refuses the whole");
        }
        return found ? differs("we refuse the whole") : Comparison.agreed();
    }

    private Comparison differs(String kind) {
        return Comparison.differs(
                asked.kind() + ": " + kind,
                errors.toString(),
                answer.path("operator") + " " + answer.path("reconcile"));
    }

    private String typeOf(int index) {
        return asked.object().at("/spec/triggers/" + index + "/type").asText();
    }

    /**
     * Whether an error explains why a trigger is refused: an error about the trigger, about its authentication, or
     * about the whole object.
     */
    private boolean hasErrorOf(int index) {
        return errors.stream().anyMatch(error -> {
            int other = triggerOf(error);
            return other < 0
                    || (other == index && !error.rule().equals(OF_AUTOSCALER))
                    || (error.pointer().contains("/authenticationRef")
                            && reference(other).equals(reference(index)));
        });
    }

    private boolean isAccepted(int index) {
        return errors.stream()
                .filter(error -> triggerOf(error) == index && !error.rule().equals(OF_AUTOSCALER))
                .allMatch(OperatorComparison::isLogged);
    }

    /** The objects that a trigger refers to, as kind and name. */
    private String reference(int index) {
        JsonNode reference = asked.object().at("/spec/triggers/" + index + "/authenticationRef");
        return reference.path("kind").asText("TriggerAuthentication")
                + reference.path("name").asText();
    }

    /** The index of the trigger that an error is about; -1 if it is about something else. */
    private static int triggerOf(Finding error) {
        String[] steps = error.pointer().split("/", -1);
        return steps.length > 3 && steps[2].equals("triggers") ? Integer.parseInt(steps[3]) : -1;
    }

    private static boolean isRefused(JsonNode ruling) {
        return ruling.path("verdict").asText().equals("refuse");
    }
}
