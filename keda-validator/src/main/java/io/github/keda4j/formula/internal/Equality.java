package io.github.keda4j.formula.internal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides whether two values are equal in expr. */
final class Equality {

    private Equality() {}

    /** {@code runtime.Equal}. */
    static boolean equal(@Nullable Object left, @Nullable Object right, Frame frame) {
        frame.workForComparison(left);
        if (Arithmetic.isInteger(left) && Arithmetic.isInteger(right)) {
            return Arithmetic.integer(left) == Arithmetic.integer(right);
        }
        if (Arithmetic.isNumber(left) && Arithmetic.isNumber(right)) {
            return Arithmetic.number(left) == Arithmetic.number(right);
        }
        if (left instanceof GoArray one && right instanceof GoArray other && areCompared(one, other)) {
            return equalElements(one, other, frame);
        }
        return (isNil(left) && isNil(right)) || deepEqual(left, right, frame);
    }

    /**
     * Whether expr compares two arrays element by element: an untyped array with any array, and a typed one with an
     * array of the same type.
     */
    private static boolean areCompared(GoArray one, GoArray other) {
        return isSimple(one) && isSimple(other) && (isOfAny(one) || isOfAny(other) || one.type() == other.type());
    }

    private static boolean isOfAny(GoArray array) {
        return array.type() == GoType.ANYS;
    }

    private static boolean isSimple(GoArray array) {
        return array.type() != GoType.PAIR && array.type() != GoType.PAIRS;
    }

    private static boolean equalElements(GoArray one, GoArray other, Frame frame) {
        if (one.length() != other.length()) {
            return false;
        }
        for (int i = 0; i < one.length(); i++) {
            if (!equal(one.ordered().get(i), other.ordered().get(i), frame)) {
                return false;
            }
        }
        return true;
    }

    /** {@code runtime.IsNil}: true for nil and for nil slices. */
    static boolean isNil(@Nullable Object value) {
        return value == null || (value instanceof GoArray array && array.isNil());
    }

    /** {@code reflect.DeepEqual}, which requires the same types at every level. */
    private static boolean deepEqual(@Nullable Object left, @Nullable Object right, Frame frame) {
        frame.workForComparison(left);
        if (left instanceof GoArray one && right instanceof GoArray other) {
            if (one.type() != other.type() || one.isNil() != other.isNil() || one.length() != other.length()) {
                return false;
            }
            for (int i = 0; i < one.length(); i++) {
                if (!deepEqual(one.ordered().get(i), other.ordered().get(i), frame)) {
                    return false;
                }
            }
            return true;
        }
        if (left instanceof GoMap one && right instanceof GoMap other) {
            return one == other || equalEntries(one, other, frame);
        }
        if (left instanceof Double one && right instanceof Double other) {
            return one.doubleValue() == other.doubleValue();
        }
        return Objects.equals(left, right);
    }

    private static boolean equalEntries(GoMap one, GoMap other, Frame frame) {
        if (one.type() != other.type() || one.size() != other.size()) {
            return false;
        }
        for (Object key : one.keys()) {
            if (!other.has(key) || !deepEqual(one.get(key), other.get(key), frame)) {
                return false;
            }
        }
        return true;
    }
}
