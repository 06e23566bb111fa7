package io.github.keda4j.podidentity.policy;

import io.github.keda4j.podidentity.policy.ElementValues.Value;
import java.util.regex.Pattern;

/**
 * The rules for policy variables, which need version 2012-10-17 and work only in the resource part of an ARN and in the
 * values of conditions on text. Source: IAM User Guide, "IAM policy elements: Variables and tags".
 */
final class VariableRules {

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{([*?$]|[^\\s:${}]+:[^${}',]*[^\\s${}',](\\s*,\\s*'[^'${}]*')?)\\}");
    private static final int ARN_PARTS_BEFORE_RESOURCE = 5;

    private VariableRules() {}

    static void inResource(boolean variables, Value value, Report report) {
        String text = value.text();
        int start = text.indexOf("${");
        if (start < 0) {
            return;
        }
        if (check(variables, value, report)
                && text.substring(0, start).split(":", -1).length <= ARN_PARTS_BEFORE_RESOURCE) {
            report.warning(
                    "variable-place",
                    value.pointer(),
                    "The policy variable in " + Report.quote(text)
                            + " is before the resource part of the ARN, where AWS does not replace it. The ARN matches"
                            + " nothing.",
                    "Write * there, and compare the key in a condition.");
        }
    }

    static boolean check(boolean variables, Value value, Report report) {
        String text = value.text();
        if (!text.contains("${")) {
            return true;
        }
        if (!variables) {
            report.warning(
                    "variable-version",
                    value.pointer(),
                    "AWS takes the policy variable in " + Report.quote(text)
                            + " literally, because the version of the document is not 2012-10-17.",
                    "Write \"Version\": \"2012-10-17\".");
            return false;
        }
        if (VARIABLE.matcher(text).replaceAll("").contains("${")) {
            report.error(
                    "variable-form",
                    value.pointer(),
                    "The policy variable in " + Report.quote(text) + " is not well-formed, so it never matches.",
                    "Write ${prefix:name} or ${prefix:name, 'default'}.");
            return false;
        }
        return true;
    }
}
