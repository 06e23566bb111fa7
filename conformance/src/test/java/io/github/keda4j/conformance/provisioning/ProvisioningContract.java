package io.github.keda4j.conformance.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.keda4j.conformance.provisioning.Variants.Parts;
import io.github.keda4j.keda.v1alpha1.AdvancedConfig;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.provisioner.Change;
import io.github.keda4j.provisioner.Plan;
import io.github.keda4j.provisioner.Provisioner;
import io.github.keda4j.provisioner.ProvisioningException;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.provisioner.SavedPlan;
import io.github.keda4j.wiring.ScalingStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the provisioner promises about objects, both on an in-memory API server and on a real one with KEDA and its
 * webhooks.
 */
abstract class ProvisioningContract {

    private EmulatedCloud aws;
    private Stacks stacks;
    private Provisioner provisioner;
    private KubernetesClient kubernetes;
    private String namespace;

    /** The manifests to apply. */
    abstract List<Consumer<Parts>> variants();

    /** Returns when KEDA's operator has seen all objects, and has written them back with its finalizer or its label. */
    abstract void letKedaWrite();

    /** Called before each test with a namespace that nothing else uses. */
    final void begin(KubernetesClient client, String ownNamespace) {
        kubernetes = client;
        namespace = ownNamespace;
        aws = EmulatedCloud.start();
        stacks = new Stacks(namespace);
        provisioner = provisioner(builder -> {});
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    Stacks stacks() {
        return stacks;
    }

    Provisioner provisioner(Consumer<Provisioner.Builder> more) {
        Provisioner.Builder builder =
                Provisioner.builder().iam(aws.iam()).eks(aws.eks()).kubernetes(kubernetes);
        more.accept(builder);
        return builder.build();
    }

    @Test
    void valuesThatTheApiServerDefaultsDropsOrRewritesAreNoDifference() {
        List<Consumer<Parts>> variants = variants();
        ScalingStack[] all = new ScalingStack[variants.size()];
        for (int number = 0; number < all.length; number++) {
            all[number] = stacks.stack("q" + number, variants.get(number));
        }
        // An operator can belong to at most a few dozen stacks.
        for (int from = 0; from < all.length; from += Stacks.OF_AN_OPERATOR) {
            ScalingStack[] some = Arrays.copyOfRange(all, from, Math.min(all.length, from + Stacks.OF_AN_OPERATOR));
            Plan plan = provisioner.plan(some);
            assertThat(objects()).as("after planning %s", from).isEmpty();
            provisioner.apply(plan);
            letKedaWrite();

            assertThat(provisioner.plan(some)).as("from %s", from).hasToString("nothing to do");
            assertThat(provisioner.drift(some).isEmpty()).isTrue();

            provisioner.destroy(some);
            assertThat(objects()).as("after destroying %s", from).isEmpty();
        }
    }

    @Test
    void whatKedaWroteBackIsOursToChange() {
        provisioner.apply(stacks.stack("orders", parts -> {
            parts.scaling().getTriggers().get(0).setUseCachedMetrics(false);
            parts.scaling().setAdvanced(new AdvancedConfig());
        }));
        letKedaWrite();

        Plan plan = provisioner.apply(stacks.stack("orders", parts -> {
            parts.scaling().getTriggers().get(0).getMetadata().put("queueLength", "7");
            parts.scaling().getTriggers().get(0).setName("queue");
            parts.scaling().setAdvanced(Variants.formula());
        }));

        assertThat(plan.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.details())
                        .contains("spec.triggers[0].metadata.queueLength: \"5\" -> \"7\"")
                        .anyMatch(line -> line.startsWith("spec.advanced.scalingModifiers")));
    }

    @Test
    void aFieldThatSomebodyEditedIsRefusedWithTheManagerAndTakenIfAdopted() {
        ScalingStack orders = stacks.stack("orders");
        provisioner.apply(orders);
        kubernetes
                .resources(ScaledObject.class)
                .inNamespace(namespace)
                .withName("orders")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("kubectl-edit")
                                .build(),
                        "{\"spec\":{\"maxReplicaCount\":15}}");

        assertRefused(
                () -> provisioner.plan(orders),
                Reason.FOREIGN_OWNER,
                ".spec.maxReplicaCount of ScaledObject " + namespace + "/orders belongs to field manager kubectl-edit");

        Plan plan = provisioner(builder -> builder.adopt("ScaledObject " + namespace + "/orders"))
                .apply(orders);
        assertThat(plan.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.details()).contains("spec.maxReplicaCount: 15 -> 10"));
        assertThat(provisioner.plan(orders)).hasToString("nothing to do");
    }

    @Test
    void aFieldThatSomebodyElseAddedStays() {
        ScalingStack orders = stacks.stack("orders");
        provisioner.apply(orders);
        deployments()
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("kubectl-edit")
                                .build(),
                        "{\"metadata\":{\"labels\":{\"team\":\"payments\"}},\"spec\":{\"revisionHistoryLimit\":3}}");

        assertThat(provisioner.plan(orders)).hasToString("nothing to do");
        provisioner.apply(stacks.stack("orders", parts -> parts.spec().setMinReadySeconds(5)));
        assertThat(deployments().get().getMetadata().getLabels()).containsEntry("team", "payments");
        assertThat(deployments().get().getSpec().getRevisionHistoryLimit()).isEqualTo(3);
        assertThat(deployments().get().getSpec().getMinReadySeconds()).isEqualTo(5);
    }

    /** {@code kubectl edit} sends strategic merge patches for Kubernetes' own kinds. */
    @Test
    void anEditOfAContainerIsRefusedFieldByFieldAndOtherPartsOfItStay() {
        ScalingStack orders = stacks.stack("orders");
        provisioner.apply(orders);
        edit(
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"reader\",\"env\":[{\"name\":\"LEVEL\",\"value\":\"debug\"}]}]}}}}");
        assertThat(provisioner.plan(orders)).hasToString("nothing to do");

        edit(
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"reader\",\"image\":\"example.org/reader:2\"}]}}}}");
        assertRefused(
                () -> provisioner.plan(orders),
                Reason.FOREIGN_OWNER,
                ".spec.template.spec.containers[name=\"reader\"].image of Deployment " + namespace
                        + "/orders belongs to field manager kubectl-edit");

        provisioner(builder -> builder.adopt("Deployment " + namespace + "/orders"))
                .apply(orders);
        Container reader = deployments()
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
        assertThat(reader.getImage()).isEqualTo("example.org/reader:1");
        assertThat(reader.getEnv()).extracting(EnvVar::getName).containsExactly("LEVEL");
        assertThat(provisioner.plan(orders)).hasToString("nothing to do");
    }

    private void edit(String patch) {
        deployments()
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.STRATEGIC_MERGE)
                                .withFieldManager("kubectl-edit")
                                .build(),
                        patch);
    }

    @Test
    void whatADescriptionNoLongerHasGoesFromTheObject() {
        provisioner.apply(stacks.stack("orders", parts -> parts.spec().setMinReadySeconds(5)));

        Plan plan = provisioner.apply(stacks.stack("orders"));

        assertThat(plan.changes())
                .singleElement()
                .satisfies(change ->
                        assertThat(change.details()).anyMatch(line -> line.startsWith("spec.minReadySeconds: 5 -> ")));
        assertThat(deployments().get().getSpec().getMinReadySeconds()).isIn(null, 0);
    }

    @Test
    void aSavedPlanIsStillGoodAfterControllersAndKedaWroteToTheObjects() {
        provisioner.apply(stacks.stack("orders", parts -> parts.scaling().setAdvanced(new AdvancedConfig())));
        ScalingStack changed = stacks.stack("orders", parts -> {
            parts.scaling().setAdvanced(new AdvancedConfig());
            parts.scaling().setMaxReplicaCount(20);
            parts.spec().setMinReadySeconds(5);
        });
        SavedPlan reviewed = SavedPlan.read(provisioner.plan(changed).toJson());
        letKedaWrite();

        provisioner.apply(reviewed, changed);

        assertThat(provisioner.plan(changed)).hasToString("nothing to do");
        assertThat(provisioner.apply(reviewed, changed).isEmpty()).isTrue();
    }

    @Test
    void anObjectOfAnotherManagerIsRefusedAndDestroyLeavesIt() {
        kubernetes
                .resource(stacks.deployment("orders"))
                .fieldManager("team-payments")
                .serverSideApply();
        ScalingStack orders = stacks.stack("orders");

        assertRefused(
                () -> provisioner.apply(orders),
                Reason.FOREIGN_OWNER,
                "Deployment " + namespace + "/orders belongs to field manager team-payments");
        assertThat(provisioner.destroy(orders).changes()).isEmpty();
        assertThat(deployments().get()).isNotNull();
        deployments().delete();
    }

    @Test
    void anAdoptedObjectIsReleasedAsItWas() {
        kubernetes
                .resource(stacks.deployment("orders"))
                .fieldManager("team-payments")
                .serverSideApply();
        ScalingStack orders = stacks.stack("orders");
        Provisioner adopting = provisioner(builder -> builder.adopt("Deployment " + namespace + "/orders"));
        adopting.apply(orders);
        assertThat(provisioner.plan(orders)).hasToString("nothing to do");

        provisioner.destroy(orders);

        Deployment released = deployments().get();
        assertThat(released.getMetadata().getLabels()).isNullOrEmpty();
        assertThat(released.getMetadata().getManagedFields())
                .noneMatch(entry -> entry.getManager().equals("keda4j"));
        deployments().delete();
    }

    @Test
    void whatTheApiServerWouldRefuseIsKnownBeforeTheFirstWrite() {
        provisioner.apply(stacks.stack("orders"));
        List<String> before = written();
        ScalingStack refused = stacks.stack("orders", parts -> {
            parts.spec().getSelector().setMatchLabels(Map.of("app", "orders", "tier", "back"));
            parts.spec().getTemplate().getMetadata().setLabels(Map.of("app", "orders", "tier", "back"));
            parts.serviceAccount().setAutomountServiceAccountToken(false);
        });

        assertRefused(
                () -> provisioner.apply(refused),
                Reason.PREFLIGHT,
                "The API server would refuse Deployment " + namespace + "/orders:");
        assertThat(written()).isEqualTo(before);
        assertThat(provisioner.plan(stacks.stack("orders"))).hasToString("nothing to do");
    }

    /** The metadata that the provisioner's writes change but controllers do not. */
    private List<String> written() {
        ServiceAccount account = kubernetes
                .serviceAccounts()
                .inNamespace(namespace)
                .withName("orders")
                .get();
        List<String> written = new ArrayList<>();
        for (HasMetadata object : List.of(deployments().get(), account)) {
            written.add(object.getKind() + " generation " + object.getMetadata().getGeneration());
            object.getMetadata().getManagedFields().stream()
                    .filter(entry -> entry.getManager().equals("keda4j"))
                    .map(entry -> entry.getTime() + " " + entry.getFieldsV1().getAdditionalProperties())
                    .forEach(written::add);
        }
        return written;
    }

    @Test
    void anObjectThatAFinalizerHoldsIsWaitedForAndMadeAnew() {
        ScalingStack orders = stacks.stack("orders");
        provisioner.apply(orders);
        String uid = deployments().get().getMetadata().getUid();
        finalizers("[\"example.org/hold\"]");
        Provisioner hasty = provisioner(builder -> builder.patience(Duration.ofSeconds(1)));
        assertRefused(
                () -> hasty.destroy(orders),
                Reason.TERMINATING,
                "Deployment " + namespace + "/orders does not go away: it has been terminating since ");
        assertRefused(
                () -> hasty.apply(orders), Reason.TERMINATING, ", held by finalizer example.org/hold. The controller");

        Plan plan = provisioner.plan(orders);
        assertThat(plan.changes())
                .filteredOn(change -> change.target().startsWith("Deployment"))
                .singleElement()
                .extracting(Change::action)
                .isEqualTo(Change.Action.REPLACE);
        finalizers("null");
        provisioner.apply(plan);

        assertThat(deployments().get().getMetadata().getUid()).isNotEqualTo(uid);
        assertThat(provisioner.plan(orders)).hasToString("nothing to do");
        provisioner.destroy(orders);
        assertThat(objects()).isEmpty();
    }

    private void finalizers(String list) {
        deployments()
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .build(),
                        "{\"metadata\":{\"finalizers\":" + list + "}}");
    }

    RollableScalableResource<Deployment> deployments() {
        return kubernetes.apps().deployments().inNamespace(namespace).withName("orders");
    }

    private static void assertRefused(ThrowingCallable call, Reason reason, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }

    /** The existing objects of the stacks. */
    List<String> objects() {
        List<String> all = new ArrayList<>();
        for (Class<? extends HasMetadata> kind :
                List.of(ServiceAccount.class, Deployment.class, TriggerAuthentication.class, ScaledObject.class)) {
            kubernetes.resources(kind).inNamespace(namespace).list().getItems().stream()
                    .map(object -> object.getKind() + " " + object.getMetadata().getName())
                    .filter(name -> !name.equals("ServiceAccount default"))
                    .forEach(all::add);
        }
        return all;
    }
}
