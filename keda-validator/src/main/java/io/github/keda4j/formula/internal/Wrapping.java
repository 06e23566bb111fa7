package io.github.keda4j.formula.internal;

/**
 * The text that KEDA compiles instead of a formula, so that the result is a float.
 *
 * @param text the text that is compiled
 * @param prefix how many characters stand before the formula
 * @param length how many characters the formula has
 */
record Wrapping(String text, int prefix, int length) {

    private static final String CAST = "float(";
    private static final String COALESCED = "let _kedaCompositeResult = ";

    /** KEDA only checks the text: at {@code ??} anywhere, and at how the formula begins. */
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

    /** Whether KEDA takes the formula as it is. */
    boolean isBare() {
        return text.length() == length;
    }

    /**
     * The position in the formula of a position in the compiled text; positions in what KEDA adds become the formula's
     * ends.
     */
    int inFormula(int offset) {
        return Math.max(0, Math.min(length, offset - prefix));
    }
}
