package io.github.keda4j.testing.kubernetes.internal.merge;

/** Thrown if a value does not have the required type. The message is the API server's. */
public final class TypeException extends RuntimeException {

    TypeException(String message) {
        super(message);
    }
}
