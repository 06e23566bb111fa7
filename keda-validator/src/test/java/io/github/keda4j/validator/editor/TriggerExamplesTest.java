package io.github.keda4j.validator.editor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.trigger.TriggerContext;
import io.github.keda4j.trigger.Triggers;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.reading.CatalogueReader;
import io.github.keda4j.yaml.Manifests;
import io.github.keda4j.yaml.tree.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Checks triggers with KEDA's verdict against the schemas: a trigger that KEDA accepts passes, unless KEDA ignores a
 * part of it; a trigger that KEDA refuses is refused, unless a schema cannot express the reason.
 */
class TriggerExamplesTest {

    private static final Path EXAMPLES = Path.of("..", "keda-model", "src", "test", "resources", "triggers");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<KedaVersion> RELEASES = Set.of(KedaVersion.V2_20, KedaVersion.V2_21);

    private static final Map<String, TriggerType> CATALOGUE =
            CatalogueReader.read(Path.of("..", "keda-model", "src", "main", "catalogue")).triggers().stream()
                    .collect(Collectors.toMap(TriggerType::type, Function.identity()));

    /** Parameters that KEDA accepts but does not use, or whose end it has announced. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "trigger-unknown-parameter",
            "trigger-ignored-parameter",
            "trigger-version",
            "trigger-metric-type",
            "trigger-authentication",
            "trigger-parameter-value");

    /**
     * A trigger with KEDA's verdict.
     *
     * @param name the name of the case
     * @param version the release
     * @param trigger the entry of {@code triggers}
     * @param needsMore whether it has an authentication or variables, which no schema sees
     * @param accepted KEDA's verdict
     */
    record Case(String name, KedaVersion version, ScaleTriggers trigger, boolean needsMore, boolean accepted) {

        List<String> problems() {
            ObjectNode entry = Json.object().put("type", trigger.getType());
            entry.set("metadata", JSON.valueToTree(trigger.getMetadata()));
            if (trigger.getMetricType() != null) {
                entry.put("metricType", trigger.getMetricType().value());
            }
            if (trigger.getAuthenticationRef() != null) {
                entry.set("authenticationRef", Json.object().put("name", "orders"));
            }
            return Schemas.problems(version, EditorSchemas.TRIGGER + "#/definitions/" + type(), entry);
        }

        String type() {
            return trigger.getType();
        }

        /** The findings of our own check about the trigger alone. */
        Stream<Finding> findings(Severity severity) {
            return Triggers.check(
                            trigger, TriggerContext.builder().version(version).build())
                    .stream()
                    .filter(finding -> finding.severity() == severity);
        }
    }

    /** Rules that a schema cannot express, by what they would require. */
    private static final Set<String> UNSAID = Set.of(
            // two parameters, or parts of one, are compared with one another
            "trigger-activation-below-target",
            "trigger-differ",
            "trigger-dimensions",
            "trigger-redis-hosts-and-ports",
            "trigger-collection-time",
            // numbers are counted with, or compared with a large one
            "trigger-stat-period",
            "trigger-mssql-port",
            "trigger-alignment-period",
            "trigger-partition-limitation",
            // a text has a syntax of its own: JSON, a URL, a regular expression, a label selector, a quantity, a
            // template
            "trigger-activemq-template",
            "trigger-amqp-url-numbers",
            "trigger-artemis-template",
            "trigger-expression-attribute-names",
            "trigger-expression-attribute-values",
            "trigger-host-url",
            "trigger-pod-selector",
            "trigger-prometheus-address",
            "trigger-query-rows",
            "trigger-queue-regex",
            "trigger-queue-url",
            "trigger-resource-value",
            "trigger-semp-urls",
            "trigger-subscription-regex",
            // whatever is given in two ways, by a class of its own
            "trigger-aws-access-key",
            "trigger-redis-address",
            "trigger-type-as-written");

    private static List<Case> cases;

    @BeforeAll
    static void readCases() throws IOException {
        cases = new ArrayList<>(examples());
        for (KedaVersion version : RELEASES) {
            cases.addAll(shared(version));
        }
    }

    @Test
    void whatKedaAcceptsPassesUnlessKedaIgnoresAPartOfIt() {
        SoftAssertions softly = new SoftAssertions();
        for (Case trigger : cases) {
            if (trigger.accepted()
                    && trigger.findings(Severity.WARNING)
                            .noneMatch(finding -> WITHOUT_EFFECT.contains(finding.rule()))) {
                softly.assertThat(trigger.problems()).as(trigger.name()).isEmpty();
            }
        }
        softly.assertAll();
    }

    @Test
    void whatKedaRefusesIsRefusedUnlessNoSchemaCanSayWhy() {
        SoftAssertions softly = new SoftAssertions();
        for (Case trigger : cases) {
            boolean said = trigger.findings(Severity.ERROR).anyMatch(finding -> isSaid(trigger.type(), finding));
            if (!trigger.accepted() && !trigger.needsMore() && said) {
                softly.assertThat(trigger.problems()).as(trigger.name()).isNotEmpty();
            }
        }
        softly.assertAll();
    }

    @Test
    void whatKedaIgnoresIsMarked() {
        SoftAssertions softly = new SoftAssertions();
        for (Case trigger : cases) {
            if (trigger.findings(Severity.WARNING)
                    .anyMatch(finding -> finding.rule().equals("trigger-unknown-parameter"))) {
                softly.assertThat(trigger.problems()).as(trigger.name()).isNotEmpty();
            }
        }
        softly.assertAll();
    }

    @Test
    void mostOfWhatKedaRefusesIsRefused() {
        List<Case> rejected = cases.stream()
                .filter(trigger -> !trigger.accepted() && !trigger.needsMore())
                .toList();
        assertThat(rejected).hasSizeGreaterThan(100);
        assertThat(rejected.stream().filter(trigger -> !trigger.problems().isEmpty()))
                .hasSizeGreaterThan(rejected.size() * 3 / 4);
    }

    /** Whether a schema can express it; it cannot express a format such as that of a URL. */
    private static boolean isSaid(String type, Finding finding) {
        if (finding.rule().equals("trigger-parameter-value")) {
            String name = finding.pointer().replaceFirst("^.*/", "");
            return CATALOGUE.get(type).parameters().stream()
                    .noneMatch(parameter -> parameter.names().contains(name)
                            && parameter.format().isPresent());
        }
        return !UNSAID.contains(finding.rule());
    }

    private static List<Case> examples() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.sorted().toList()) {
                String type = file.getFileName().toString().replace(".yaml", "");
                Node.Mapping tree = Manifests.parse(file.toString(), Files.readString(file))
                        .objects()
                        .get(0)
                        .tree();
                for (String verdict : List.of("accepted", "rejected")) {
                    for (Node element : tree.elements(verdict)) {
                        Node.Mapping example = (Node.Mapping) element;
                        String release = example.text("release");
                        KedaVersion version = release == null ? KedaVersion.latest() : KedaVersion.of(release);
                        if (RELEASES.contains(version)) {
                            cases.add(caseOf(type, version, example, verdict.equals("accepted")));
                        }
                    }
                }
            }
        }
        return cases;
    }

    private static Case caseOf(String type, KedaVersion version, Node.Mapping example, boolean accepted) {
        boolean authentication = example.get("podIdentity") != null || size(example, "auth") > 0;
        return caseOf(
                type + ": " + example.text("name"),
                version,
                type,
                texts(example.mapping("metadata")),
                example.text("metricType"),
                authentication,
                authentication || size(example, "env") > 0,
                accepted);
    }

    private static int size(Node.Mapping example, String field) {
        Node.Mapping map = example.mapping(field);
        return map == null ? 0 : map.entries().size();
    }

    private static Map<String, String> texts(Node.Mapping map) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (map != null) {
            map.entries().forEach(entry -> texts.put(entry.key(), ((Node.Scalar) entry.value()).text()));
        }
        return texts;
    }

    private static Case caseOf(
            String name,
            KedaVersion version,
            String type,
            Map<String, String> metadata,
            String metricType,
            boolean authentication,
            boolean needsMore,
            boolean accepted) {
        ScaleTriggers trigger = new ScaleTriggers();
        trigger.setType(type);
        trigger.setMetadata(metadata);
        if (metricType != null) {
            trigger.setMetricType(MetricTargetType.of(metricType));
        }
        if (authentication) {
            AuthenticationRef reference = new AuthenticationRef();
            reference.setName("orders");
            trigger.setAuthenticationRef(reference);
        }
        return new Case(name, version, trigger, needsMore, accepted);
    }

    private static List<Case> shared(KedaVersion version) {
        String folder = version == KedaVersion.V2_20 ? "" : version + ".0/";
        Path file = Path.of(System.getProperty("keda4j.shared", ""), "conformance", folder + "scaler-parse-cases.json");
        List<Case> cases = new ArrayList<>();
        if (!Files.isRegularFile(file)) {
            return cases;
        }
        try {
            for (JsonNode one : JSON.readTree(file.toFile()).path("cases")) {
                boolean authentication = !one.path("authParams").isEmpty()
                        || !one.path("podIdentity").isNull();
                List<String> types =
                        new ArrayList<>(List.of(one.path("scalerType").asText()));
                one.path("alsoAppliesTo").forEach(type -> types.add(type.asText()));
                for (String type : types) {
                    Map<String, String> metadata = new LinkedHashMap<>();
                    one.path("triggerMetadata")
                            .properties()
                            .forEach(entry -> metadata.put(
                                    entry.getKey(), entry.getValue().asText()));
                    cases.add(caseOf(
                            version + " " + type + " " + one.path("source").asText(),
                            version,
                            type,
                            metadata,
                            one.path("metricType").asText(null),
                            authentication,
                            authentication || !one.path("resolvedEnv").isEmpty(),
                            !one.path("expectError").asBoolean()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }
}
