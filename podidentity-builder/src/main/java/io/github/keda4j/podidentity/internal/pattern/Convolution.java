package io.github.keda4j.podidentity.internal.pattern;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Cyclic convolution of numbers modulo a prime, by number-theoretic transforms. The number of values must be a power of
 * two.
 */
final class Convolution {

    static final int PRIME = 998_244_353;

    private static final int GENERATOR = 3;

    private final int size;
    private final int[] roots;
    private final int[] inverseRoots;
    private final int scale;

    Convolution(int size) {
        this.size = size;
        long root = power(GENERATOR, (PRIME - 1) / size);
        this.roots = powers(root);
        this.inverseRoots = powers(power(root, PRIME - 2));
        this.scale = (int) power(size, PRIME - 2);
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
            values[i] = (int) ((long) values[i] * scale % PRIME);
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
                    int odd = (int) ((long) values[start + i + half] * unit[i * stride] % PRIME);
                    int sum = even + odd;
                    values[start + i] = sum >= PRIME ? sum - PRIME : sum;
                    int difference = even - odd;
                    values[start + i + half] = difference < 0 ? difference + PRIME : difference;
                }
            }
        }
    }

    private int[] powers(long root) {
        int[] powers = new int[Math.max(1, size / 2)];
        long power = 1;
        for (int i = 0; i < powers.length; i++) {
            powers[i] = (int) power;
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
