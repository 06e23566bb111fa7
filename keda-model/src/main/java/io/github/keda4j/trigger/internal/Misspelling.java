package io.github.keda4j.trigger.internal;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key or a word that was written instead of another. All errors that would disappear if it were fixed are one mistake
 * and become one finding.
 */
public final class Misspelling {

    /** The rule for keys that KEDA does not read. */
    static final String UNKNOWN = "trigger-unknown-parameter";

    private static final String TARGET = "trigger-target";
    private static final String MISSING = " is missing.";
    private static final String MISSING_PARAMETER = "trigger-missing-parameter";

    /** The finding about the misspelling alone; null if there is none. */
    private final @Nullable Finding alone;

    private final String pointer;
    private final String words;
    private final @Nullable String hint;
    private final ParameterValues mended;

    Misspelling(Finding alone, String words, ParameterValues mended) {
        this.alone = alone;
        this.pointer = alone.pointer();
        this.words = words;
        this.hint = alone.hint().orElse(null);
        this.mended = mended;
    }

    Misspelling(String pointer, String words, String hint, ParameterValues mended) {
        this.alone = null;
        this.pointer = pointer;
        this.words = words;
        this.hint = hint;
        this.mended = mended;
    }

    /** The values as they would be without the misspelling. */
    public ParameterValues mended() {
        return mended;
    }

    /**
     * Combines all errors that the misspelling causes into one finding.
     *
     * @param findings the findings of the trigger as it is
     * @param ofMended the findings of the trigger without the misspelling
     * @param settled the new findings about other misspellings, each with the finding that it replaces; this method
     *     adds its own
     * @return the findings, with one that replaces several
     */
    public List<Finding> asOne(List<Finding> findings, List<Finding> ofMended, Map<Finding, Finding> settled) {
        List<Finding> stillWrong = stillWrong(findings, ofMended);
        Finding cause = null;
        for (Finding finding : findings) {
            if (cause == null
                    && finding.severity() == Severity.ERROR
                    && !settled.containsKey(finding)
                    && !stillWrong.contains(finding)) {
                cause = finding;
            }
        }
        if (cause == null) {
            return findings;
        }
        List<Finding> merged = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            if (finding == cause) {
                Finding one = merged(cause);
                settled.put(one, cause);
                merged.add(one);
            } else if (isOfAnotherKey(finding)
                    || stillWrong.contains(finding)
                    || stillWrong.contains(settled.getOrDefault(finding, finding))) {
                merged.add(finding);
            }
        }
        return merged;
    }

    /**
     * The findings that remain without the misspelling. If KEDA then still cannot read a parameter, it never reaches
     * the check of the target, so findings about the target are kept as well.
     */
    private static List<Finding> stillWrong(List<Finding> findings, List<Finding> ofMended) {
        if (!hasErrorsBesides(findings, ofMended)) {
            return ofMended;
        }
        List<Finding> stillWrong = new ArrayList<>(ofMended);
        for (Finding finding : findings) {
            if (finding.rule().equals(TARGET)) {
                stillWrong.add(finding);
            }
        }
        return stillWrong;
    }

    private static boolean hasErrorsBesides(List<Finding> findings, List<Finding> ofMended) {
        for (Finding finding : ofMended) {
            if (finding.severity() == Severity.ERROR && !findings.contains(finding)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOfAnotherKey(Finding finding) {
        return finding != alone && finding.rule().equals(UNKNOWN);
    }

    private Finding merged(Finding cause) {
        if (cause == alone) {
            return cause;
        }
        String message = cause.message();
        if (cause.rule().equals(MISSING_PARAMETER)) {
            // Somebody who misspelled a parameter does not need to know all the places where KEDA looks for it.
            message = message.substring(0, message.indexOf(MISSING) + MISSING.length());
        }
        return Finding.error(cause.rule(), pointer, message + " " + words, hint);
    }
}
