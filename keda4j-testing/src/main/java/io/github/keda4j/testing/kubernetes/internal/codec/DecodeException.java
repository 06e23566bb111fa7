package io.github.keda4j.testing.kubernetes.internal.codec;

/** Thrown if an object cannot be decoded. The message is Go's. */
public final class DecodeException extends RuntimeException {

    DecodeException(String message) {
        super(message);
    }
}
