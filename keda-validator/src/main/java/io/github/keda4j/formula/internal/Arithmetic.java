package io.github.keda4j.formula.internal;

import org.jspecify.annotations.Nullable;

/**
 * Go's arithmetic on values of formulas: {@link Long} is an int, {@link Byte} a uint8, {@link Double} a float64.
 * Integers wrap around. If one operand is a float, the other is converted to a float.
 */
final class Arithmetic {

    private Arithmetic() {}

    static Object apply(Operator operator, @Nullable Object left, @Nullable Object right) {
        return switch (operator) {
            case ADD -> add(left, right);
            case SUBTRACT -> subtract(left, right);
            case MULTIPLY -> multiply(left, right);
            case DIVIDE -> divide(left, right);
            case MODULO -> modulo(left, right);
            case POWER -> GoMath.pow(toFloat(left), toFloat(right));
            default -> throw new IllegalArgumentException(operator + " is not arithmetic");
        };
    }

    static boolean isInteger(@Nullable Object value) {
        return value instanceof Long || value instanceof Byte;
    }

    static boolean isNumber(@Nullable Object value) {
        return value instanceof Double || isInteger(value);
    }

    /** Returns the value of an int or a uint8; the caller knows that it is one. */
    static long integer(@Nullable Object value) {
        if (value instanceof Long whole) {
            return whole;
        }
        if (value instanceof Byte octet) {
            return octet & 0xFF;
        }
        throw new IllegalArgumentException(value + " is not an integer");
    }

    /** Returns the value of any number; the caller knows that it is one. */
    static double number(@Nullable Object value) {
        return value instanceof Double number ? number : (double) integer(value);
    }

    static Object add(@Nullable Object left, @Nullable Object right) {
        if (left instanceof Double one && right instanceof Double other) {
            return one + other;
        }
        if (isInteger(left) && isInteger(right)) {
            return integer(left) + integer(right);
        }
        if (isNumber(left) && isNumber(right)) {
            return number(left) + number(right);
        }
        if (left instanceof String one && right instanceof String other) {
            return one + other;
        }
        throw mismatch("+", left, right);
    }

    static Object subtract(@Nullable Object left, @Nullable Object right) {
        if (isInteger(left) && isInteger(right)) {
            return integer(left) - integer(right);
        }
        if (isNumber(left) && isNumber(right)) {
            return number(left) - number(right);
        }
        throw mismatch("-", left, right);
    }

    static Object multiply(@Nullable Object left, @Nullable Object right) {
        if (isInteger(left) && isInteger(right)) {
            return integer(left) * integer(right);
        }
        if (isNumber(left) && isNumber(right)) {
            return number(left) * number(right);
        }
        throw mismatch("*", left, right);
    }

    static double divide(@Nullable Object left, @Nullable Object right) {
        if (isNumber(left) && isNumber(right)) {
            return number(left) / number(right);
        }
        throw mismatch("/", left, right);
    }

    static long modulo(@Nullable Object left, @Nullable Object right) {
        if (isInteger(left) && isInteger(right)) {
            if (integer(right) == 0) {
                throw new Fault("The formula divides by zero (%).");
            }
            return integer(left) % integer(right);
        }
        throw mismatch("%", left, right);
    }

    static Object negate(@Nullable Object value) {
        if (value instanceof Double number) {
            return -number;
        }
        if (value instanceof Long whole) {
            return -whole;
        }
        if (value instanceof Byte octet) {
            return (byte) -octet;
        }
        throw new Fault("\"-\" cannot be applied to " + Format.typeName(value) + ".");
    }

    /** Compares two numbers or two strings. */
    static boolean compare(Operator operator, @Nullable Object left, @Nullable Object right) {
        if (isInteger(left) && isInteger(right)) {
            return holds(operator, Long.compare(integer(left), integer(right)));
        }
        if (isNumber(left) && isNumber(right)) {
            return holds(operator, number(left), number(right));
        }
        if (left instanceof String one && right instanceof String other) {
            return holds(operator, one.compareTo(other));
        }
        throw mismatch(operator.symbol(), left, right);
    }

    private static boolean holds(Operator operator, int comparison) {
        return switch (operator) {
            case LESS -> comparison < 0;
            case MORE -> comparison > 0;
            case LESS_OR_EQUAL -> comparison <= 0;
            case MORE_OR_EQUAL -> comparison >= 0;
            default -> throw new IllegalArgumentException(operator + " does not compare");
        };
    }

    /** Compares floats separately, since no comparison holds for NaN. */
    static boolean holds(Operator operator, double left, double right) {
        return switch (operator) {
            case LESS -> left < right;
            case MORE -> left > right;
            case LESS_OR_EQUAL -> left <= right;
            case MORE_OR_EQUAL -> left >= right;
            default -> throw new IllegalArgumentException(operator + " does not compare");
        };
    }

    /** {@code runtime.ToInt}. */
    static long toInt(@Nullable Object value) {
        if (value instanceof Double number) {
            return GoMath.toInt(number);
        }
        if (value instanceof Long || value instanceof Byte) {
            return integer(value);
        }
        throw new Fault("A value of type " + Format.typeName(value) + " is not an integer.");
    }

    /** {@code runtime.ToFloat64}. */
    static double toFloat(@Nullable Object value) {
        if (value instanceof Double || value instanceof Long || value instanceof Byte) {
            return number(value);
        }
        throw new Fault("A value of type " + Format.typeName(value) + " is not a number.");
    }

    private static Fault mismatch(String operator, @Nullable Object left, @Nullable Object right) {
        return new Fault("\"" + operator + "\" cannot be applied to " + Format.typeName(left) + " and "
                + Format.typeName(right) + ".");
    }
}
