package io.github.keda4j.trigger.internal;

/** What is not to be shown. */
final class Redaction {

    static final String HIDDEN = "***";

    private Redaction() {}

    /** The text with {@code ***} for the password in each URL such as {@code http://user:password@host}. */
    static String withoutPasswords(String text) {
        StringBuilder shown = null;
        int copied = 0;
        for (int scheme = text.indexOf("://"); scheme >= 0; scheme = text.indexOf("://", scheme + 1)) {
            int user = scheme + 3;
            int end = endOfAuthority(text, user);
            int colon = text.indexOf(':', user);
            int at = text.lastIndexOf('@', end - 1);
            if (colon >= 0 && colon < at) {
                shown = shown == null ? new StringBuilder() : shown;
                shown.append(text, copied, colon + 1).append(HIDDEN);
                copied = at;
            }
        }
        return shown == null ? text : shown.append(text, copied, text.length()).toString();
    }

    private static int endOfAuthority(String text, int start) {
        int end = start;
        while (end < text.length() && "/?#\" ".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
