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
     * Computes the value of the formula.
     *
     * @throws Fault if expr fails
     * @throws Unsupported if only expr can decide
     */
    @Nullable
    Object run(GoMap environment) {
        return operation.run(new Frame(environment, variables));
    }

    /** Evaluates the formula only to see whether it fails; returns the number of steps. */
    long admit(GoMap environment) {
        Frame frame = new Frame(environment, variables);
        operation.run(frame);
        return frame.work();
    }
}
