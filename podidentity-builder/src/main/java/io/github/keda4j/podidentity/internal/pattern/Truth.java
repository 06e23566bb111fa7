package io.github.keda4j.podidentity.internal.pattern;

/** Whether something holds for a call that is not fully known: for no value, for some or for all. */
public enum Truth {
    /** It holds whatever the unknown keys are: never. */
    NO,
    /** It depends on the unknown keys, or it could not be told that it does not. */
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
     * {@return whether one of two holds}
     *
     * @param other the other one
     */
    public Truth or(Truth other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /**
     * {@return whether both of two hold}
     *
     * @param other the other one
     */
    public Truth and(Truth other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /**
     * {@return this if both ways lead to the same, else that it depends}
     *
     * @param otherWay what holds the other way
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
