package io.github.keda4j.yaml;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A list of objects that were read, with the trees that they were read from. */
final class ReadObjects extends ArrayList<HasMetadata> implements BiConsumer<HasMetadata, Node.Mapping> {

    private final transient @Nullable String source;
    private final transient Map<HasMetadata, ParsedManifest> origins = new IdentityHashMap<>();

    ReadObjects(@Nullable String source) {
        this.source = source;
    }

    @Override
    public void accept(HasMetadata object, Node.Mapping tree) {
        add(object);
        origins.put(object, new ParsedManifest(source, tree));
    }

    Map<HasMetadata, ParsedManifest> origins() {
        return origins;
    }
}
