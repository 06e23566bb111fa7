package io.github.keda4j.trigger.internal;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import java.util.ArrayList;
import java.util.List;

/** Keeps one finding about a value that is wrong in itself and therefore also breaks rules. */
public final class OnePerValue {

    private OnePerValue() {}

    /** The findings, but for each such value only the first of its most severe findings. */
    public static List<Finding> of(List<Finding> findings) {
        List<Finding> kept = findings;
        for (Finding finding : findings) {
            if (ParameterCheck.isOfValue(finding) && !finding.pointer().equals(EntryPointers.AUTHENTICATION)) {
                kept = oneAt(finding.pointer(), kept);
            }
        }
        return kept;
    }

    private static List<Finding> oneAt(String pointer, List<Finding> findings) {
        Finding worst = null;
        for (Finding finding : findings) {
            if (finding.pointer().equals(pointer) && (worst == null || isWorse(finding, worst))) {
                worst = finding;
            }
        }
        List<Finding> kept = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            if (finding == worst || !finding.pointer().equals(pointer)) {
                kept.add(finding);
            }
        }
        return kept;
    }

    private static boolean isWorse(Finding one, Finding other) {
        return one.severity() == Severity.ERROR && other.severity() != Severity.ERROR;
    }
}
