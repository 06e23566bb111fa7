package io.github.keda4j.validator.internal.schema;

import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.yaml.tree.Node;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks objects of KEDA's kinds against the schema of their kind. */
public final class SchemaCheck implements Check {

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind != null;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        KedaKind kind = Objects.requireNonNull(subject.keda());
        Subject before = setting.bundle().before(subject);
        KindSchemas.KindSchema schema = KindSchemas.of(setting.version()).of(kind);
        new ObjectSchemaCheck(kind, schema.placements(), setting, reporter)
                .object(subject.tree(), schema.whole(), before == null ? null : before.tree());
    }

    /** Whether an update leaves the spec unchanged, as KEDA's webhook reads it. */
    public static boolean isSameSpec(Subject subject, Subject before, KedaKind kind, Setting setting) {
        Schema schema = KindSchemas.of(setting.version()).of(kind).root().property("spec");
        return schema != null
                && Stored.forWebhook(KindSchemas.metadata()).isSame(subject.spec(), before.spec(), schema);
    }

    /**
     * The old value of a top-level field in an update: the metadata is always checked again, and the status never is.
     */
    static @Nullable Node before(String field, Node value, Node.@Nullable Mapping before) {
        return switch (field) {
            case "status" -> value;
            case "spec" -> before == null ? null : before.get(field);
            default -> null;
        };
    }
}
