package io.github.keda4j.validator.internal.operator;

import io.github.keda4j.findings.Finding;
import org.jspecify.annotations.Nullable;

/** Keeps values of Secrets out of messages. */
final class Secrecy {

    private Secrecy() {}

    /** Returns the finding with {@code ***} for everything in quotes. */
    static Finding withoutValues(Finding finding) {
        String hint = finding.hint().orElse(null);
        return with(finding, hidden(finding.message()), hint == null ? null : hidden(hint));
    }

    /** Returns the finding with a full stop at the end of its message and its hint. */
    static Finding sentences(Finding finding) {
        String hint = finding.hint().orElse(null);
        boolean ended = isEnded(finding.message()) && (hint == null || isEnded(hint));
        return ended ? finding : with(finding, sentence(finding.message()), hint == null ? null : sentence(hint));
    }

    private static Finding with(Finding finding, String message, @Nullable String hint) {
        return Finding.error(finding.rule(), finding.pointer(), message, hint).withSeverity(finding.severity());
    }

    private static boolean isEnded(String text) {
        return text.endsWith(".") || text.endsWith("?");
    }

    private static String sentence(String text) {
        return isEnded(text) ? text : text + ".";
    }

    /**
     * If a value itself contains quotes, the match extends from the first quote to the last one, so no part of the
     * value remains.
     */
    private static String hidden(String text) {
        int first = text.indexOf('"');
        int last = text.lastIndexOf('"');
        return first < last ? text.substring(0, first) + "\"***\"" + text.substring(last + 1) : text;
    }
}
