package io.github.keda4j.testing.kubernetes.internal.codec;

import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes Kubernetes' own kinds. */
final class NativeCodec implements Codec {

    private final Kind kind;

    NativeCodec(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Decoded decode(Map<String, @Nullable Object> sent, List<String> duplicates) {
        StructDecoder decoder = new StructDecoder(kind.name(), duplicates, Defaults::complete);
        Map<String, @Nullable Object> object = decoder.struct(kind.type(), sent);
        // Decodes again, for the order of fields and for the fields that structs always have.
        return new Decoded(written(object), decoder.strictProblems());
    }

    @Override
    public Map<String, @Nullable Object> merged(Map<String, @Nullable Object> merged) {
        return decode(merged, List.of()).object();
    }

    @Override
    public Map<String, @Nullable Object> empty() {
        return written(Map.of());
    }

    private Map<String, @Nullable Object> written(Map<String, @Nullable Object> object) {
        return new StructDecoder(kind.name(), List.of(), StructDecoder::keep).struct(kind.type(), object);
    }
}
