package io.github.keda4j.testing.kubernetes.internal.json;

/** Thrown if a text is not JSON. The message uses Go's words where they do not depend on the text. */
public final class JsonException extends RuntimeException {

    JsonException(String message) {
        super(message);
    }
}
