package io.github.keda4j.formula;

/**
 * A place in a formula.
 *
 * @param offset the number of chars before the place
 * @param line the line, from 1
 * @param column the column in that line, from 1; a character outside the basic plane counts as one column
 * @param excerpt the line, and a line below it with a caret at the place; a long line is cut around the place
 */
public record FormulaPosition(int offset, int line, int column, String excerpt) {

    private static final int AROUND = 60;

    static FormulaPosition of(String formula, int offset) {
        int line = 1;
        int start = 0;
        for (int at = formula.indexOf('\n'); at >= 0 && at < offset; at = formula.indexOf('\n', at + 1)) {
            line++;
            start = at + 1;
        }
        int end = formula.indexOf('\n', offset);
        int column = formula.codePointCount(start, offset) + 1;
        return new FormulaPosition(
                offset, line, column, excerpt(formula, start, offset, end < 0 ? formula.length() : end));
    }

    private static String excerpt(String formula, int start, int offset, int end) {
        int from = Math.max(start, offset - AROUND);
        int to = Math.min(end, offset + AROUND);
        String before = (from > start ? "..." : "") + oneLine(formula.substring(from, offset));
        String after = oneLine(formula.substring(offset, to)) + (to < end ? "..." : "");
        return before + after + "\n" + " ".repeat(before.codePointCount(0, before.length())) + "^";
    }

    private static String oneLine(String text) {
        return text.replace('\t', ' ').replace('\r', ' ');
    }

    /**
     * Returns the place in words.
     *
     * @return the place, such as {@code line 1, column 8}
     */
    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
