package io.github.keda4j.testing.kubernetes.internal.codec;

import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes the objects of one kind. */
public interface Codec {

    /**
     * An object as the API server sees it.
     *
     * @param object the object with defaults and without unknown fields
     * @param strictProblems the problems that strict decoding reports, such as {@code unknown field "spec.foo"}
     */
    record Decoded(Map<String, @Nullable Object> object, List<String> strictProblems) {}

    /**
     * {@return the object}
     *
     * @param sent the object as the client sent it
     * @param duplicates the fields that the client sent twice
     * @throws DecodeException if it cannot be decoded
     */
    Decoded decode(Map<String, @Nullable Object> sent, List<String> duplicates);

    /**
     * {@return the object that an apply produces}
     *
     * @param merged the existing object merged with the applied one
     * @throws DecodeException if it cannot be decoded
     */
    Map<String, @Nullable Object> merged(Map<String, @Nullable Object> merged);

    /** {@return an object without any fields} */
    Map<String, @Nullable Object> empty();

    /**
     * {@return the codec of a kind}
     *
     * @param kind any kind
     */
    static Codec of(Kind kind) {
        return kind.custom() ? new CustomCodec(kind) : new NativeCodec(kind);
    }
}
