package io.github.keda4j.cli.lint.output;

import java.util.Locale;

/**
 * A line of text with a mark below the place of a finding, positioned by the width of characters on a terminal.
 *
 * @param line the line, or the part of it around the place
 * @param mark white space up to the place, then the mark
 */
record Excerpt(String line, String mark) {

    private static final int WIDTH = 100;
    private static final int BEFORE = 40;

    /** The ranges of East Asian characters and emoji. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0x1F300, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    /**
     * The part of a line around a place.
     *
     * @param text the line
     * @param column the column of the place, from 1
     */
    static Excerpt of(String text, int column) {
        int place = Math.min(column - 1, text.length());
        int start = text.length() <= WIDTH || place <= WIDTH - BEFORE / 2 ? 0 : place - BEFORE;
        int end = Math.min(text.length(), start + WIDTH);
        int markEnd = Math.min(end, endOfWord(text, place));
        StringBuilder line = new StringBuilder(start > 0 ? "..." : "");
        StringBuilder mark = new StringBuilder(start > 0 ? "   " : "");
        for (int i = start; i < end; ) {
            int c = text.codePointAt(i);
            String shown = printable(c);
            line.append(shown);
            if (i < place) {
                mark.append(c == '\t' ? "\t" : " ".repeat(widthOf(c, shown)));
            } else if (i < markEnd) {
                mark.append(i == place ? "^" : "~").append("~".repeat(Math.max(0, widthOf(c, shown) - 1)));
            }
            i += Character.charCount(c);
        }
        if (place >= end) {
            mark.append('^');
        }
        return new Excerpt(line.append(end < text.length() ? "..." : "").toString(), mark.toString());
    }

    private static int endOfWord(String text, int place) {
        int end = place;
        while (end < text.length() && isOfWord(text.charAt(end))) {
            end++;
        }
        return Math.max(end, place + 1);
    }

    private static boolean isOfWord(char c) {
        return c == '_' || c == '.' || c == '-' || c == '/' || Character.isLetterOrDigit(c);
    }

    /** Removes characters that would move the cursor or change the colours of a terminal. */
    static String printable(String text) {
        if (text.codePoints().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.append(printable(c)));
        return shown.toString();
    }

    private static String printable(int c) {
        if (c == '\t') {
            return "\t";
        }
        int type = Character.getType(c);
        boolean hidden = type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || (type == Character.SPACE_SEPARATOR && c != ' ');
        return hidden ? String.format(Locale.ROOT, "<U+%04X>", c) : Character.toString(c);
    }

    /** East Asian characters and emoji occupy two columns; combining marks occupy none. */
    private static int widthOf(int c, String shown) {
        if (shown.length() > 2) {
            return shown.length();
        }
        int type = Character.getType(c);
        boolean wide = false;
        for (int[] range : WIDE) {
            wide |= c >= range[0] && c <= range[1];
        }
        return wide ? 2 : type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK ? 0 : 1;
    }
}
