package io.github.keda4j.formula.internal;

import org.jspecify.annotations.Nullable;

/** One run of a formula: the values of the triggers, the variables, the loops, and the remaining budget. */
final class Frame {

    /** The memory that expr allows: {@code conf.DefaultMemoryBudget}. */
    private static final long MEMORY = 1_000_000;

    /**
     * The number of steps that a formula may take here; expr has no such limit. A step is one operation or one element.
     */
    static final long MAX_WORK = 5_000_000;

    private final GoMap environment;
    private final @Nullable Object[] variables;
    private @Nullable Loop loop;
    private long memory;
    private long work;
    private @Nullable Object broken;

    Frame(GoMap environment, int variables) {
        this.environment = environment;
        this.variables = new Object[variables];
    }

    /** The values of the triggers by name. */
    GoMap environment() {
        return environment;
    }

    @Nullable
    Object variable(int index) {
        return variables[index];
    }

    void store(int index, @Nullable Object value) {
        variables[index] = value;
    }

    /** The innermost loop. */
    Loop loop() {
        if (loop == null) {
            throw new IllegalStateException("a pointer outside of all loops");
        }
        return loop;
    }

    Loop enter(@Nullable Object collection) {
        loop = new Loop(collection, loop);
        return loop;
    }

    void leave() {
        loop = loop().outer();
    }

    /** Counts against expr's budget. */
    void allocate(long size) {
        if (size >= MEMORY - memory) {
            throw new Fault("The formula needs more memory than expr allows (" + MEMORY + " elements).");
        }
        memory += size;
        work(size);
    }

    /** The number of steps taken. */
    long work() {
        return work;
    }

    /** Counts against the limit of this implementation. */
    void work(long steps) {
        work += steps;
        if (work > MAX_WORK) {
            throw new Unsupported("The formula takes more than " + MAX_WORK + " steps.");
        }
    }

    /** Counts the search for a text in another text, with as many steps as the worst case needs. */
    void workForSearch(String text, String part) {
        work(1 + (long) text.length() * (part.length() + 1) / 32);
    }

    /** Counts a comparison of two values; the number of steps is the length of one of them. */
    void workForComparison(@Nullable Object value) {
        work(value instanceof String text ? 1 + text.length() / 16 : 1);
    }

    /** The value before the {@code ?.} at which a chain ended early. */
    @Nullable
    Object broken() {
        return broken;
    }

    void breakAt(@Nullable Object value) {
        broken = value;
    }
}
