package io.github.keda4j.validator.internal.core;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.validator.Suppression;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The findings that an object suppresses with its annotations. */
public final class Suppressions {

    /** The annotation that names the rules, separated by commas. */
    public static final String IGNORE = "validator.keda4j.io/ignore";

    /** The annotation that states the reason. */
    public static final String REASON = "validator.keda4j.io/reason";

    private static final Suppressions NONE = new Suppressions(Set.of(), null);

    private final Set<String> rules;
    private final @Nullable String reason;

    private Suppressions(Set<String> rules, @Nullable String reason) {
        this.rules = rules;
        this.reason = reason;
    }

    static Suppressions of(Subject subject) {
        String ignore = subject.annotation(IGNORE);
        if (ignore == null) {
            return NONE;
        }
        Set<String> rules = new HashSet<>();
        for (int start = 0; start <= ignore.length(); ) {
            int comma = ignore.indexOf(',', start);
            int end = comma < 0 ? ignore.length() : comma;
            String rule = ignore.substring(start, end).strip();
            if (!rule.isEmpty()) {
                rules.add(rule);
            }
            start = end + 1;
        }
        return new Suppressions(rules, subject.annotation(REASON));
    }

    /** The finding as a suppressed one; null if it is not suppressed. */
    @Nullable
    Suppression of(Finding finding) {
        return rules.contains(finding.rule()) ? new Suppression(finding, reason) : null;
    }
}
