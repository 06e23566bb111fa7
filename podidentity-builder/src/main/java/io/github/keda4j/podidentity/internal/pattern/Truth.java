package io.github.keda4j.podidentity.internal.pattern;

/** Whether something holds for a partly unknown call: for no value, for some or for all. */
public enum Truth {
    /** It holds whatever the unknown keys are: never. */
    NO,
    /** It depends on the unknown keys, or it could not be ruled out that it does. */
    MAYBE,
    /** It holds whatever the unknown keys are. */
    YES;

    /**
     * {@return yes or no}
     *
     * @param holds whether it holds
     */
    public static Truth of(boolean holds) {
        return holds ? YES : NO;
    }

    /**
     * {@return the opposite; what depends still does}
     */
    public Truth negated() {
        return switch (this) {
            case NO -> YES;
            case MAYBE -> MAYBE;
            case YES -> NO;
        };
    }

    /**
     * {@return the opposite if asked to}
     *
     * @param negate whether to turn it around
     */
    public Truth negatedIf(boolean negate) {
        return negate ? negated() : this;
    }

    /**
     * {@return the logical "or" of both}
     *
     * @param other the other one
     */
    public Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /**
     * {@return the logical "and" of both}
     *
     * @param other the other one
     */
    public Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /**
     * {@return this if both readings agree, otherwise that it depends}
     *
     * @param otherWay the result of the other reading
     */
    public Truth orElse(Truth otherWay) {
        return this == otherWay ? this : MAYBE;
    }

    /**
     * {@return true if this is as sure as asked}
     *
     * @param least how sure
     */
    public boolean isAtLeast(Truth least) {
        return compareTo(least) >= 0;
    }
}
