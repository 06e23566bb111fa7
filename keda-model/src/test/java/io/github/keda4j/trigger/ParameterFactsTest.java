package io.github.keda4j.trigger;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keda4j.internal.go.GoDuration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares types, parameters and their kinds with facts from KEDA's source. */
class ParameterFactsTest {

    /** A type that only KEDA's tests use. */
    private static final String TEST_ONLY = "external-mock";

    private static final String TEXT_READ_AS_FLAG = "KEDA reads the text and parses the flag itself";
    private static final String NEVER_USED = "KEDA reads it from the environment, but never uses the value";
    private static final String TWO_FIELDS =
            "KEDA has two fields with the same name, and the catalogue has their union";

    private static final Map<String, ParameterSource> SOURCES = Map.of(
            "triggerMetadata", ParameterSource.METADATA,
            "resolvedEnv", ParameterSource.ENV,
            "authParams", ParameterSource.AUTH);

    /** Parameters that the catalogue describes differently from KEDA's struct, with the same verdict. */
    private static final Map<String, String> DIFFERENCES = Map.ofEntries(
            entry("liiklus groupVersion", "unsigned in KEDA, a long with limits in the catalogue"),
            entry("redis enableTLS", TEXT_READ_AS_FLAG),
            entry("redis-cluster enableTLS", TEXT_READ_AS_FLAG),
            entry("redis-cluster-streams enableTLS", TEXT_READ_AS_FLAG),
            entry("redis-sentinel enableTLS", TEXT_READ_AS_FLAG),
            entry("redis-sentinel-streams enableTLS", TEXT_READ_AS_FLAG),
            entry("redis-streams enableTLS", TEXT_READ_AS_FLAG),
            entry("gcp-cloudtasks credentials", NEVER_USED),
            entry("gcp-cloudtasks credentialsFromEnvFile", NEVER_USED),
            entry("gcp-pubsub credentials", NEVER_USED),
            entry("gcp-pubsub credentialsFromEnvFile", NEVER_USED),
            entry("gcp-spanner credentials", NEVER_USED),
            entry("gcp-spanner credentialsFromEnvFile", NEVER_USED),
            entry("gcp-stackdriver credentials", NEVER_USED),
            entry("gcp-stackdriver credentialsFromEnvFile", NEVER_USED),
            entry("gcp-storage credentials", NEVER_USED),
            entry("gcp-storage credentialsFromEnvFile", NEVER_USED),
            entry("datadog apiKey", TWO_FIELDS),
            entry("influxdb authToken", TWO_FIELDS),
            entry("rabbitmq password", TWO_FIELDS),
            entry("rabbitmq username", TWO_FIELDS),
            entry("predictkube apiKey", TWO_FIELDS),
            entry("pulsar oauthTokenURI", TWO_FIELDS),
            entry("pulsar clientID", TWO_FIELDS),
            entry("pulsar scopes", TWO_FIELDS));

    /**
     * The facts contain the release that first listed the name; before that, KEDA read the same name in its own code.
     */
    private static final Set<String> OLDER_THAN_LISTED = Set.of(
            "arangodb dbName",
            "aws-cloudwatch identityOwner",
            "aws-dynamodb identityOwner",
            "aws-dynamodb expressionAttributeNames",
            "aws-dynamodb expressionAttributeValues",
            "aws-dynamodb-streams identityOwner",
            "aws-kinesis-stream identityOwner",
            "aws-sqs-queue identityOwner",
            "azure-pipelines personalAccessToken",
            "loki authModes",
            "loki bearerToken",
            "loki ca",
            "loki cert",
            "loki clientID",
            "loki clientSecret",
            "loki customAuthHeader",
            "loki customAuthValue",
            "loki endpointParams",
            "loki key",
            "loki oauthTokenURI",
            "loki password",
            "loki scopes",
            "loki username",
            "prometheus identityOwner");

    @Test
    void everyTypeIsThereAndNoOther() {
        assertThat(Triggers.types()).hasSize(79).containsExactlyElementsOf(types(KedaVersion.V2_21));
    }

    @Test
    void typesThatAnOlderReleaseDoesNotKnowHaveNoParametersThere() {
        Set<String> young = new TreeSet<>(Triggers.types());
        young.removeAll(types(KedaVersion.V2_20));

        assertThat(young).containsExactly("azure-cosmosdb", "clickhouse", "gcp-spanner");
        assertThat(young)
                .allSatisfy(type -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> Triggers.parameters(type, KedaVersion.V2_20))
                        .withMessage("KEDA 2.20 does not know trigger type " + type + "."));
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_20", "V2_21"})
    void everyNameThatKedaReadsIsKnown(KedaVersion version) {
        int names = 0;
        for (String type : types(version)) {
            Set<String> known = new TreeSet<>();
            Triggers.parameters(type, version).forEach(parameter -> {
                known.add(parameter.name());
                known.addAll(parameter.aliases());
            });
            Set<String> read = new TreeSet<>();
            for (Map<String, Object> parameter : parameters(type, version)) {
                read.addAll(names(parameter));
            }
            read.remove("*"); // whatever an external scaler reads
            names += read.size();
            assertThat(known).as(type).containsAll(read);
        }
        assertThat(names).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_20", "V2_21"})
    void everyParameterHasTheTypeThatKedaParses(KedaVersion version) {
        assertThat(differences(
                        version,
                        ParameterInfo::type,
                        (parameter, expected) ->
                                typesOf(expected).contains(parameter.type()) ? parameter.type() : typesOf(expected)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_20", "V2_21"})
    void everyParameterIsLookedUpInTheOrderOfKeda(KedaVersion version) {
        assertThat(differences(version, ParameterInfo::sources, (parameter, expected) -> {
                    List<ParameterSource> order = new ArrayList<>();
                    ((List<?>) expected.get("order")).forEach(source -> order.add(SOURCES.get(source)));
                    return order;
                }))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_20", "V2_21"})
    void parametersAreRequiredAsInKeda(KedaVersion version) {
        assertThat(differences(version, ParameterInfo::required, (parameter, expected) -> expected.get("required")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_20", "V2_21"})
    void defaultsAreThoseOfKeda(KedaVersion version) {
        assertThat(differences(
                        version,
                        parameter -> parameter.defaultValue().map(text -> plain(parameter, text)),
                        (parameter, expected) -> Optional.ofNullable(expected.get("default"))
                                .map(text -> plain(parameter, text.toString()))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"V2_20", "V2_21"})
    void valuesAreThoseOfKeda(KedaVersion version) {
        assertThat(differences(
                        version,
                        parameter -> Set.copyOf(parameter.values()),
                        (parameter, expected) -> expected.get("enum") instanceof List<?> values
                                ? Set.copyOf(values)
                                : Set.copyOf(parameter.values())))
                .isEmpty();
    }

    @Test
    void releasesAreThoseThatKedaBroughtThemIn() {
        List<String> differences = new ArrayList<>();
        Map<String, Object> since =
                KedaCase.strings(KedaCase.shared("data/scalers-since.json").get("triggers"));
        for (String type : types(KedaVersion.V2_20)) {
            Map<String, Object> ofType = KedaCase.strings(since.get(type));
            KedaCase.strings(ofType.get("params")).forEach((name, release) -> {
                ParameterInfo parameter = parameter(type, KedaVersion.V2_20, name);
                boolean younger = !release.equals("unknown") && !release.equals(ofType.get("since"));
                if (younger
                        && parameter.name().equals(name)
                        && !OLDER_THAN_LISTED.contains(type + " " + name)
                        && !parameter.since().equals(Optional.of(KedaVersion.of((String) release)))) {
                    differences.add(type + " " + name + " since " + parameter.since() + ", KEDA " + release);
                }
            });
        }
        assertThat(differences).isEmpty();
    }

    /** The value in a uniform notation: 1.0 becomes 1, and the bare number of a duration means milliseconds. */
    private static Object plain(ParameterInfo parameter, String text) {
        return switch (parameter.type()) {
            case INT, LONG, DOUBLE -> Double.valueOf(text);
            case DURATION -> String.valueOf(GoDuration.parse(text));
            default -> text;
        };
    }

    private static List<String> differences(
            KedaVersion version,
            Function<ParameterInfo, Object> ours,
            BiFunction<ParameterInfo, Map<String, Object>, Object> theirs) {
        List<String> differences = new ArrayList<>();
        for (String type : types(version)) {
            for (Map<String, Object> expected : typedParameters(type, version)) {
                ParameterInfo parameter = parameter(type, version, (String) expected.get("name"));
                Object found = ours.apply(parameter);
                Object wanted = theirs.apply(parameter, expected);
                if (!found.equals(wanted) && !DIFFERENCES.containsKey(type + " " + parameter.name())) {
                    differences.add(type + " " + parameter.name() + " has " + found + ", KEDA " + wanted);
                }
            }
        }
        return differences;
    }

    private static Set<ParameterType> typesOf(Map<String, Object> expected) {
        return switch ((String) expected.get("kind")) {
            case "string", "external" -> Set.of(ParameterType.STRING, ParameterType.SECRET, ParameterType.ENUM);
            case "int" ->
                Set.of(Integer.valueOf(32).equals(expected.get("bits")) ? ParameterType.INT : ParameterType.LONG);
            case "float" -> Set.of(ParameterType.DOUBLE);
            case "bool" -> Set.of(ParameterType.BOOLEAN);
            case "list" -> Set.of(ParameterType.LIST);
            case "duration" -> Set.of(ParameterType.DURATION);
            case "urlQuery" -> Set.of(ParameterType.QUERY);
            case "map" -> Set.of(ParameterType.MAP);
            default -> throw new IllegalArgumentException("an unknown kind: " + expected);
        };
    }

    private static Set<String> types(KedaVersion version) {
        Set<String> types = new TreeSet<>(scalers(version).keySet());
        types.remove(TEST_ONLY);
        return types;
    }

    private static ParameterInfo parameter(String type, KedaVersion version, String name) {
        return Triggers.parameters(type, version).stream()
                .filter(parameter ->
                        parameter.name().equals(name) || parameter.aliases().contains(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " has no parameter " + name));
    }

    private static Set<String> names(Map<String, Object> parameter) {
        Set<String> names = new LinkedHashSet<>();
        names.add((String) parameter.get("name"));
        ((List<?>) parameter.getOrDefault("names", List.of())).forEach(name -> names.add((String) name));
        return names;
    }

    /** The parameters that KEDA's typed configuration reads, and those that its own code reads. */
    private static List<Map<String, Object>> parameters(String type, KedaVersion version) {
        List<Map<String, Object>> all = typedParameters(type, version);
        ((List<?>) scaler(type, version).getOrDefault("extraParams", List.of()))
                .forEach(parameter -> all.add(KedaCase.strings(parameter)));
        return all;
    }

    private static List<Map<String, Object>> typedParameters(String type, KedaVersion version) {
        List<Map<String, Object>> all = new ArrayList<>();
        ((List<?>) scaler(type, version).get("params")).forEach(parameter -> all.add(KedaCase.strings(parameter)));
        return all;
    }

    private static Map<String, Object> scaler(String type, KedaVersion version) {
        return KedaCase.strings(scalers(version).get(type));
    }

    private static Map<String, Object> scalers(KedaVersion version) {
        return SCALERS.computeIfAbsent(
                version,
                release -> KedaCase.strings(KedaCase.shared(KedaCase.folder("data", release) + "/scalers-typed.json")
                        .get("scalers")));
    }

    private static final Map<KedaVersion, Map<String, Object>> SCALERS = new EnumMap<>(KedaVersion.class);
}
