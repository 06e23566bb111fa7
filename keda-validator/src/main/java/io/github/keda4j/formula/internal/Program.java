package io.github.keda4j.formula.internal;

import org.jspecify.annotations.Nullable;

/** A compiled formula. */
final class Program {

    private final Operation operation;
    private final int variables;

    Program(Operation operation, int variables) {
        this.operation = operation;
        this.variables = variables;
    }

    /**
     * Computes it.
     *
     * @throws Fault where expr fails
     * @throws Unsupported where only expr knows
     */
    @Nullable
    Object run(GoMap environment) {
        return operation.run(new Frame(environment, variables));
    }

    /** Computes it for nothing but to see whether it fails; returns how many steps it takes. */
    long admit(GoMap environment) {
        Frame frame = new Frame(environment, variables);
        operation.run(frame);
        return frame.work();
    }
}
