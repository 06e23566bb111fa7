package io.github.keda4j.validator.editor;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.keda4j.trigger.KedaVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schemas that the generator writes, read by a validator for draft 7. */
final class Schemas {

    private static final String BASE = "https://schemas.example/";

    private static final JsonSchemaFactory FACTORY = factory();
    private static final Map<String, JsonSchema> READ = new HashMap<>();

    private Schemas() {}

    private static JsonSchemaFactory factory() {
        Map<String, String> texts = new HashMap<>();
        EditorSchemas.all().forEach((path, text) -> texts.put(BASE + path, text));
        return JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V7, builder -> builder.schemaLoaders(loaders -> loaders.schemas(texts)));
    }

    /** The errors that a schema of a release reports for a document; empty if it accepts the document. */
    static synchronized List<String> problems(KedaVersion version, String file, JsonNode document) {
        // By a reference, as a factory reads a file anew for each of its parts that is asked for.
        JsonSchema schema = READ.computeIfAbsent(
                version + "/" + file, path -> FACTORY.getSchema(Json.object().put("$ref", BASE + path)));
        return schema.validate(document).stream().map(Object::toString).toList();
    }
}
