package io.github.keda4j.testing.kubernetes.internal.json;

/** A text is not JSON. The message is in Go's words as far as they are the same for every text. */
public final class JsonException extends RuntimeException {

    JsonException(String message) {
        super(message);
    }
}
