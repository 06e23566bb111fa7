package io.github.keda4j.validator.editor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.trigger.generator.catalogue.Catalogue;
import io.github.keda4j.trigger.generator.catalogue.Release;
import io.github.keda4j.trigger.generator.reading.CatalogueReader;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.schema.KindSchemaWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes JSON Schemas of KEDA's kinds for editors: one for each kind and one for all kinds, for each release whose
 * CustomResourceDefinitions are known. They conform to draft 7, with further keywords that the YAML language server
 * reads: {@code errorMessage}, {@code patternErrorMessage}, {@code deprecationMessage}, {@code doNotSuggest} and {@code
 * enumDescriptions}.
 */
public final class EditorSchemas {

    /** The schema of an entry of {@code triggers}, to which both kinds that have triggers refer. */
    static final String TRIGGER = "trigger.json";

    static final String ALL = "all.json";

    private static final Path CATALOGUE = Path.of("..", "keda-model", "src", "main", "catalogue");
    private static final List<Release> RELEASES = List.of(Release.V2_20, Release.V2_21);

    private EditorSchemas() {}

    /** The text of each file by its path below {@code docs/schemas}. */
    static SortedMap<String, String> all(Path catalogue) {
        Catalogue latest = CatalogueReader.read(catalogue);
        SortedMap<String, String> files = new TreeMap<>();
        for (Release release : RELEASES) {
            String folder = release.text() + "/";
            files.put(folder + TRIGGER, Json.text(TriggerSchema.of(latest, release)));
            for (KedaKind kind : KedaKind.values()) {
                files.put(
                        folder + kind.kind() + ".json",
                        Json.text(KindSchemaWriter.write(kind, KedaVersion.of(release.text()))));
            }
            files.put(folder + ALL, Json.text(all(release)));
        }
        return files;
    }

    static SortedMap<String, String> all() {
        return all(CATALOGUE);
    }

    /**
     * Writes the schemas.
     *
     * @param arguments the folder of the catalogue, and the folder of the schemas
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, String> file : all(Path.of(arguments[0])).entrySet()) {
            Path path = Path.of(arguments[1]).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** The beginning of every schema. */
    public static ObjectNode head(String title) {
        return Json.object()
                .put("$schema", "http://json-schema.org/draft-07/schema#")
                .put("title", title);
    }

    /** One schema for files that contain objects of any kind; it checks only objects of KEDA's kinds. */
    private static ObjectNode all(Release release) {
        ObjectNode schema = head("KEDA " + release.text() + ", all kinds").put("type", "object");
        ObjectNode apiVersion = Json.object().put("type", "string");
        apiVersion.set("examples", Json.array(List.of("keda.sh/v1alpha1", "eventing.keda.sh/v1alpha1")));
        ObjectNode kind = Json.object().put("type", "string");
        kind.set("examples", Json.array(KedaKind.KINDS));
        schema.set("properties", Json.object("apiVersion", apiVersion).set("kind", kind));
        List<JsonNode> cases = new ArrayList<>();
        for (KedaKind each : KedaKind.values()) {
            cases.add(dispatch(
                    Json.object().put("const", each.kind()), Json.object().put("$ref", each.kind() + ".json")));
        }
        ObjectNode known = Json.object(
                "properties",
                Json.object(
                        "kind",
                        Json.object("pattern", Json.array(List.of(listKinds())).get(0))));
        cases.add(Json.object(
                        "if",
                        Json.object("required", Json.array(List.of("apiVersion")))
                                .set(
                                        "properties",
                                        Json.object("apiVersion", Json.object().put("pattern", GROUP))))
                .set("then", known));
        schema.set("allOf", Json.nodes(cases));
        return schema;
    }

    private static final String GROUP = "^(eventing\\.)?keda\\.(sh|k8s\\.io)/";

    /** KEDA's kinds, and lists of them. */
    private static String listKinds() {
        return "^(" + String.join("|", KedaKind.KINDS) + ")(List)?$";
    }

    /** The schema for objects of a kind, if their group is one of KEDA's or missing. */
    private static ObjectNode dispatch(ObjectNode kind, ObjectNode schema) {
        ObjectNode fields = Json.object("kind", kind);
        fields.set("apiVersion", Json.object().put("pattern", GROUP));
        return Json.object(
                        "if",
                        Json.object("required", Json.array(List.of("kind"))).set("properties", fields))
                .set("then", schema);
    }
}
