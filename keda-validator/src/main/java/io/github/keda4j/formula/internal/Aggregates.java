package io.github.keda4j.formula.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code min}, {@code max}, {@code mean} and {@code median} of numbers and of arrays of numbers, however nested. */
final class Aggregates {

    private Aggregates() {}

    /**
     * Computes {@code max()} or {@code min()}. A value is better than the best one so far if it is greater, for {@code
     * max()}, or less, for {@code min()}.
     */
    static @Nullable Object best(Builtin function, List<? extends @Nullable Object> arguments, Frame frame) {
        Operator operator = function == Builtin.MAX ? Operator.LESS : Operator.MORE;
        Object best = null;
        for (Object argument : arguments) {
            if (argument instanceof GoArray array) {
                best = better(operator, best, bestOf(function, operator, array, frame));
            } else if (Arithmetic.isNumber(argument)) {
                best = better(operator, best, argument);
            } else if (arguments.size() == 1) {
                return argument;
            } else {
                throw invalid(function, argument);
            }
        }
        return best;
    }

    private static @Nullable Object better(Operator operator, @Nullable Object best, @Nullable Object candidate) {
        if (candidate == null) {
            return best;
        }
        return best == null || Arithmetic.compare(operator, best, candidate) ? candidate : best;
    }

    private static @Nullable Object bestOf(Builtin function, Operator operator, GoArray array, Frame frame) {
        boolean strict = array.type() != GoType.ANYS && array.type() != GoType.INTS && array.type() != GoType.FLOATS;
        Object best = null;
        for (int i = 0; i < array.length(); i++) {
            frame.work(1);
            Object element = array.get(i);
            Object candidate;
            if (element instanceof GoArray nested) {
                candidate = bestOf(function, operator, nested, frame);
                if (candidate == null && strict) {
                    throw invalid(function, null);
                }
            } else if (Arithmetic.isNumber(element)) {
                candidate = element;
            } else {
                throw invalid(function, element);
            }
            wantOrderFor(candidate, array);
            best = better(operator, best, candidate);
        }
        return best;
    }

    /** Among NaNs, and among the two zeros, the first one wins. */
    private static void wantOrderFor(@Nullable Object value, GoArray array) {
        if (array.isUnordered() && value instanceof Double number && (number.isNaN() || number.equals(-0.0))) {
            array.ordered();
        }
    }

    static double mean(List<? extends @Nullable Object> arguments, Frame frame) {
        List<Double> numbers = numbers(Builtin.MEAN, arguments, frame);
        return numbers.isEmpty() ? 0 : total(arguments) / numbers.size();
    }

    /** Adds the numbers one after the other, but sums nested arrays first. */
    private static double total(List<? extends @Nullable Object> values) {
        double total = 0;
        for (Object value : values) {
            total = value instanceof GoArray array ? addAll(total, array) : total + Arithmetic.toFloat(value);
        }
        return total;
    }

    private static double addAll(double start, GoArray array) {
        double total = start;
        for (int i = 0; i < array.length(); i++) {
            Object element = array.get(i);
            total += element instanceof GoArray nested ? addAll(0, nested) : Arithmetic.toFloat(element);
        }
        return total;
    }

    static double median(List<? extends @Nullable Object> arguments, Frame frame) {
        List<Double> numbers = numbers(Builtin.MEDIAN, arguments, frame);
        if (numbers.isEmpty()) {
            return 0;
        }
        double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Sorts as Go does: NaN comes first, and the two zeros keep their order, at least in a short array. */
    private static void sort(double[] numbers) {
        if (numbers.length > Sorting.SHORT) {
            sortMany(numbers);
            return;
        }
        for (int i = 1; i < numbers.length; i++) {
            for (int j = i; j > 0 && isBefore(numbers[j], numbers[j - 1]); j--) {
                double kept = numbers[j];
                numbers[j] = numbers[j - 1];
                numbers[j - 1] = kept;
            }
        }
    }

    private static boolean isBefore(double one, double other) {
        return one < other || (Double.isNaN(one) && !Double.isNaN(other));
    }

    private static void sortMany(double[] numbers) {
        int nans = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (Double.isNaN(numbers[i])) {
                numbers[i] = numbers[nans];
                numbers[nans++] = Double.NaN;
            }
        }
        Arrays.sort(numbers, nans, numbers.length);
    }

    private static List<Double> numbers(Builtin function, List<? extends @Nullable Object> values, Frame frame) {
        List<Double> numbers = new ArrayList<>();
        for (Object value : values) {
            collect(function, value, numbers, frame);
        }
        return numbers;
    }

    private static void collect(Builtin function, @Nullable Object value, List<Double> numbers, Frame frame) {
        frame.work(1);
        if (value instanceof GoArray array) {
            for (int i = 0; i < array.length(); i++) {
                wantOrderFor(array.get(i), array);
                collect(function, array.get(i), numbers, frame);
            }
        } else if (value != null && Arithmetic.isNumber(value)) {
            numbers.add(Arithmetic.number(value));
        } else {
            throw invalid(function, value);
        }
    }

    private static Fault invalid(Builtin function, @Nullable Object value) {
        return new Fault(function + "() does not take a value of type " + Format.typeName(value) + ".");
    }
}
