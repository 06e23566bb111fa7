package io.github.keda4j.findings;

/**
 * Shortens user text in a finding, because that text may be a megabyte long: a long quotation or word is cut after its
 * beginning, and its length is added. This takes time proportional to the length of the text.
 */
final class Excerpt {

    /** Our own words, such as a list of allowed values, are shorter than this; a longer text quotes something long. */
    private static final int LONG = 1_000;

    /**
     * A part of at most this length is shown in full. An excerpt is shorter than this, so shortening it again changes
     * nothing.
     */
    private static final int LONGEST = 160;

    private static final int SHOWN = 120;

    /** Longer than any message without quotations of user text. */
    private static final int LONGEST_MESSAGE = 4_000;

    private Excerpt() {}

    /** Returns a message or hint in which every part is short enough to read. */
    static String of(String text) {
        if (text.length() <= LONG) {
            return text;
        }
        String shown = withShortParts(text);
        int first = shown.indexOf('"');
        int last = shown.lastIndexOf('"');
        if (shown.length() <= LONGEST_MESSAGE || last - first <= LONGEST) {
            return shown;
        }
        // The quotation contains quotation marks itself.
        StringBuilder cut = new StringBuilder().append(shown, 0, first + 1);
        appendPart(shown, first + 1, last, cut);
        return cut.append(shown, last, shown.length()).toString();
    }

    private static String withShortParts(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), LONGEST_MESSAGE));
        for (int start = 0; start < text.length(); ) {
            char character = text.charAt(start);
            int end = character == '"' ? text.indexOf('"', start + 1) : -1;
            if (end >= 0) {
                shown.append('"');
                appendPart(text, start + 1, end, shown);
                shown.append('"');
                start = end + 1;
            } else if (character == ' ' || character == '"') {
                shown.append(character);
                start++;
            } else {
                end = endOfWord(text, start);
                appendPart(text, start, end, shown);
                start = end;
            }
        }
        return shown.toString();
    }

    private static void appendPart(String text, int start, int end, StringBuilder shown) {
        if (end - start <= LONGEST) {
            shown.append(text, start, end);
            return;
        }
        int cut = start + SHOWN;
        cut -= Character.isHighSurrogate(text.charAt(cut - 1)) ? 1 : 0;
        shown.append(text, start, cut).append("... (").append(end - start).append(" characters)");
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '"') {
            end++;
        }
        return end;
    }
}
