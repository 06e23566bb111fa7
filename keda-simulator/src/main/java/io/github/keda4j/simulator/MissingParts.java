package io.github.keda4j.simulator;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The required parts that a builder was not given. */
final class MissingParts {

    private final List<Finding> findings = new ArrayList<>();

    /** Records a required part that is missing. */
    MissingParts require(String part, @Nullable Object given) {
        if (given == null) {
            findings.add(Finding.error(
                    "simulator-missing", "/" + part, part + " is missing.", "Call " + part + "(...) on the builder."));
        }
        return this;
    }

    /** Throws one exception that lists all missing parts. */
    void throwIfAny(String whole) {
        Findings.of(findings).about(whole).throwIfErrors();
    }
}
