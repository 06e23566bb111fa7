package io.github.keda4j.validator.internal.advice;

import io.github.keda4j.findings.NearestWord;
import io.github.keda4j.findings.Pointer;
import io.github.keda4j.internal.aws.AwsHosts;
import io.github.keda4j.internal.go.GoUrl;
import io.github.keda4j.validator.internal.core.Bundle;
import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.PodTemplates;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaleTarget;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.yaml.tree.Node;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds triggers that read from AWS but behave differently than people expect: regions, messages in flight, identities.
 */
public final class AwsTriggerAdvice implements Check {

    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");
    private static final String PROMETHEUS = "prometheus";
    private static final String MSK_IAM = "aws_msk_iam";
    private static final int REGION_OF_ARN = 3;
    private static final String SCALE_ON_IN_FLIGHT = "/metadata/scaleOnInFlight";

    private static final List<String> IDENTITY = List.of("awsRoleArn", "awsAccessKeyID", "awsAccessKeyIDFromEnv");

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind == KedaKind.SCALED_OBJECT || kind == KedaKind.SCALED_JOB;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        boolean job = subject.is(KedaKind.SCALED_JOB);
        Node.Mapping spec = subject.spec();
        for (ScaledObjectView.Trigger trigger : subject.view().triggers()) {
            switch (trigger.type()) {
                case "aws-sqs-queue" -> {
                    checkRegion(trigger, "queueURL", reporter);
                    checkInFlight(trigger, job ? spec.mapping("scalingStrategy") : null, job, reporter);
                }
                case "aws-dynamodb", "aws-dynamodb-streams" -> checkRegionOfTable(trigger, reporter);
                case "kafka", "apache-kafka" -> checkRegionOfBrokers(trigger, reporter);
                case "aws-cloudwatch" -> checkNoData(trigger, reporter);
                case PROMETHEUS -> {
                    checkRegion(trigger, "serverAddress", reporter);
                    checkSignature(trigger, reporter);
                }
                default -> {}
            }
            if (trigger.type().startsWith("aws-") || trigger.type().equals(PROMETHEUS)) {
                checkIdentity(trigger, subject, setting, reporter);
            }
        }
    }

    private static void checkRegion(ScaledObjectView.Trigger trigger, String address, Reporter reporter) {
        String region = trigger.metadata("awsRegion").strip();
        if (region.isEmpty() || !trigger.metadata("awsEndpoint").isEmpty()) {
            return;
        }
        GoUrl url = GoUrl.parseRequestUri(trigger.metadata(address));
        String other = url == null ? null : AwsHosts.regionOf(url.host());
        if (other != null) {
            compare(
                    trigger,
                    address + " is in " + other,
                    other,
                    "KEDA calls AWS in awsRegion and does not read the region from the URL.",
                    reporter);
        }
    }

    private static void checkRegionOfTable(ScaledObjectView.Trigger trigger, Reporter reporter) {
        String[] arn = trigger.metadata("tableName").strip().split(":", -1);
        if (arn.length > REGION_OF_ARN
                && arn[0].equals("arn")
                && !arn[REGION_OF_ARN].isEmpty()
                && trigger.metadata("awsEndpoint").isEmpty()) {
            compare(
                    trigger,
                    "tableName is in " + arn[REGION_OF_ARN],
                    arn[REGION_OF_ARN],
                    "KEDA calls AWS in awsRegion and does not read the region from the ARN.",
                    reporter);
        }
    }

    /** Compares the brokers of Amazon MSK with awsRegion if the trigger says that KEDA signs in with IAM. */
    private static void checkRegionOfBrokers(ScaledObjectView.Trigger trigger, Reporter reporter) {
        String sasl = trigger.metadata("sasl").strip();
        boolean iam = sasl.equals(MSK_IAM)
                || (trigger.metadata("saslTokenProvider").strip().equals(MSK_IAM)
                        && (sasl.isEmpty() || sasl.equals("oauthbearer")));
        List<String> brokers = List.of(trigger.metadata("bootstrapServers").split(",", -1));
        String other = iam
                ? AwsHosts.otherRegion(brokers, trigger.metadata("awsRegion").strip())
                : null;
        if (other != null) {
            compare(
                    trigger,
                    "bootstrapServers names a broker in " + other,
                    other,
                    "KEDA signs its token for awsRegion, and brokers in another region refuse it.",
                    reporter);
        }
    }

    private static void compare(
            ScaledObjectView.Trigger trigger, String found, String other, String consequence, Reporter reporter) {
        String region = trigger.metadata("awsRegion").strip();
        String pointer = trigger.pointer() + "/metadata/awsRegion";
        if (!region.isEmpty() && !other.equals(region) && !reporter.hasReported(pointer)) {
            reporter.report(
                    AdviceRules.REGION_MISMATCH,
                    pointer,
                    "awsRegion is " + region + ", but " + found + ". " + consequence,
                    "Write awsRegion: " + other + ".");
        }
    }

    private static void checkInFlight(
            ScaledObjectView.Trigger trigger, Node.@Nullable Mapping strategy, boolean job, Reporter reporter) {
        boolean counted = !FALSE.contains(trigger.metadata("scaleOnInFlight").strip());
        boolean accurate = strategy != null && Trees.text(strategy, "strategy").equals("accurate");
        if (job && accurate && counted) {
            reporter.report(
                    AdviceRules.JOB_IN_FLIGHT,
                    "/spec/scalingStrategy/strategy",
                    "Strategy accurate expects a count without the messages that Jobs are working on, but the aws-sqs-queue trigger counts messages in flight. KEDA starts too many Jobs.",
                    "Set scaleOnInFlight to \"false\" in the trigger, or use strategy default.");
        } else if (job && !accurate && !counted) {
            reporter.report(
                    AdviceRules.JOB_IN_FLIGHT,
                    trigger.pointer() + SCALE_ON_IN_FLIGHT,
                    "scaleOnInFlight is \"false\", but KEDA subtracts running Jobs from the count, although the count does not include their messages. KEDA starts too few Jobs.",
                    "Use strategy accurate, or remove scaleOnInFlight.");
        } else if (!job && !counted) {
            reporter.report(
                    AdviceRules.IN_FLIGHT_IGNORED,
                    trigger.pointer() + SCALE_ON_IN_FLIGHT,
                    "With scaleOnInFlight \"false\" KEDA may remove pods that are still working on messages.",
                    "Remove it, or let the pods finish their current message before they stop.");
        }
    }

    private static void checkNoData(ScaledObjectView.Trigger trigger, Reporter reporter) {
        String least = trigger.metadata("minMetricValue");
        if (trigger.settings().get("ignoreNullValues") == null && !least.isEmpty()) {
            reporter.report(
                    AdviceRules.NO_DATA,
                    trigger.pointer() + "/metadata/minMetricValue",
                    "While CloudWatch has no data, KEDA uses minMetricValue as the metric and may scale in.",
                    "Set ignoreNullValues to \"false\" to keep the number of replicas then, or to \"true\" if that is intended.");
        }
    }

    /** Reports a missing identity, without which KEDA sends the request unsigned. */
    private static void checkSignature(ScaledObjectView.Trigger trigger, Reporter reporter) {
        GoUrl url = GoUrl.parseRequestUri(trigger.metadata("serverAddress"));
        if (url == null || !url.host().startsWith("aps-workspaces")) {
            return;
        }
        boolean ofPod = !isGiven(trigger, "identityOwner")
                || trigger.metadata("identityOwner").equals("pod");
        boolean given = IDENTITY.stream().anyMatch(parameter -> isGiven(trigger, parameter))
                || hasMisspeltIdentity(trigger, reporter)
                || trigger.tree().get("authenticationRef") != null
                || reporter.isMisspelt(trigger.pointer() + "/authenticationRef");
        if (ofPod && !given) {
            reporter.report(
                    AdviceRules.UNSIGNED_REQUEST,
                    trigger.pointer() + "/metadata/serverAddress",
                    "The trigger has no AWS identity. KEDA does not sign the request, and Amazon Managed Service for Prometheus"
                            + " refuses it.",
                    "Set authenticationRef to a TriggerAuthentication with podIdentity provider aws.");
        }
    }

    /** Whether a finding already reports a key that was probably meant as one of the keys of the identity. */
    private static boolean hasMisspeltIdentity(ScaledObjectView.Trigger trigger, Reporter reporter) {
        return trigger.settings().entries().stream()
                .map(Node.Entry::key)
                .anyMatch(key -> NearestWord.of(key, IDENTITY) != null
                        && reporter.hasReported(Pointer.parse(trigger.pointer())
                                .field("metadata")
                                .field(key)
                                .toString()));
    }

    /** Whether a parameter has a value, even one of the wrong type, which is reported separately. */
    private static boolean isGiven(ScaledObjectView.Trigger trigger, String parameter) {
        Node value = trigger.settings().get(parameter);
        return value != null
                && !(value instanceof Node.Scalar scalar
                        && (scalar.isNull() || scalar.text().isEmpty()));
    }

    private static void checkIdentity(
            ScaledObjectView.Trigger trigger, Subject subject, Setting setting, Reporter reporter) {
        Node.Mapping reference = trigger.authenticationRef();
        Node.Mapping identity = reference == null ? null : identityOf(reference, subject, setting.bundle());
        if (identity == null || !Trees.text(identity, "provider").equals("aws")) {
            return;
        }
        if (!trigger.metadata("identityOwner").isEmpty()
                && !reporter.hasReported(trigger.pointer() + "/metadata/identityOwner")) {
            reporter.report(
                    AdviceRules.IDENTITY_OWNER_IGNORED,
                    trigger.pointer() + "/metadata/identityOwner",
                    "identityOwner has no effect because the authentication has podIdentity provider aws.",
                    "Remove it, or set identityOwner in the podIdentity.");
        }
        boolean workload = Trees.text(identity, "identityOwner").equals("workload");
        if (workload && subject.is(KedaKind.SCALED_OBJECT)) {
            checkTarget(trigger, subject, setting, reporter);
        }
    }

    private static Node.@Nullable Mapping identityOf(Node.Mapping reference, Subject subject, Bundle bundle) {
        String given = Trees.text(reference, "kind");
        KedaKind kind = given.isEmpty() ? KedaKind.TRIGGER_AUTHENTICATION : KedaKind.named(given);
        if (kind == null || !kind.isAuthentication()) {
            return null;
        }
        Subject source = bundle.find(
                kind.group(),
                kind.kind(),
                kind.isNamespaced() ? subject.namespace() : "",
                Trees.text(reference, "name"));
        return source == null ? null : source.spec().mapping("podIdentity");
    }

    private static void checkTarget(
            ScaledObjectView.Trigger trigger, Subject subject, Setting setting, Reporter reporter) {
        ScaleTarget target = ScaleTarget.of(subject.spec().mapping("scaleTargetRef"));
        String pointer = trigger.pointer() + "/authenticationRef";
        boolean found =
                setting.bundle().find(target.group(), target.kind(), subject.namespace(), target.name()) != null;
        if (!target.hasKindWithoutLookUp()
                && !found
                && PodTemplates.of(subject, setting.bundle()) == null
                && !reporter.hasReported(pointer)) {
            reporter.report(
                    AdviceRules.ROLE_OF_CUSTOM_TARGET,
                    pointer,
                    "identityOwner: workload takes the role from the pods in spec.template of " + target
                            + ". Without that template, KEDA silently uses the role of its operator.",
                    "Set roleArn in the podIdentity if " + target.kind() + " has no pod template.");
        }
    }
}
