package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.QUEUE;
import static io.github.keda4j.wiring.Parts.QUEUE_URL;
import static io.github.keda4j.wiring.Parts.deployment;
import static io.github.keda4j.wiring.Parts.refusalOf;
import static io.github.keda4j.wiring.Parts.scaledObject;
import static io.github.keda4j.wiring.Parts.serviceAccount;
import static io.github.keda4j.wiring.Parts.stack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.keda.v1alpha1.AuthenticationRefKind;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTarget;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaleTriggersBuilder;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The descriptions that a stack refuses, and its messages. */
class StackChecksTest {

    private static List<String> rulesOf(ScalingStack.Builder stack) {
        return refusalOf(stack).stream().map(Finding::rule).toList();
    }

    @Test
    void aWorkloadsNameMayBeTooLongForTheRolesThatAreMadeOfIt() {
        String longName = "a".repeat(65);

        List<Finding> findings = refusalOf(stack(longName));

        assertThat(findings).extracting(Finding::rule).containsExactly("stack-role-name", "stack-role-name");
        assertThat(findings.get(0).message()).contains("for the pods", longName, "65 characters; IAM allows 64");
        assertThat(findings.get(1).message()).contains("for the scaler", longName + "-scaler", "72 characters");
        assertThatCode(() -> stack(longName)
                        .workload(
                                deployment(longName),
                                serviceAccount(),
                                access -> access.role(IamRole.named("reader")).consume(QUEUE))
                        .scalerIdentity(ScalerIdentity.role(IamRole.named("scaler")))
                        .build())
                .doesNotThrowAnyException();
    }

    @Test
    void aNameOfSixtyFourCharactersIsARoleAndTheScalersIsNot() {
        assertThat(refusalOf(stack("a".repeat(64))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("for the scaler"));
        assertThatCode(() -> stack("a".repeat(57)).build()).doesNotThrowAnyException();
    }

    @Test
    void inlinePoliciesAreNamedAfterWorkloadsAndMayBecomeTooLongForIam() {
        String longName = "a".repeat(120);

        List<Finding> findings = refusalOf(stack(longName)
                .workload(
                        deployment(longName),
                        serviceAccount(),
                        access -> access.role(IamRole.named("reader")).consume(QUEUE))
                .scalerIdentity(ScalerIdentity.operatorRole()));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("stack-policy-name");
            assertThat(finding.object()).isEqualTo("IAM role reader");
            assertThat(finding.message()).contains("run-security." + longName, "133 characters", "1 to 128");
        });
    }

    @Test
    void rolesOfTheSameNameInOtherAccountsHavePoliciesOfTheirOwn() {
        ScalingStack stack = stack().scalerIdentity(
                        ScalerIdentity.role(IamRole.existing("arn:aws:iam::444455556666:role/scaler")))
                .build();

        assertThat(stack.policies()).containsKey("keda-operator.assume-scaler@444455556666");
    }

    @Test
    void objectsWithoutNamesAreRefusedFirst() {
        Deployment nameless = new Deployment();
        nameless.setMetadata(null);

        assertThat(refusalOf(stack().workload(nameless, new ServiceAccount(), access -> {})))
                .extracting(Finding::toString)
                .hasSize(2)
                .allMatch(finding -> finding.contains("/metadata/name"));
    }

    @Test
    void aStackHasANamespaceAndAPodTemplate() {
        ScaledObject anywhere = new ScaledObjectBuilder(scaledObject("q-read"))
                .editMetadata()
                .withNamespace(null)
                .endMetadata()
                .build();
        Deployment hollow = deployment("q-read");
        hollow.setSpec(null);
        StatefulSet hollowSet = new StatefulSetBuilder()
                .withMetadata(deployment("q-read").getMetadata())
                .build();

        assertThat(rulesOf(stack().scaledObject(anywhere))).containsExactly("stack-namespace-missing");
        assertThat(rulesOf(stack().workload(hollow, serviceAccount(), access -> access.consume(QUEUE))))
                .containsExactly("stack-service-account-mismatch");
        assertThat(rulesOf(stack().workload(hollowSet, serviceAccount(), access -> access.consume(QUEUE))))
                .containsExactly("stack-scale-target-mismatch", "stack-service-account-mismatch");
    }

    @Test
    void theScaleTargetsApiVersionIsThatOfTheWorkload() {
        ScaledObject other = new ScaledObjectBuilder(scaledObject("q-read"))
                .editSpec()
                .editScaleTargetRef()
                .withApiVersion("argoproj.io/v1alpha1")
                .endScaleTargetRef()
                .endSpec()
                .build();

        assertThat(refusalOf(stack().scaledObject(other)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.pointer()).isEqualTo("/spec/scaleTargetRef/apiVersion"));
    }

    @Test
    void aRoleDoesNotAssumeItself() {
        assertThat(rulesOf(stack().scalerIdentity(ScalerIdentity.role(IamRole.named("keda-operator")))))
                .containsExactly("stack-role-assumes-itself");
    }

    @Test
    void theProviderOfTheOperatorIsInTheAccountOfItsRole() {
        List<Finding> findings = refusalOf(stack().operator(KedaOperator.inNamespace("keda")
                .withWebIdentity("arn:aws:iam::444455556666:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/E")));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("stack-provider-account");
            assertThat(finding.hint().orElseThrow())
                    .contains("arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/E");
        });
    }

    @Test
    void oneNameStandsForOneRole() {
        assertThat(rulesOf(stack().scalerIdentity(
                                ScalerIdentity.role(IamRole.named("q-read").withPath("/scalers/")))))
                .containsExactly("stack-role-described-twice");
    }

    @Test
    void whatEksAndIamWouldRefuseIsListedTogetherWithTheRest() {
        List<Finding> findings = refusalOf(stack().operator(new KedaOperator(
                        "Keda",
                        "keda-operator",
                        IamRole.existing("arn:aws:iam::444455556666:role/keda-operator"),
                        true))
                .scalerIdentity(ScalerIdentity.role(IamRole.named("scaler")).withExternalId("?"))
                .adjustPermissions("nobody", policy -> policy));

        assertThat(findings)
                .extracting(Finding::toString)
                .anyMatch(finding -> finding.contains("nobody"))
                .anyMatch(finding -> finding.contains("Keda"))
                .anyMatch(finding -> finding.contains("444455556666"))
                .anyMatch(finding -> finding.contains("xternal"));
    }

    @Test
    void anArnThatIsNoneIsRefusedByTheStackAndNotByIam() {
        assertThat(refusalOf(stack().workload(
                                deployment("q-read"),
                                serviceAccount(),
                                access -> access.consume("event-messages-queue"))))
                .extracting(Finding::toString)
                .anyMatch(finding -> finding.contains("event-messages-queue"));
    }

    @Test
    void anAdjustmentThatIamWouldRefuseIsRefusedHere() {
        PolicyDocument noPrincipal =
                PolicyDocument.of(Statement.allow().action("sts:AssumeRole").build());

        assertThat(refusalOf(stack().adjustTrustPolicy("q-read", any -> noPrincipal)))
                .extracting(Finding::object)
                .contains("trust policy of IAM role q-read");
    }

    @Test
    void anAdjustmentOfARoleThatTheStackHasNoUseForIsRefused() {
        assertThat(rulesOf(stack().scalerIdentity(ScalerIdentity.operatorRole())
                        .adjustTrustPolicy("q-read-scaler", trust -> trust)))
                .containsExactly("stack-adjustment-of-unknown-role");
    }

    @Test
    void aTagIsOneThatIamAllows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IamRole.named("reader").withTag("aws:team", "a"))
                .withMessageContaining("do not begin with aws:");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IamRole.named("reader").withTag("team", "a".repeat(257)));
        assertThat(IamRole.named("reader").withTag("b", "2").withTag("a", "1").tags())
                .hasToString("{a=1, b=2}");
    }

    @Test
    void aClusterIsMadeOfThePartsOfItsArn() {
        assertThat(new EksCluster("aws-cn", "cn-north-1", "111122223333", "demo"))
                .isEqualTo(EksCluster.parse("arn:aws-cn:eks:cn-north-1:111122223333:cluster/demo"));
        assertThatThrownBy(() -> new EksCluster("aws", "us-east-1", "1111", "demo"))
                .hasMessageContaining("\"arn:aws:eks:us-east-1:1111:cluster/demo\" is not the ARN of an EKS cluster");
    }

    private static final Map<String, String> WITH_TWO_MISTAKES =
            Map.of("awsRegion", "us-east-1", "queueLength", "five");

    private static ScalingStack.Builder reading(ScaleTriggers... triggers) {
        return stack().scaledObject(new ScaledObjectBuilder(scaledObject("q-read"))
                .editSpec()
                .withTriggers(triggers)
                .endSpec()
                .build());
    }

    private static ScaleTriggersBuilder trigger(String type, Map<String, String> metadata) {
        return new ScaleTriggersBuilder().withType(type).withMetadata(metadata);
    }

    private static List<String> placesOf(ScalingStack.Builder stack) {
        List<String> places = placesOrNothing(stack);
        assertThat(places).isNotEmpty();
        return places;
    }

    @Test
    void aMistakeInATriggerIsNotTakenForAMissingAuthentication() {
        ScaleTriggers mistaken = trigger("aws-sqs-queue", WITH_TWO_MISTAKES)
                .withNewAuthenticationRef()
                .withName("aws")
                .endAuthenticationRef()
                .build();

        assertThat(placesOf(reading(mistaken)))
                .containsExactly(
                        "trigger-missing-parameter /spec/triggers/0/metadata/queueURL",
                        "trigger-parameter-type /spec/triggers/0/metadata/queueLength");
    }

    @Test
    void aMissingReferenceIsListedTogetherWithTheTriggersOtherMistakes() {
        assertThat(placesOf(reading(trigger("aws-sqs-queue", WITH_TWO_MISTAKES).build())))
                .containsExactly(
                        "stack-trigger-without-authentication /spec/triggers/0/authenticationRef",
                        "trigger-missing-parameter /spec/triggers/0/metadata/queueURL",
                        "trigger-parameter-type /spec/triggers/0/metadata/queueLength");
    }

    @Test
    void aTriggerWithTheOperatorsIdentityNeedsNoReferenceWhateverElseIsWrongWithIt() {
        Map<String, String> metadata = new HashMap<>(WITH_TWO_MISTAKES);
        metadata.put("queueURL", QUEUE_URL);
        metadata.put("identityOwner", "operator");

        assertThat(placesOf(reading(trigger("aws-sqs-queue", metadata).build())))
                .containsExactly("trigger-parameter-type /spec/triggers/0/metadata/queueLength");
    }

    @Test
    void anAuthenticationThatTheStackDoesNotHaveIsListedTogetherWithTheTriggersOtherMistakes() {
        ScaleTriggers rabbit = trigger("rabbitmq", Map.of("queueName", "q", "mode", "QueueLength", "value", "five"))
                .withNewAuthenticationRef()
                .withName("rabbit")
                .endAuthenticationRef()
                .build();
        ScaleTriggers cpu = trigger("cpu", Map.of("value", "50"))
                .withMetricType(MetricTargetType.UTILIZATION)
                .build();

        assertThat(placesOf(reading(rabbit, cpu)))
                .containsExactlyInAnyOrder(
                        "stack-authentication-missing /spec/triggers/0/authenticationRef/name",
                        "trigger-parameter-type /spec/triggers/0/metadata/value",
                        "scaledobject-request-missing /spec/triggers/1");
    }

    @Test
    void aMissingReferenceHidesNoOtherProblem() {
        ScaleTriggersBuilder first =
                trigger("aws-sqs-queue", Map.of("queueURL", QUEUE_URL)).withName("orders");
        ScaleTriggersBuilder second = trigger("aws-sqs-queue", Map.of("queueURL", QUEUE_URL, "awsRegion", "eu-west-1"))
                .withName("orders");

        assertThat(placesOf(
                        reading(first.build(), second.build()).adjustPermissions("q-read-scaler", policy -> policy)))
                .containsExactlyInAnyOrder(
                        "stack-trigger-without-authentication /spec/triggers/0/authenticationRef",
                        "stack-trigger-without-authentication /spec/triggers/1/authenticationRef",
                        "trigger-missing-parameter /spec/triggers/0/metadata/awsRegion",
                        "trigger-region-mismatch /spec/triggers/1/metadata/awsRegion",
                        "trigger-duplicate-name /spec/triggers/1/name");
    }

    @Test
    void theAuthenticationThatStandsInForMissingOnesIsNotMentioned() {
        ScaledObject scaledObject = new ScaledObjectBuilder(scaledObject("q-read"))
                .editMetadata()
                .withNamespace("Shop")
                .endMetadata()
                .editSpec()
                .withTriggers(trigger("aws-sqs-queue", Map.of("queueURL", QUEUE_URL, "awsRegion", "us-east-1"))
                        .build())
                .endSpec()
                .build();

        assertThat(refusalOf(stack().scaledObject(scaledObject)))
                .extracting(finding -> finding.rule() + " " + finding.object())
                .containsExactlyInAnyOrder(
                        "stack-namespace-mismatch Deployment security/q-read",
                        "stack-namespace-mismatch ServiceAccount security/my-sqs-read-msgs",
                        "stack-trigger-without-authentication ScaledObject Shop/q-read",
                        "object-namespace ScaledObject Shop/q-read");
    }

    @Test
    void aMissingParameterOfATriggerWithTheOperatorsIdentityIsNoMissingReference() {
        Map<String, String> metadata = Map.of("queueURL", QUEUE_URL, "identityOwner", "operator");

        assertThat(placesOf(reading(trigger("aws-sqs-queue", metadata).build())))
                .containsExactly("trigger-missing-parameter /spec/triggers/0/metadata/awsRegion");
    }

    @Test
    void anAuthenticationOfTheClusterIsRecognizedWhateverElseIsWrong() {
        ScaleTriggers mistaken = trigger(
                        "aws-sqs-queue", Map.of("queueURL", QUEUE_URL, "awsRegion", "us-east-1", "queueLength", "five"))
                .withNewAuthenticationRef()
                .withName("aws")
                .withKind(AuthenticationRefKind.CLUSTER_TRIGGER_AUTHENTICATION)
                .endAuthenticationRef()
                .build();

        assertThat(refusalOf(reading(mistaken).adjustPermissions("q-read-scaler", policy -> policy)))
                .extracting(finding -> finding.rule() + " " + finding.hint().orElse(""))
                .containsExactlyInAnyOrder(
                        "stack-cluster-trigger-authentication Leave the kind out, so that the stack creates its own "
                                + "TriggerAuthentication, or refer to an existing one with existing(...).",
                        "trigger-parameter-type ");
    }

    @Test
    void anAdjustmentOfARoleThatNoStackMakesIsListedBesideAMissingAuthentication() {
        ScaleTriggers rabbit = trigger("rabbitmq", Map.of("queueName", "q", "mode", "QueueLength", "value", "5"))
                .withNewAuthenticationRef()
                .withName("rabbit")
                .endAuthenticationRef()
                .build();

        assertThat(placesOf(reading(rabbit)
                        .adjustPermissions("q-read-scaler", policy -> policy)
                        .adjustPermissions("nobody", policy -> policy)))
                .containsExactlyInAnyOrder(
                        "stack-authentication-missing /spec/triggers/0/authenticationRef/name",
                        "stack-adjustment-of-unknown-role ");
    }

    @ParameterizedTest
    @MethodSource("otherTargets")
    void aScaleTargetOtherThanTheWorkloadIsOneFinding(@Nullable ScaleTarget target, String field) {
        ScaledObject scaledObject = scaledObject("q-read");
        scaledObject.getSpec().setScaleTargetRef(target);

        assertThat(placesOf(stack().scaledObject(scaledObject)))
                .containsExactly("stack-scale-target-mismatch /spec/scaleTargetRef" + field);
    }

    static List<Arguments> otherTargets() {
        return List.of(
                arguments(null, ""),
                arguments(target("", null, null), ""),
                arguments(target("other", null, null), ""),
                arguments(target("q-read", "deployment", null), ""),
                arguments(target("q-read", "StatefulSet", null), ""),
                arguments(target("q-read", null, "apps/v1beta1"), "/apiVersion"),
                arguments(target("q-read", null, "a/b/c"), "/apiVersion"));
    }

    private static ScaleTarget target(String name, @Nullable String kind, @Nullable String apiVersion) {
        ScaleTarget target = new ScaleTarget();
        target.setName(name);
        target.setKind(kind);
        target.setApiVersion(apiVersion);
        return target;
    }

    @Test
    void oneProblemDoesNotHideAnotherOneInTheSameObject() {
        ScaledObject scaledObject = scaledObject("other");
        scaledObject.getSpec().setMinReplicaCount(9);
        scaledObject.getSpec().setMaxReplicaCount(3);

        assertThat(rulesOf(stack().scaledObject(scaledObject)))
                .containsExactlyInAnyOrder("stack-scale-target-mismatch", "scaledobject-min-above-max");
    }

    @Test
    void oneProblemDoesNotHideAnotherOneAtTheSamePlaceOfAnotherObject() {
        ScaledObject scaledObject = scaledObject("q-read");
        scaledObject.getMetadata().setNamespace("Shop");

        assertThat(refusalOf(stack().scaledObject(scaledObject)))
                .extracting(finding -> finding.rule() + " " + finding.object())
                .containsExactlyInAnyOrder(
                        "stack-namespace-mismatch Deployment security/q-read",
                        "stack-namespace-mismatch ServiceAccount security/my-sqs-read-msgs",
                        "object-namespace TriggerAuthentication Shop/q-read-trigger-auth",
                        "object-namespace ScaledObject Shop/q-read");
    }

    @ParameterizedTest
    @MethodSource("awsTriggers")
    void aMistakeInAnAwsTriggerIsToldOnceAndItsAuthenticationIsMadeAllTheSame(AwsTriggers.Example example) {
        for (String key : example.trigger("111122223333").getMetadata().keySet()) {
            for (String value : List.of("", "five", "x y", "*", "a:b/c|\"", "-1")) {
                ScaleTriggers mistaken = example.trigger("111122223333");
                mistaken.getMetadata().put(key, value);

                assertThat(placesOrNothing(reading(mistaken)))
                        .as("%s: \"%s\"", key, value)
                        .doesNotHaveDuplicates()
                        .filteredOn(place -> !decidesWhetherKedaReadsAws(key, value))
                        .noneMatch(place -> place.startsWith("stack-authentication-missing"));
            }
        }
    }

    /** A prometheus trigger without a region is one of a server outside AWS. */
    private static boolean decidesWhetherKedaReadsAws(String key, String value) {
        return key.startsWith("sasl") || (key.equals("awsRegion") && value.isEmpty());
    }

    static Collection<AwsTriggers.Example> awsTriggers() {
        return AwsTriggers.all().values();
    }

    private static List<String> placesOrNothing(ScalingStack.Builder stack) {
        try {
            stack.build();
            return List.of();
        } catch (FindingsException refused) {
            return refused.findings().stream()
                    .map(finding -> finding.rule() + " " + finding.pointer())
                    .toList();
        }
    }
}
