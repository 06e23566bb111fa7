package io.github.keda4j.podidentity.internal.pattern;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Cyclic convolution of numbers modulo a prime, by number-theoretic transforms. The number of values must be a power of
 * two.
 */
final class Convolution {

    static final int PRIME = 998_244_353;

    private static final int GENERATOR = 3;

    /** By which the product with {@link #PRIME} is -1 modulo 2^32, because (PRIME - 1)^2 is a multiple of 2^32. */
    private static final long NEGATIVE_INVERSE = PRIME - 2;

    private final int size;
    private final int[] roots;
    private final int[] inverseRoots;
    private final int scale;

    Convolution(int size) {
        this.size = size;
        long root = power(GENERATOR, (PRIME - 1) / size);
        this.roots = powers(root);
        this.inverseRoots = powers(power(root, PRIME - 2));
        this.scale = factor(power(size, PRIME - 2));
    }

    /** A random number other than zero. */
    int randomWeight() {
        return ThreadLocalRandom.current().nextInt(1, PRIME);
    }

    /** Roughly how many additions and multiplications one convolution takes. */
    long steps() {
        return 2L * size * (Integer.numberOfTrailingZeros(size) + 1);
    }

    void transform(int[] values) {
        transform(values, roots);
    }

    /**
     * Computes the convolution of the values and the previously transformed values, and stores the result in the
     * values.
     */
    void multiply(int[] values, int[] transformed) {
        transform(values, roots);
        for (int i = 0; i < size; i++) {
            values[i] = (int) ((long) values[i] * transformed[i] % PRIME);
        }
        transform(values, inverseRoots);
        for (int i = 0; i < size; i++) {
            values[i] = times(values[i], scale);
        }
    }

    private void transform(int[] values, int[] unit) {
        for (int i = 1, j = 0; i < size; i++) {
            int bit = size >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                int swapped = values[i];
                values[i] = values[j];
                values[j] = swapped;
            }
        }
        for (int length = 2; length <= size; length <<= 1) {
            int half = length >> 1;
            int stride = size / length;
            for (int start = 0; start < size; start += length) {
                for (int i = 0; i < half; i++) {
                    int even = values[start + i];
                    int odd = times(values[start + i + half], unit[i * stride]);
                    values[start + i] = notNegative(even + odd - PRIME);
                    values[start + i + half] = notNegative(even - odd);
                }
            }
        }
    }

    /** A number as {@link #times} takes it. */
    private static int factor(long number) {
        return (int) ((number << 32) % PRIME);
    }

    /** Multiplies by Montgomery's method: a division by the prime would take most of the time of a transform. */
    private static int times(int value, int factor) {
        long product = (long) value * factor;
        long multiple = (product * NEGATIVE_INVERSE & 0xFFFF_FFFFL) * PRIME;
        return notNegative((int) ((product + multiple) >>> 32) - PRIME);
    }

    /** Adds the prime to a negative number, without a branch that no processor could predict. */
    private static int notNegative(int number) {
        return number + (number >> 31 & PRIME);
    }

    /** The powers of a root, as factors. */
    private int[] powers(long root) {
        int[] powers = new int[Math.max(1, size / 2)];
        long power = 1;
        for (int i = 0; i < powers.length; i++) {
            powers[i] = factor(power);
            power = power * root % PRIME;
        }
        return powers;
    }

    private static long power(long base, int exponent) {
        long result = 1;
        long square = base % PRIME;
        for (int rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result = result * square % PRIME;
            }
            square = square * square % PRIME;
        }
        return result;
    }
}
