package io.github.keda4j.validator.internal.admission;

import io.github.keda4j.validator.internal.core.Claims;
import io.github.keda4j.validator.internal.core.Names;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.validator.internal.core.Words;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Checks the length of names: the ScaledObject's name becomes the value of a label, and the name of its autoscaler is
 * derived from it.
 */
final class NameChecks {

    private static final int LONGEST = 63;
    private static final String NAME = "/metadata/name";
    private static final String GENERATED = "/metadata/generateName";

    /**
     * A text with the length of the suffix that the API server appends to a prefix. The API server shortens the prefix
     * so that the name fits.
     */
    private static final String GENERATED_END = "xxxxx";

    private static final int LONGEST_PREFIX = LONGEST - GENERATED_END.length();

    private NameChecks() {}

    static void check(ScaledObjectView object, Reporter reporter) {
        String name = object.subject().name();
        boolean generated = name.isEmpty();
        if (generated) {
            String prefix = Trees.text(object.subject().metadata(), "generateName");
            name = prefix.substring(0, Math.min(prefix.length(), LONGEST_PREFIX)) + GENERATED_END;
        }
        String pointer = generated ? GENERATED : NAME;
        if (reporter.isBroken(NAME) || reporter.isBroken(GENERATED)) {
            return;
        }
        if (name.length() > LONGEST) {
            reporter.report(
                    AdmissionRules.NAME_TOO_LONG,
                    pointer,
                    "The name has " + name.length()
                            + " characters but must have at most 63, because KEDA uses it as the value of a label.",
                    null);
            return;
        }
        String given = Objects.requireNonNullElse(Claims.givenAutoscaler(object.spec()), "");
        String autoscaler = generated ? Claims.autoscalerOf(name, object.spec()) : object.autoscaler();
        int length = autoscaler.getBytes(StandardCharsets.UTF_8).length;
        boolean isGiven = !given.isEmpty();
        if (length > LONGEST) {
            reporter.report(
                    AdmissionRules.AUTOSCALER_NAME_TOO_LONG,
                    isGiven ? ScaledObjectView.AUTOSCALER_NAME : pointer,
                    (isGiven
                                    ? "The name of the autoscaler"
                                    : "The name of the autoscaler (keda-hpa- followed by this name)")
                            + " has " + length + " characters but must have at most 63.",
                    isGiven ? null : "Set spec.advanced.horizontalPodAutoscalerConfig.name, or choose a shorter name.");
        } else if (isGiven && !Names.isSubdomain(given) && !reporter.isBroken(ScaledObjectView.AUTOSCALER_NAME)) {
            reporter.report(
                    AdmissionRules.AUTOSCALER_NAME,
                    ScaledObjectView.AUTOSCALER_NAME,
                    "The name of the autoscaler is " + Words.quoted(given)
                            + " but must contain only lower-case letters, digits, dashes and dots, and begin and end with a letter"
                            + " or a digit.",
                    null);
        }
    }
}
