package io.github.keda4j.wiring;

import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.podidentity.policy.Arn;
import io.github.keda4j.podidentity.policy.Partition;
import io.github.keda4j.trigger.AwsAccess;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A resource that was named for triggers, because their own metadata do not say which it is or whose.
 *
 * @param kind the kind of resource
 * @param arn the resource
 * @param triggers the names of the triggers that read it; empty for all that no other source names
 */
record TriggerSource(Kind kind, Arn arn, List<String> triggers) {

    private static final String CLUSTER = "cluster/";
    private static final String ANY = "*";
    private static final int PARTS_OF_CLUSTER = 3;

    /** The kinds of resources that triggers do not fully name. */
    enum Kind {
        MSK_CLUSTER("kafka", "mskCluster", "bootstrapServers", "which MSK cluster the trigger reads"),
        WORKSPACE("aps", "prometheusWorkspace", "serverAddress", "which account the workspace belongs to");

        private final String service;
        private final String method;
        private final String parameter;
        private final String question;

        Kind(String service, String method, String parameter, String question) {
            this.service = service;
            this.method = method;
            this.parameter = parameter;
            this.question = question;
        }

        /** The kind of resource that a call reads; empty if the trigger names it in full. */
        static Optional<Kind> of(AwsAccess access) {
            return Stream.of(values())
                    .filter(kind -> kind.service.equals(access.service()))
                    .findFirst();
        }

        String service() {
            return service;
        }

        /** The builder's method that names the resource. */
        String method() {
            return method;
        }

        /** The trigger's parameter that leads to the resource without naming it. */
        String parameter() {
            return parameter;
        }

        /** What that parameter does not say. */
        String question() {
            return question;
        }
    }

    static TriggerSource mskCluster(String clusterArn, List<String> triggers) {
        return new TriggerSource(
                Kind.MSK_CLUSTER,
                parse(clusterArn, "kafka", CLUSTER, PARTS_OF_CLUSTER, "an MSK cluster", "cluster/demo/1a2b3c4d"),
                triggers);
    }

    static TriggerSource workspace(String workspaceArn) {
        return new TriggerSource(
                Kind.WORKSPACE,
                parse(
                        workspaceArn,
                        "aps",
                        "workspace/",
                        2,
                        "a workspace of Amazon Managed Service for Prometheus",
                        "workspace/ws-1a2b3c4d"),
                List.of());
    }

    private static Arn parse(String text, String service, String prefix, int parts, String kind, String example) {
        try {
            Arn arn = Arn.parse(text, service, prefix);
            List<String> resource = List.of(arn.resource().split("/", -1));
            if (resource.size() == parts
                    && !resource.contains("")
                    && arn.account().matches("\\d{12}")
                    && !arn.region().isEmpty()
                    && Partition.ofRegion(arn.region()) == arn.partition()) {
                return arn;
            }
        } catch (IllegalArgumentException notOfThisKind) {
            // The message below says what is expected here.
        }
        throw new IllegalArgumentException("\"" + text + "\" is not the ARN of " + kind + ", such as arn:aws:" + service
                + ":us-east-1:111122223333:" + example);
    }

    /** The sources that were named for a call of a trigger: those that name the trigger itself, if there are any. */
    static List<TriggerSource> of(ScaleTriggers trigger, AwsAccess access, List<TriggerSource> named) {
        List<TriggerSource> fitting =
                named.stream().filter(source -> source.fits(trigger, access)).toList();
        List<TriggerSource> byName =
                fitting.stream().filter(source -> !source.triggers.isEmpty()).toList();
        return byName.isEmpty() ? fitting : byName;
    }

    private boolean fits(ScaleTriggers trigger, AwsAccess access) {
        if (!access.service().equals(kind.service())) {
            return false;
        }
        return switch (kind) {
            case MSK_CLUSTER ->
                triggers.isEmpty() || triggers.contains(Objects.requireNonNullElse(trigger.getName(), ""));
            case WORKSPACE ->
                access.resource().equals(Optional.of(arn.resource()))
                        && access.region().equals(Optional.of(arn.region()));
        };
    }

    /** The access with what the source says: the account, and for MSK the cluster of topics and groups. */
    AwsAccess complete(AwsAccess access) {
        return new AwsAccess(
                access.actions(),
                access.service(),
                access.region(),
                Optional.of(arn.account()),
                kind == Kind.MSK_CLUSTER ? access.resource().map(this::inCluster) : access.resource(),
                access.conditions(),
                access.when(),
                access.missing(),
                access.partition(),
                access.invalid());
    }

    /** The part of the cluster for that of any cluster: topics and groups have the cluster's name and id before theirs. */
    private String inCluster(String ofAny) {
        if (ofAny.startsWith(CLUSTER)) {
            return arn.resource();
        }
        int slash = ofAny.indexOf('/') + 1;
        String rest = ofAny.substring(slash + ANY.length());
        return ofAny.substring(0, slash) + arn.resource().substring(CLUSTER.length()) + (rest.isEmpty() ? "/*" : rest);
    }
}
