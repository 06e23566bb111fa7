package io.github.keda4j.validator.internal.schema;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.Layer;
import io.github.keda4j.validator.Rule;
import java.util.List;

/** The rules of this package. */
public final class SchemaRules {

    static final Rule REQUIRED = error("schema-required");
    static final Rule TYPE = error("schema-type");
    public static final Rule BOUNDS = error("schema-bounds");
    static final Rule LENGTH = error("schema-length");
    static final Rule ENUM = error("schema-enum");
    static final Rule FORMAT = error("schema-format");
    static final Rule DUPLICATE = error("schema-duplicate-item");
    public static final Rule MIN_ABOVE_MAX = error("scaledobject-min-above-max");
    static final Rule UNKNOWN_FIELD = new Rule("schema-unknown-field", Layer.SCHEMA, Severity.WARNING);
    static final Rule MISPLACED_FIELD = new Rule("schema-misplaced-field", Layer.SCHEMA, Severity.WARNING);

    public static final List<Rule> ALL = List.of(
            REQUIRED, TYPE, BOUNDS, LENGTH, ENUM, FORMAT, DUPLICATE, MIN_ABOVE_MAX, UNKNOWN_FIELD, MISPLACED_FIELD);

    private SchemaRules() {}

    private static Rule error(String id) {
        return new Rule(id, Layer.SCHEMA, Severity.ERROR);
    }
}
