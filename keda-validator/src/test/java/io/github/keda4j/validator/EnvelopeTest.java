package io.github.keda4j.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API server checks first: apiVersion, kind and metadata. */
class EnvelopeTest {

    private static final int MOST_ANNOTATION_BYTES = 256 * 1024;

    private static final String SPEC = "{podIdentity: {provider: aws}}";

    private static String object(String apiVersionAndKind, String metadata, String spec) {
        return "{" + apiVersionAndKind + "metadata: {" + metadata + "}, spec: " + spec + "}";
    }

    /** An authentication, which refers to nothing. */
    private static List<Finding> metadata(String metadata) {
        return validate(object("apiVersion: keda.sh/v1alpha1, kind: TriggerAuthentication, ", metadata, SPEC));
    }

    private static List<Finding> identified(String apiVersionAndKind) {
        return validate(object(apiVersionAndKind, "name: orders, namespace: shop", SPEC));
    }

    private static List<Finding> validate(String manifest) {
        return KedaValidator.forVersion(KedaVersion.V2_21)
                .validate(Manifests.parse("test.yaml", manifest))
                .findings()
                .asList();
    }

    @Test
    void aNameIsADnsNameOfAtMost253Characters() {
        assertThat(metadata("name: a.b-c.1, namespace: shop")).isEmpty();
        assertThat(metadata("name: " + "a".repeat(253) + ", namespace: shop")).isEmpty();
        assertThat(metadata("name: " + "a".repeat(254) + ", namespace: shop"))
                .extracting(Finding::rule, Finding::pointer, Finding::message, Finding::hint)
                .containsExactly(tuple(
                        "object-name",
                        "/metadata/name",
                        "name has 254 characters but must have at most 253.",
                        Optional.empty()));
        assertThat(metadata("name: orders-, namespace: shop"))
                .extracting(Finding::rule, Finding::pointer, Finding::hint)
                .containsExactly(tuple("object-name", "/metadata/name", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"`", "{", "/", ":", "@", "[", "_", "é"})
    void namesHaveOnlyLettersAndDigitsOfAscii(String character) {
        String inner = "a" + character + "a";
        assertThat(metadata("name: 'az.09', namespace: az-09, labels: {AZaz09/AZaz09: AZaz09}"))
                .extracting(Finding::pointer)
                .containsExactly("/metadata/labels/AZaz09~1AZaz09");
        assertThat(metadata("name: 'az.09', namespace: az-09, labels: {az09/AZaz09: AZaz09}"))
                .isEmpty();
        assertThat(metadata("name: '" + inner + "', namespace: '" + inner + "', labels: {a: '" + character + "'}"))
                .extracting(Finding::pointer)
                .containsExactly("/metadata/name", "/metadata/namespace", "/metadata/labels/a");
    }

    @Test
    void aNamespaceIsADnsLabelOfAtMost63Characters() {
        assertThat(metadata("name: orders, namespace: " + "a".repeat(63))).isEmpty();
        for (String namespace : List.of("a".repeat(64), "a.b", "-a", "a-")) {
            assertThat(metadata("name: orders, namespace: " + namespace))
                    .extracting(Finding::rule, Finding::pointer)
                    .containsExactly(tuple("object-namespace", "/metadata/namespace"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "a.", ".a", "a..b", "a.-b", "a-.b", "-a", "a-"})
    void everyPartOfANameBeginsAndEndsWithALetterOrDigit(String name) {
        assertThat(metadata("name: '" + name + "', namespace: shop"))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple("object-name", "/metadata/name"));
    }

    @Test
    void theNearestNameIsSuggestedIfItIsShortEnoughToRead() {
        assertThat(metadata("name: My_Orders, namespace: shop"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.hint()).hasValue("Write my-orders."));
        assertThat(metadata("name: " + "A".repeat(60) + ", namespace: shop"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.hint()).hasValue("Write " + "a".repeat(60) + "."));
        assertThat(metadata("name: " + "A".repeat(61) + ", namespace: shop"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.hint()).isEmpty());
    }

    @Test
    void whatIsWrittenIsShownOnOneLineAndNoLongerThanAReaderNeeds() {
        assertThat(metadata("name: \"a'b\\\"c\\nd\", namespace: shop"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).startsWith("name is \"a'b'c d\" but "));
        assertThat(metadata("name: " + "A".repeat(60) + ", namespace: shop"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.message()).startsWith("name is \"" + "A".repeat(60) + "\" but "));
        assertThat(metadata("name: " + "A".repeat(61) + ", namespace: shop"))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).startsWith("name is \"" + "A".repeat(60) + "...\" but "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Any-thing_./[1] | Any-thing_./[1]
            Any thing       | "Any thing"
            Anything.       | "Anything."
            """)
    void aNameInASentenceIsInQuotesUnlessItIsAWord(String kind, String shown) {
        assertThat(identified("apiVersion: keda.sh/v1alpha1, kind: '" + kind + "', "))
                .extracting(Finding::message)
                .containsExactly("KEDA has no kind " + shown + ".");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            keda.sh/v1             | ScaledObject    | object-api-version
            eventing.keda.sh/v1    | ScaledObject    | object-api-version
            apps/v1                | ScaledObject    | object-api-version
            a.k8s.io/v1            | ScaledObject    | object-api-version
            KEDA.sh/v1alpha1       | ScaledObject    | object-api-version
            keda.io/v1alpha1       | ScaledObject    | object-api-version
            Eventing.keda.sh/v1    | CloudEventSource| object-api-version
            other.test/v1          | ScaledObject    |
            keda.sh/v1alpha1       | ScaledObjekt    | object-kind
            keda.sh/v1alpha1       | KedaController  |
            """)
    void aKindOfKedaIsServedInItsOwnGroupOnly(String apiVersion, String kind, String rule) {
        List<String> rules = identified("apiVersion: " + apiVersion + ", kind: " + kind + ", ").stream()
                .map(Finding::rule)
                .filter(each -> each.startsWith("object-"))
                .toList();
        assertThat(rules).isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @Test
    void aGeneratedNameStandsForAName() {
        assertThat(metadata("generateName: orders-, namespace: shop")).isEmpty();
        assertThat(metadata("generateName: Orders-, namespace: shop"))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple("object-name", "/metadata/generateName"));
        assertThat(metadata("generateName: '', namespace: shop"))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple("object-name", "/metadata/name"));
        assertThat(metadata("generateName: 5, namespace: shop"))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple("schema-type", "/metadata/generateName"));
    }

    @Test
    void aNameOfTheWrongTypeIsToldOnce() {
        assertThat(metadata("name: 5, namespace: shop"))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple("schema-type", "/metadata/name"));
    }

    @Test
    void aLabelHasAQualifiedKeyAndAShortValue() {
        assertThat(metadata("name: orders, namespace: shop, labels: {a.test/b_c.d: E-5, f: '', " + "g".repeat(63) + ": "
                        + "h".repeat(63) + "}"))
                .isEmpty();
        assertThat(metadata("name: orders, namespace: shop, labels: {-a: b, c/d: -e, f: " + "g".repeat(64) + "}"))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(
                        tuple("object-metadata", "/metadata/labels/-a"),
                        tuple("object-metadata", "/metadata/labels/c~1d"),
                        tuple("object-metadata", "/metadata/labels/f"));
    }

    @Test
    void theKeyOfAnAnnotationIsQualifiedAndItsValueIsFree() {
        assertThat(metadata("name: orders, namespace: shop, annotations: {A.Test/b: ' any, text '}"))
                .isEmpty();
        assertThat(metadata("name: orders, namespace: shop, annotations: {a b: c}"))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple("object-metadata", "/metadata/annotations/a b"));
    }

    @ParameterizedTest
    @CsvSource({"a, 1", "é, 2", "€, 3", "😀, 4"})
    void annotationsHaveAtMost256KibibytesOfUtf8(String character, int bytes) {
        int most = MOST_ANNOTATION_BYTES - 2 * "key".length() - 5 * bytes;
        String value = "x".repeat(most) + character.repeat(5);
        String annotations = "name: orders, namespace: shop, annotations: {key: '', yek: '%s'}";
        assertThat(metadata(annotations.formatted(value))).isEmpty();
        assertThat(metadata(annotations.formatted("x" + value)))
                .extracting(Finding::rule, Finding::pointer, Finding::message)
                .containsExactly(tuple(
                        "object-metadata",
                        "/metadata/annotations",
                        "The annotations have 262145 bytes but must have at most 262144."));
    }

    @Test
    void aFinalizerIsQualified() {
        assertThat(metadata("name: orders, namespace: shop, finalizers: [finalizer.keda.sh, a.test/b]"))
                .isEmpty();
        assertThat(metadata("name: orders, namespace: shop, finalizers: [a, 'b c']"))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple("object-metadata", "/metadata/finalizers/1"));
        assertThat(metadata("name: orders, namespace: shop, finalizers: [5]"))
                .extracting(Finding::rule)
                .doesNotContain("object-metadata");
    }

    @Test
    void anOwnerIsIdentifiedCompletely() {
        String owner =
                "name: orders, namespace: shop, ownerReferences: [{apiVersion: v1, kind: Pod, name: a, uid: %s}]";
        assertThat(metadata(owner.formatted("b"))).isEmpty();
        assertThat(metadata(owner.formatted("''")))
                .extracting(Finding::rule, Finding::pointer)
                .containsExactly(tuple("object-metadata", "/metadata/ownerReferences/0/uid"));
        assertThat(metadata("name: orders, namespace: shop, ownerReferences: [{}]"))
                .extracting(Finding::pointer)
                .containsExactlyInAnyOrder(
                        "/metadata/ownerReferences/0/apiVersion",
                        "/metadata/ownerReferences/0/kind",
                        "/metadata/ownerReferences/0/name",
                        "/metadata/ownerReferences/0/uid");
        assertThat(metadata(owner.formatted("5"))).extracting(Finding::rule).doesNotContain("object-metadata");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: TriggerAuthentication,                  | apiVersion is missing.                                | Write apiVersion: keda.sh/v1alpha1.
            'apiVersion: null, kind: TriggerAuthentication,'          | apiVersion is missing.                                | Write apiVersion: keda.sh/v1alpha1.
            'apiVersion: [5], kind: TriggerAuthentication,'             | apiVersion must be a string that is not empty.        | Write apiVersion: keda.sh/v1alpha1.
            'kind: Deployment,'                           | apiVersion is missing.                                |
            """)
    void aMissingApiVersionIsToldWithTheOneOfKedasKind(String written, String message, String hint) {
        assertThat(identified(written + " "))
                .extracting(Finding::rule, Finding::pointer, Finding::message, Finding::hint)
                .containsExactly(tuple("object-api-version", "/apiVersion", message, Optional.ofNullable(hint)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'apiVersion: keda.sh/v1alpha1,'               | /kind | kind is missing.                                            |
            'apiVersion: keda.sh/v1alpha1, kind: ,'       | /kind | kind is missing.                                            |
            'apiVersion: keda.sh/v1alpha1, kind: [5],'      | /kind | kind must be a non-empty string.                            |
            'apiVersion: keda.sh/v1alpha1, Kind: a,'      | /kind | kind is missing. Kind is not a field of a Kubernetes object.| Did you mean kind?
            """)
    void aMissingKindIsToldWithTheFieldThatIsMeant(String written, String pointer, String message, String hint) {
        assertThat(identified(written + " "))
                .extracting(Finding::rule, Finding::pointer, Finding::message, Finding::hint)
                .containsExactly(tuple("object-kind", pointer, message, Optional.ofNullable(hint)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ScaledObject          | {}                                                        | Write apiVersion: keda.sh/v1alpha1.
            ScaledObject          | '{scaleTargetRef: {deploymentName: a}}'                   | Write apiVersion: keda.sh/v1alpha1, and rename scaleTargetRef.deploymentName to name.
            ScaledObject          | '{scaleTargetRef: {deploymentName: a, containerName: b}}' | 'Write apiVersion: keda.sh/v1alpha1, rename scaleTargetRef.deploymentName to name, and rename scaleTargetRef.containerName to envSourceContainerName.'
            ScaledObject          | '{scaleType: job}'                                        | 'Write apiVersion: keda.sh/v1alpha1, and make it a ScaledJob and leave out scaleType.'
            ScaledObject          | '{jobTargetRef: {}}'                                      | 'Write apiVersion: keda.sh/v1alpha1, and make it a ScaledJob and leave out scaleType.'
            TriggerAuthentication | '{jobTargetRef: {}}'                                      | Write apiVersion: keda.sh/v1alpha1.
            CloudEventSource      | {}                                                        | Write apiVersion: eventing.keda.sh/v1alpha1.
            Anything              | {}                                                        | Write apiVersion: keda.sh/v1alpha1.
            """)
    void anObjectOfKeda1IsToldWithAllThatHasToChange(String kind, String spec, String hint) {
        assertThat(validate(object("apiVersion: keda.k8s.io/v1alpha1, kind: " + kind + ", ", "name: a", spec)))
                .extracting(Finding::rule, Finding::pointer, Finding::hint)
                .containsExactly(tuple("object-keda-1", "/apiVersion", Optional.of(hint)));
    }

    @Test
    void keda1IsToldWithTheKindThatReplacesIt() {
        String manifest = object("apiVersion: keda.k8s.io/v1alpha1, kind: %s, ", "name: a", "{scaleType: job}");
        assertThat(validate(manifest.formatted("ScaledObject")))
                .extracting(Finding::message)
                .containsExactly("keda.k8s.io is the group of KEDA 1. KEDA 2 serves ScaledJob as keda.sh/v1alpha1 and"
                        + " ignores this object.");
        assertThat(validate(manifest.formatted("Anything")))
                .extracting(Finding::message)
                .containsExactly("keda.k8s.io is the group of KEDA 1. KEDA 2 serves its kinds as keda.sh/v1alpha1 and"
                        + " ignores this object.");
    }

    @Test
    void aSecondDefinitionIsToldWithThePlaceOfTheFirst() {
        String manifest =
                object("apiVersion: keda.sh/v1alpha1, kind: TriggerAuthentication, ", "name: a, namespace: shop", SPEC);
        assertThat(validate(manifest + "\n---\n" + manifest))
                .extracting(Finding::rule, Finding::pointer, Finding::message)
                .containsExactly(tuple(
                        "object-duplicate",
                        "",
                        "TriggerAuthentication shop/a is defined twice. The later definition replaces the earlier one"
                                + " at test.yaml:1:1."));
    }
}
