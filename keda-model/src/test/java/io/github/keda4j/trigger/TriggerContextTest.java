package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.keda.v1alpha1.AuthPodIdentity;
import io.github.keda4j.keda.v1alpha1.IdentityOwner;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A check says more about a trigger if more is known about its context. */
class TriggerContextTest {

    private static final AwsSqsQueueTrigger ORDERS = AwsSqsQueueTrigger.builder()
            .queueUrl("orders")
            .awsRegion("us-east-1")
            .authenticationRef("orders")
            .build();

    private static final PrometheusTrigger BASIC = PrometheusTrigger.builder()
            .serverAddress("http://prometheus:9090")
            .query("up")
            .threshold(1)
            .authModes(HttpAuthMode.BASIC)
            .authenticationRef("prometheus")
            .build();

    private static TriggerContext with(TriggerAuthenticationSpec specification) {
        return TriggerContext.builder().authentication(specification).build();
    }

    @Test
    void whatIsNotKnownMakesNoRuleFail() {
        assertThat(ORDERS.check(TriggerContext.unknown())).isEmpty();
        assertThat(BASIC.check(TriggerContext.unknown())).isEmpty();
    }

    @Test
    void anAuthenticationThatLacksAParameterIsFoundOut() {
        TriggerAuthenticationSpec password = PrometheusTrigger.authentication()
                .fromSecret(PrometheusTrigger.AuthParameter.PASSWORD, "prometheus", "password")
                .buildSpec();

        assertThat(BASIC.check(with(password)))
                .extracting(Finding::message)
                .containsExactly("username is missing. It must be given if authModes contains basic.");
    }

    @Test
    void anAuthenticationThatGivesEverythingIsEnough() {
        TriggerAuthenticationSpec both = PrometheusTrigger.authentication()
                .fromSecret(PrometheusTrigger.AuthParameter.USERNAME, "prometheus", "username")
                .fromConfigMap(PrometheusTrigger.AuthParameter.PASSWORD, "prometheus", "password")
                .buildSpec();

        assertThat(BASIC.check(with(both))).isEmpty();
    }

    @Test
    void aPodIdentityIsSeenInTheAuthentication() {
        assertThat(ORDERS.check(with(
                        AwsSqsQueueTrigger.authentication().awsPodIdentity().buildSpec())))
                .isEmpty();
        assertThat(ORDERS.check(TriggerContext.builder().withoutAuthentication().build()))
                .extracting(Finding::rule)
                .containsExactly("trigger-aws-credentials");
    }

    @Test
    void theRoleOfAnEksIdentityIsTheOneThatTheWorkloadsServiceAccountNames() {
        assertThat(ORDERS.check(with(identity(PodIdentityProvider.AWS_EKS)))).isEmpty();
        assertThat(ORDERS.check(TriggerContext.builder()
                        .podIdentity(PodIdentityProvider.AWS_EKS)
                        .authenticationParameters(Map.of())
                        .build()))
                .extracting(Finding::rule)
                .containsExactly("trigger-aws-credentials");
    }

    @Test
    void onlyAnIdentityOfAwsGivesARole() {
        assertThat(ORDERS.check(with(identity(PodIdentityProvider.NONE))))
                .extracting(Finding::rule)
                .containsExactly("trigger-aws-credentials");
        assertThat(ORDERS.check(with(identity(PodIdentityProvider.AWS)))).isEmpty();
    }

    private static TriggerAuthenticationSpec identity(PodIdentityProvider provider) {
        AuthPodIdentity identity = new AuthPodIdentity();
        identity.setProvider(provider);
        identity.setIdentityOwner(IdentityOwner.WORKLOAD);
        TriggerAuthenticationSpec specification = new TriggerAuthenticationSpec();
        specification.setPodIdentity(identity);
        return specification;
    }

    @Test
    void anIdentityThatTheTriggerDoesNotTakeIsAWarningOrAnErrorAsInKeda() {
        TriggerContext gcp =
                TriggerContext.builder().podIdentity(PodIdentityProvider.GCP).build();

        assertThat(ORDERS.check(gcp)).extracting(Finding::rule).contains("trigger-pod-identity");
    }

    @Test
    void aFileOfParametersMakesThemUnknown() {
        TriggerAuthenticationSpec specification = new TriggerAuthenticationSpec();
        specification.setFilePath("prometheus.json");

        assertThat(BASIC.check(with(specification))).isEmpty();
    }

    @Test
    void theEnvironmentGivesValues() {
        AwsSqsQueueTrigger trigger = AwsSqsQueueTrigger.builder()
                .queueUrlFromEnv("QUEUE")
                .awsRegion("us-east-1")
                .authenticationRef("orders")
                .build();
        TriggerContext.Builder context = TriggerContext.builder();

        assertThat(trigger.metricName(0, context.build())).isEmpty();
        context.environment(Map.of("QUEUE", " orders "));
        assertThat(trigger.metricName(0, context.build())).hasValue("s0-aws-sqs-orders");
        context.environment(Map.of());
        assertThat(trigger.check(context.build()))
                .extracting(Finding::message)
                .containsExactly(
                        "queueURL is missing. KEDA reads it from the trigger's metadata or from the environment"
                                + " (queueURLFromEnv).");
    }

    @Test
    void theEnvironmentOfTheAuthenticationIsLookedInto() {
        TriggerAuthenticationSpec specification = AwsSqsQueueTrigger.authentication()
                .awsPodIdentity()
                .fromEnv(AwsSqsQueueTrigger.AuthParameter.AWS_REGION, "AWS_REGION")
                .buildSpec();
        AwsSqsQueueTrigger trigger = AwsSqsQueueTrigger.builder()
                .queueUrl("orders")
                .authenticationRef("orders")
                .build();

        assertThat(trigger.check(with(specification))).isEmpty();
        assertThat(trigger.check(TriggerContext.builder()
                        .environment(Map.of())
                        .authentication(specification)
                        .build()))
                .extracting(Finding::rule)
                .containsExactly("trigger-missing-parameter");
    }

    @Test
    void aScaledJobTakesNoMetricType() {
        Trigger trigger =
                ORDERS.toBuilder().metricType(MetricTargetType.AVERAGE_VALUE).build();

        assertThat(trigger.check(TriggerContext.builder().inScaledJob(true).build()))
                .extracting(Finding::pointer)
                .containsExactly("/metricType");
        assertThat(trigger.check(TriggerContext.builder().inScaledJob(false).build()))
                .isEmpty();
    }

    @Test
    void aTargetMayBeMissingWhereAFormulaReadsTheTrigger() {
        DatadogTrigger trigger = DatadogTrigger.builder()
                .query("avg:requests{service:orders}")
                .authenticationRef("datadog")
                .build();

        assertThat(trigger.check(TriggerContext.builder().readByFormula(false).build()))
                .isNotEmpty();
        assertThat(trigger.check(TriggerContext.builder().readByFormula(true).build()))
                .isEmpty();
    }

    @Test
    void theNamespaceBecomesPartOfTheNameOfAWorkloadsMetric() {
        KubernetesWorkloadTrigger trigger = KubernetesWorkloadTrigger.builder()
                .podSelector("app=orders")
                .value(2)
                .build();

        assertThat(trigger.metricName(1)).isEmpty();
        assertThat(trigger.metricName(
                        1, TriggerContext.builder().namespace("shop").build()))
                .hasValue("s1-workload-shop");
    }

    @Test
    void anOlderReleaseIgnoresWhatItDoesNotKnow() {
        AwsSqsQueueTrigger trigger = ORDERS;
        TriggerContext older =
                TriggerContext.builder().version(KedaVersion.V2_18).build();

        assertThat(trigger.check(older)).isEmpty();
        assertThat(older.version()).isEqualTo(KedaVersion.V2_18);
    }
}
