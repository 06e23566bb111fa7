package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Stacks.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.wiring.ScalingStack;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/** An emulated account, an API server and a provisioner for them, anew for each test. */
abstract class ProvisionerBench {

    EmulatedAws aws;
    KubernetesApiServer server;
    KubernetesClient kubernetes;
    Provisioner provisioner;

    @BeforeEach
    final void start() {
        aws = EmulatedAws.start();
        KubernetesApiServer.Builder builder = KubernetesApiServer.builder();
        new Namespaces().accept(builder);
        configure(builder);
        server = builder.start();
        kubernetes = server.directClient();
        provisioner = aws.provisioner(kubernetes, this::configure);
    }

    @AfterEach
    final void stop() {
        server.close();
        aws.close();
    }

    /** What a test wants the API server to do beyond its defaults. */
    void configure(KubernetesApiServer.Builder settings) {}

    /** What a test wants of the provisioner beyond its defaults. */
    void configure(Provisioner.Builder settings) {}

    static ScalingStack orders() {
        return Stacks.readerOf("orders").build();
    }

    /** A stack that differs from {@link #orders} only in its ScaledObject. */
    static ScalingStack ordersUpTo(int maxReplicas) {
        return Stacks.readerOf("orders")
                .scaledObject(Stacks.scaledObject("orders", maxReplicas))
                .build();
    }

    Provisioner adopting(String... targets) {
        return aws.provisioner(kubernetes, builder -> List.of(targets).forEach(builder::adopt));
    }

    List<RoleDetail> roles() {
        return aws.theirIam().getAccountAuthorizationDetailsPaginator().roleDetailList().stream()
                .toList();
    }

    List<String> roleNames() {
        return roles().stream().map(RoleDetail::roleName).toList();
    }

    PolicyDocument trust(String role) {
        return PolicyDocument.parseUrlEncoded(
                aws.theirIam().getRole(get -> get.roleName(role)).role().assumeRolePolicyDocument());
    }

    /** The associations of the cluster, as {@code namespace/service account}. */
    List<String> associations() {
        return aws
                .theirEks()
                .listPodIdentityAssociationsPaginator(list -> list.clusterName("demo"))
                .associations()
                .stream()
                .map(one -> one.namespace() + "/" + one.serviceAccount())
                .toList();
    }

    /** The association of a service account in the namespace of {@link Stacks}. */
    PodIdentityAssociation association(String serviceAccount) {
        String id = aws.theirEks()
                .listPodIdentityAssociations(list ->
                        list.clusterName("demo").serviceAccount(serviceAccount).namespace(NAMESPACE))
                .associations()
                .get(0)
                .associationId();
        return aws.theirEks()
                .describePodIdentityAssociation(
                        describe -> describe.clusterName("demo").associationId(id))
                .association();
    }

    void assertNothingIsLeftInAws() {
        assertThat(roleNames()).isEmpty();
        assertThat(associations()).isEmpty();
    }

    Deployment deployment(String name) {
        return Stacks.find(kubernetes, Deployment.class, name);
    }

    /** Somebody deletes a Deployment and creates it again. */
    void makeAnew(String deployment) {
        Deployment old = deployment(deployment);
        kubernetes.resource(old).delete();
        old.getMetadata().setResourceVersion(null);
        old.getMetadata().setUid(null);
        old.getMetadata().setManagedFields(null);
        kubernetes.resource(old).create();
    }

    /** Somebody patches an object of the namespace of {@link Stacks}. */
    void merge(Class<? extends HasMetadata> kind, String name, String manager, String patch) {
        kubernetes
                .resources(kind)
                .inNamespace(NAMESPACE)
                .withName(name)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager(manager)
                                .build(),
                        patch);
    }
}
