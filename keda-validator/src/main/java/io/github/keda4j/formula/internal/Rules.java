package io.github.keda4j.formula.internal;

/** The ids of the rules that formulas are checked by. */
final class Rules {

    static final String SYNTAX = "formula-syntax";
    static final String UNKNOWN_NAME = "formula-unknown-name";
    static final String TYPE = "formula-type";
    static final String ADMISSION = "formula-fails-at-admission";
    static final String UNSUPPORTED = "formula-unsupported";
    static final String NOT_A_NUMBER = "formula-not-a-number";
    static final String NOT_FINITE = "formula-not-finite";
    static final String RUN_TIME = "formula-fails-at-run-time";
    static final String TRUNCATED = "formula-truncated";
    static final String SUBTRACTION = "formula-subtraction";
    static final String UNUSED = "formula-unused-trigger";
    static final String BRACKETS = "formula-brackets";
    static final String FALLBACK = "formula-fallback";

    private Rules() {}
}
