package io.github.keda4j.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionSpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parts of a CustomResourceDefinition that matter to a client: its names, and for every path such as {@code
 * .spec.triggers[].metadata{}} the facts of its schema.
 *
 * <p>The facts in {@link #IGNORED} are left out: the generator cannot express them, and they do not affect whether an
 * object is accepted.
 *
 * @param kind the kind
 * @param header the group, names, scope, subresources and printer columns, each under a name for its type
 * @param paths the facts, such as {@code type=string}, by path; the path of the whole object is empty
 */
record Crd(String kind, SortedMap<String, String> header, SortedMap<String, SortedMap<String, String>> paths) {

    /**
     * The keywords of a schema that are compared; {@code anyOf} is only used to spell out {@code
     * x-kubernetes-int-or-string}.
     */
    static final Set<String> COMPARED = Set.of(
            "type",
            "properties",
            "items",
            "additionalProperties",
            "required",
            "enum",
            "default",
            "format",
            "pattern",
            "minimum",
            "maximum",
            "minLength",
            "minItems",
            "anyOf",
            "x-kubernetes-int-or-string",
            "x-kubernetes-preserve-unknown-fields",
            "x-kubernetes-validations");

    static final Set<String> IGNORED =
            Set.of("description", "x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-map-type");

    static Crd of(CustomResourceDefinition definition) {
        CustomResourceDefinitionSpec spec = definition.getSpec();
        CustomResourceDefinitionVersion version = spec.getVersions().get(0);
        SortedMap<String, String> header = new TreeMap<>();
        header.put("name", definition.getMetadata().getName());
        header.put("group", spec.getGroup());
        header.put("plural", spec.getNames().getPlural());
        header.put("singular", spec.getNames().getSingular());
        put(header, "listKind", spec.getNames().getListKind());
        header.put("shortNames", String.join(",", spec.getNames().getShortNames()));
        header.put("scope", spec.getScope());
        header.put("versions", spec.getVersions().size() + " " + version.getName());
        header.put(
                "subresources",
                (version.getSubresources().getStatus() == null ? "" : "status")
                        + (version.getSubresources().getScale() == null ? "" : " scale"));
        version.getAdditionalPrinterColumns()
                .forEach(column -> header.put(
                        "column " + column.getName(),
                        column.getJsonPath() + " " + column.getType() + " priority "
                                + (column.getPriority() == null ? 0 : column.getPriority())));
        SortedMap<String, SortedMap<String, String>> paths = new TreeMap<>();
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        List.of("apiVersion", "kind", "metadata").forEach(root.getProperties()::remove);
        collect("", root, paths);
        return new Crd(spec.getNames().getKind(), header, paths);
    }

    private static void collect(
            String path, JSONSchemaProps schema, SortedMap<String, SortedMap<String, String>> paths) {
        paths.put(path, facts(schema));
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, child) -> collect(path + "." + name, child, paths));
        }
        if (schema.getItems() != null) {
            collect(path + "[]", schema.getItems().getSchema(), paths);
        }
        if (schema.getAdditionalProperties() != null) {
            collect(path + "{}", schema.getAdditionalProperties().getSchema(), paths);
        }
    }

    private static SortedMap<String, String> facts(JSONSchemaProps schema) {
        SortedMap<String, String> facts = new TreeMap<>();
        boolean intOrString = Boolean.TRUE.equals(schema.getXKubernetesIntOrString());
        put(facts, "type", intOrString ? "int-or-string" : schema.getType());
        put(facts, "minimum", number(schema.getMinimum()));
        put(facts, "maximum", number(schema.getMaximum()));
        put(facts, "minLength", schema.getMinLength());
        put(facts, "minItems", schema.getMinItems());
        put(facts, "format", schema.getFormat());
        put(facts, "pattern", schema.getPattern());
        put(facts, "default", schema.getDefault());
        put(facts, "preserveUnknown", schema.getXKubernetesPreserveUnknownFields());
        if (!schema.getRequired().isEmpty()) {
            facts.put(
                    "required",
                    String.join(",", schema.getRequired().stream().sorted().toList()));
        }
        if (!schema.getEnum().isEmpty()) {
            facts.put(
                    "enum",
                    String.join(
                            ",",
                            schema.getEnum().stream()
                                    .map(node -> node.asText())
                                    .sorted()
                                    .toList()));
        }
        schema.getXKubernetesValidations()
                .forEach(rule ->
                        facts.merge("cel", rule.getRule() + " -> " + rule.getMessage(), (a, b) -> a + "; " + b));
        return facts;
    }

    private static String number(Double number) {
        return number == null
                ? null
                : new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }

    private static void put(Map<String, String> facts, String name, Object value) {
        if (value != null) {
            facts.put(name, value.toString());
        }
    }
}
