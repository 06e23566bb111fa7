package io.github.keda4j.formula.internal;

import org.jspecify.annotations.Nullable;

/**
 * A part of a formula that never fails, and whose value is a number or a boolean whenever every trigger has a value. It
 * computes with primitives.
 *
 * @param kind the kind, which determines the function that is set
 * @param cost the number of parts that are computed for it; a shared part counts each time
 * @param number the function for FLOAT and MIXED
 * @param whole the function for INT
 * @param truth the function for BOOL
 * @param constant the value of a BOOL that is constant
 */
record NumericPart(
        Kind kind,
        int cost,
        @Nullable FloatFunction number,
        @Nullable IntFunction whole,
        @Nullable BoolFunction truth,
        @Nullable Boolean constant) {

    /** The type of the value in Go. */
    enum Kind {
        FLOAT,
        INT,
        /** A float or an int; only for operations that treat both as a float. */
        MIXED,
        BOOL
    }

    /** Computes a float. */
    @FunctionalInterface
    interface FloatFunction {
        double of(double[] triggers);
    }

    /** Computes an int. */
    @FunctionalInterface
    interface IntFunction {
        long of(double[] triggers);
    }

    /** Computes a boolean. */
    @FunctionalInterface
    interface BoolFunction {
        boolean of(double[] triggers);
    }

    static NumericPart number(int cost, FloatFunction number) {
        return new NumericPart(Kind.FLOAT, cost, number, null, null, null);
    }

    static NumericPart mixed(int cost, FloatFunction number) {
        return new NumericPart(Kind.MIXED, cost, number, null, null, null);
    }

    static NumericPart whole(int cost, IntFunction whole) {
        return new NumericPart(Kind.INT, cost, null, whole, null, null);
    }

    static NumericPart truth(int cost, BoolFunction truth) {
        return new NumericPart(Kind.BOOL, cost, null, null, truth, null);
    }

    static NumericPart constant(boolean value) {
        return new NumericPart(Kind.BOOL, 1, null, null, triggers -> value, value);
    }

    boolean isFloat() {
        return kind == Kind.FLOAT;
    }

    boolean isInt() {
        return kind == Kind.INT;
    }

    boolean isBool() {
        return kind == Kind.BOOL;
    }

    /** The value of any number as a float. */
    FloatFunction asFloat() {
        if (number != null) {
            return number;
        }
        IntFunction computed = asInt();
        return triggers -> computed.of(triggers);
    }

    IntFunction asInt() {
        if (whole == null) {
            throw new IllegalStateException(kind + " is not an integer");
        }
        return whole;
    }

    BoolFunction asBool() {
        if (truth == null) {
            throw new IllegalStateException(kind + " is not a boolean");
        }
        return truth;
    }
}
