package io.github.keda4j.formula.internal;

/**
 * The text that KEDA compiles instead of a formula, so that the result is a float.
 *
 * @param text the text that is compiled
 * @param prefix the number of characters before the formula
 * @param length the number of characters of the formula
 */
record Wrapping(String text, int prefix, int length) {

    private static final String CAST = "float(";
    private static final String COALESCED = "let _kedaCompositeResult = ";

    /** KEDA only inspects the text: whether it contains {@code ??}, and how the formula begins. */
    static Wrapping of(String formula) {
        if (formula.contains("??")) {
            return formula.startsWith(COALESCED)
                    ? new Wrapping(formula, 0, formula.length())
                    : around(
                            COALESCED + "(",
                            formula,
                            "); _kedaCompositeResult == nil ? nil : float(_kedaCompositeResult)");
        }
        return formula.startsWith(CAST) ? new Wrapping(formula, 0, formula.length()) : around(CAST, formula, ")");
    }

    private static Wrapping around(String before, String formula, String after) {
        return new Wrapping(before + formula + after, before.length(), formula.length());
    }

    /** Whether KEDA compiles the formula unchanged. */
    boolean isBare() {
        return text.length() == length;
    }

    /**
     * Converts a position in the compiled text to one in the formula; a position in the text that KEDA adds becomes the
     * beginning or end of the formula.
     */
    int inFormula(int offset) {
        return Math.max(0, Math.min(length, offset - prefix));
    }
}
