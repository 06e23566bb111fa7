package io.github.keda4j.testing.kubernetes.internal.merge;

/** A value is not of its type. The message is the API server's. */
public final class TypeException extends RuntimeException {

    TypeException(String message) {
        super(message);
    }
}
