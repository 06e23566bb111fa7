package io.github.keda4j.validator.internal.schema;

import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.internal.core.KedaKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of KEDA's kinds in a release, each of which is read when it is first needed. */
public final class KindSchemas {

    private static final KindSchemas V2_20 = new KindSchemas("2.20");
    private static final KindSchemas V2_21 = new KindSchemas("2.21");

    private final String release;
    private final Map<KedaKind, KindSchema> kinds = new ConcurrentHashMap<>();

    private KindSchemas(String release) {
        this.release = release;
    }

    /** The schemas of a release, which must not be older than 2.20. */
    public static KindSchemas of(KedaVersion version) {
        return version.compareTo(KedaVersion.V2_21) >= 0 ? V2_21 : V2_20;
    }

    /** The schema of a kind. */
    KindSchema of(KedaKind kind) {
        KindSchema schema = kinds.get(kind);
        if (schema == null) {
            Schema root = SchemaReader.read(resource(release + "/" + kind.kind() + ".txt"));
            root.properties.put("metadata", Metadata.SCHEMA);
            root.properties.put("apiVersion", new Schema());
            root.properties.put("kind", new Schema());
            schema = new KindSchema(root, Part.root(root), new Placements(kind, root));
            kinds.put(kind, schema);
        }
        return schema;
    }

    /** The schema of metadata, in any object or part of one. */
    static Schema metadata() {
        return Metadata.SCHEMA;
    }

    private static String resource(String name) {
        try (InputStream in = KindSchemas.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("There is no resource " + name + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The schema of a kind.
     *
     * @param root the schema of the whole object
     * @param whole the place that represents the whole object
     * @param placements the places to which its fields belong
     */
    record KindSchema(Schema root, Part whole, Placements placements) {}

    /** Kubernetes' own schema of metadata, which CustomResourceDefinitions do not spell out. */
    private static final class Metadata {
        static final Schema SCHEMA = SchemaReader.read(resource("metadata.txt"));
    }
}
