package io.github.keda4j.conformance.generate;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Randomness from a seed: the same seed produces the same values. */
public final class Dice {

    private final SplittableRandom random;

    private Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /**
     * {@return dice for one of many cases, independent of those for the others}
     *
     * @param seed the seed of the run
     * @param purpose what the cases are for
     * @param index the index of the case
     */
    public static Dice of(long seed, String purpose, int index) {
        long mixed = seed;
        for (int i = 0; i < purpose.length(); i++) {
            mixed = mixed * 1_000_003 + purpose.charAt(i);
        }
        return new Dice(mixed * 0x9E3779B97F4A7C15L + index);
    }

    /** {@return a separate source of randomness, seeded by the next value} */
    public Random random() {
        return new Random(random.nextLong());
    }

    /**
     * {@return a number from 0 to one below the bound}
     *
     * @param bound at least 1
     */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /**
     * {@return a number between the two, inclusive}
     *
     * @param least the lower bound
     * @param most the upper bound
     */
    public int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /**
     * {@return true once in the given number of times, on average}
     *
     * @param times at least 1
     */
    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /**
     * {@return true with the given probability}
     *
     * @param percent from 0 to 100
     */
    public boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    /**
     * {@return one of the elements}
     *
     * @param elements at least one
     * @param <T> their type
     */
    public <T> T pick(List<T> elements) {
        return elements.get(random.nextInt(elements.size()));
    }

    /**
     * {@return one of the elements}
     *
     * @param elements at least one
     * @param <T> their type
     */
    @SafeVarargs
    public final <T> T pick(T... elements) {
        return elements[random.nextInt(elements.length)];
    }

    /**
     * {@return one of the text's characters, as a text}
     *
     * @param alphabet at least one character; surrogate pairs stay together
     */
    public String character(String alphabet) {
        int[] characters = alphabet.codePoints().toArray();
        return Character.toString(characters[random.nextInt(characters.length)]);
    }
}
