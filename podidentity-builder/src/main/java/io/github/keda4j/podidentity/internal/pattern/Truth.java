package io.github.keda4j.podidentity.internal.pattern;

/** Whether something holds for a partly unknown call: for no value, for some or for all. */
public enum Truth {
    /** It holds for no value of the unknown keys. */
    NO,
    /** It depends on the unknown keys, or may depend on them. */
    MAYBE,
    /** It holds for every value of the unknown keys. */
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
     * {@return the opposite; the opposite of MAYBE is MAYBE}
     */
    public Truth negated() {
        return switch (this) {
            case NO -> YES;
            case MAYBE -> MAYBE;
            case YES -> NO;
        };
    }

    /**
     * {@return the opposite if asked for, otherwise this}
     *
     * @param negate whether to return the opposite
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
     * {@return this if both readings agree, otherwise MAYBE}
     *
     * @param otherWay the result of the other reading
     */
    public Truth orElse(Truth otherWay) {
        return this == otherWay ? this : MAYBE;
    }

    /**
     * {@return true if this is at least as certain as required}
     *
     * @param least the required certainty
     */
    public boolean isAtLeast(Truth least) {
        return compareTo(least) >= 0;
    }
}
