package io.github.keda4j.trigger.generator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueSchemaTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    private static JsonSchema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.newInputStream(Path.of("catalogue.schema.json")));
    }

    static Stream<Path> files() throws IOException {
        return Files.walk(RealCatalogue.FOLDER).filter(path -> path.toString().endsWith(".yaml"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileOfTheCatalogueIsValid(Path file) throws IOException {
        assertThat(schema.validate(YAML.readTree(file.toFile()))).isEmpty();
    }

    @Test
    void whatTheReaderRefusesIsNotValidEither() throws IOException {
        assertThat(problems("{type: a, descripton: x}")).anyMatch(message -> message.contains("descripton"));
        assertThat(problems("parameters: {p: {description: A text, defualt: x}}"))
                .anyMatch(message -> message.contains("defualt"));
        assertThat(problems("parameters: {p: {description: A text, type: lnog}}"))
                .isNotEmpty();
        assertThat(problems("parameters: {p: {description: A text, from: metadata}}"))
                .isNotEmpty();
        assertThat(problems("parameters: {p: {description: A text, required: maybe}}"))
                .isNotEmpty();
        assertThat(problems("parameters: {p: {description: A text, since: 2.19}}"))
                .isNotEmpty();
        assertThat(problems("rules: [{require: [a], forbid: [b]}]")).isNotEmpty();
        assertThat(problems("rules: [{when: a}]")).isNotEmpty();
        assertThat(problems("rules: [{require: []}]")).isNotEmpty();
        assertThat(problems("podIdentity: [azure]")).isNotEmpty();
        assertThat(problems("metricName: {java: Own}")).isNotEmpty();
    }

    private static Set<String> problems(String yaml) throws IOException {
        JsonNode file = YAML.readTree(yaml);
        return schema.validate(file).stream()
                .map(ValidationMessage::getMessage)
                .collect(java.util.stream.Collectors.toSet());
    }
}
