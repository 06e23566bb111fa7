package io.github.keda4j.provisioner;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.provisioner.internal.Owner;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.wiring.ScalingStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociationSummary;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * An account and a cluster, a provisioner that calls them over a {@link Line}, and another user whose line is never
 * disturbed.
 */
final class World implements AutoCloseable {

    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            ServiceAccount.class, Deployment.class, StatefulSet.class, TriggerAuthentication.class, ScaledObject.class);

    final Line line = new Line();
    final EmulatedAws aws;
    final KubernetesApiServer server;
    final Provisioner provisioner;
    final Provisioner other;
    private final KubernetesClient kubernetes;
    private final AtomicReference<Duration> waited = new AtomicReference<>(Duration.ZERO);

    World() {
        aws = EmulatedAws.start(line);
        KubernetesApiServer.Builder builder = KubernetesApiServer.builder();
        new Namespaces().accept(builder);
        server = builder.start();
        kubernetes = server.directClient();
        provisioner = aws.provisioner(
                client(), settings -> settings.pause(pause -> waited.accumulateAndGet(pause, Duration::plus)));
        other = aws.undisturbed(kubernetes);
    }

    private NamespacedKubernetesClient client() {
        return server.directClient(client -> client.withConfig(
                        new io.fabric8.kubernetes.client.ConfigBuilder(kubernetes.getConfiguration())
                                .withRequestRetryBackoffLimit(0)
                                .build())
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("line", line)));
    }

    /** How long the provisioner has waited so far, by its clock. */
    Duration waited() {
        return waited.get();
    }

    /** Destroys what is no longer described, and applies what is described. */
    static void go(Provisioner provisioner, List<ScalingStack> before, List<ScalingStack> described) {
        List<ScalingStack> gone = new ArrayList<>(before);
        gone.removeIf(stack -> described.stream().anyMatch(other -> name(other).equals(name(stack))));
        if (!gone.isEmpty()) {
            provisioner.destroy(gone.toArray(ScalingStack[]::new));
        }
        if (!described.isEmpty()) {
            provisioner.apply(described.toArray(ScalingStack[]::new));
        }
    }

    /** Deletes authentications that a stack has handed over: it uses them still, but nobody here maintains them. */
    void deleteHandedOver() {
        kubernetes.resources(TriggerAuthentication.class).inAnyNamespace().list().getItems().stream()
                .filter(authentication -> authentication.getMetadata().getLabels() == null
                        || authentication.getMetadata().getLabels().isEmpty())
                .forEach(authentication -> kubernetes.resource(authentication).delete());
    }

    private static String name(ScalingStack stack) {
        return stack.workload().getMetadata().getNamespace() + "/"
                + stack.workload().getMetadata().getName();
    }

    /** The complete state, without what another run would name differently. */
    List<String> everything() {
        return everything(association -> true);
    }

    /** The complete state, but of the associations only some, because each is described by a call of its own. */
    List<String> everything(Predicate<PodIdentityAssociationSummary> described) {
        List<String> all = new ArrayList<>();
        aws.theirIam()
                .getAccountAuthorizationDetailsPaginator()
                .roleDetailList()
                .forEach(role -> {
                    all.add(role.arn() + " " + tags(role.tags()) + " " + role.assumeRolePolicyDocument() + " "
                            + role.permissionsBoundary() + " " + role.attachedManagedPolicies());
                    role.rolePolicyList().forEach(policy -> all.add(role.roleName() + " " + policy));
                });
        aws.theirEks().listPodIdentityAssociationsPaginator(list -> list.clusterName("demo")).associations().stream()
                .filter(described)
                .map(found -> aws.theirEks()
                        .describePodIdentityAssociation(
                                describe -> describe.clusterName("demo").associationId(found.associationId()))
                        .association())
                .map(found -> found.namespace() + "/" + found.serviceAccount() + " " + found.roleArn() + " "
                        + found.disableSessionTags() + " " + withoutHistory(found.tags()))
                .forEach(all::add);
        for (Class<? extends HasMetadata> kind : KINDS) {
            kubernetes.resources(kind).inAnyNamespace().list().getItems().stream()
                    .filter(object -> !object.getMetadata().getName().equals("default"))
                    .map(World::told)
                    .forEach(all::add);
        }
        all.sort(null);
        return all;
    }

    private static TreeMap<String, String> tags(List<Tag> tags) {
        TreeMap<String, String> all = new TreeMap<>();
        tags.forEach(tag -> all.put(tag.key(), tag.value()));
        // A tag that a stack no longer describes stays: it may be somebody else's by now.
        all.remove("cost");
        return withoutHistory(all);
    }

    /** The record of a description also says what was there before. */
    private static TreeMap<String, String> withoutHistory(Map<String, String> tags) {
        TreeMap<String, String> some = new TreeMap<>(tags);
        some.computeIfPresent(Owner.DESCRIBED_TAG, (key, value) -> value.replaceFirst("\\+[^/]*", ""));
        return some;
    }

    private static String told(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName() + " " + object.getMetadata().getLabels() + " "
                + object.getMetadata().getAnnotations() + " "
                + (object instanceof Deployment deployment ? deployment.getSpec() : "")
                + (object instanceof StatefulSet set ? set.getSpec() : "")
                + (object instanceof TriggerAuthentication authentication ? authentication.getSpec() : "")
                + (object instanceof ScaledObject scaled ? scaled.getSpec() : "");
    }

    @Override
    public void close() {
        line.clear();
        server.close();
        aws.close();
    }
}
