package io.github.keda4j.validator.internal.core;

/** The forms of names that Kubernetes accepts. */
public final class Names {

    private static final int LONGEST_SUBDOMAIN = 253;
    private static final int LONGEST_LABEL = 63;

    private Names() {}

    /** Labels of lower-case letters, digits and dashes, separated by dots: a DNS subdomain according to RFC 1123. */
    public static boolean isSubdomain(String text) {
        if (text.isEmpty() || text.length() > LONGEST_SUBDOMAIN) {
            return false;
        }
        for (int start = 0; start <= text.length(); ) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            if (!isDnsWord(text, start, end)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    /** A DNS label according to RFC 1123. */
    public static boolean isLabel(String text) {
        return text.length() <= LONGEST_LABEL && isDnsWord(text, 0, text.length());
    }

    private static boolean isDnsWord(String text, int start, int end) {
        if (start >= end || text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    /** The key of a label: a word, optionally preceded by a DNS subdomain and a slash. */
    public static boolean isQualified(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0 && !isSubdomain(text.substring(0, slash))) {
            return false;
        }
        String word = text.substring(slash + 1);
        return !word.isEmpty() && isLabelValue(word);
    }

    /**
     * The value of a label: empty, or letters, digits, dashes, dots and underscores that begin and end with a letter or
     * digit.
     */
    public static boolean isLabelValue(String text) {
        if (text.length() > LONGEST_LABEL) {
            return false;
        }
        int last = text.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            boolean inner = i > 0 && i < last && (c == '-' || c == '_' || c == '.');
            if (!inner && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
