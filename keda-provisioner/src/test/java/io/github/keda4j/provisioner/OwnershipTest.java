package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Stacks.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.ScalerIdentity;
import io.github.keda4j.wiring.ScalingStack;
import io.github.keda4j.wiring.WorkloadAccess;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;

/** What belongs to others, what is shared, what is no longer described, and what somebody changed manually. */
class OwnershipTest extends ProvisionerBench {

    private static final String NIGHTLY = """
            {"Version":"2012-10-17","Statement":[{"Sid":"Nightly","Effect":"Allow",
             "Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    @Test
    void aDeploymentOfHelmIsRefusedWithItsName() {
        create(Stacks.deployment("orders")
                .edit()
                .editMetadata()
                .addToLabels("app.kubernetes.io/managed-by", "Helm")
                .addToAnnotations("meta.helm.sh/release-name", "shop")
                .endMetadata()
                .build());

        assertRefused(
                Reason.FOREIGN_OWNER,
                "Deployment security/orders belongs to Helm (release shop). Give it another name, or call"
                        + " adopt(\"Deployment security/orders\").");
        assertThat(aws.iam().listRoles().roles()).isEmpty();
    }

    @Test
    void aServiceAccountOfAnotherTeamIsRefusedWithItsFieldManager() {
        ServiceAccount theirs = Stacks.serviceAccount("orders");
        theirs.getMetadata().setLabels(Map.of("team", "payments"));
        kubernetes.resource(theirs).fieldManager("team-payments").serverSideApply();

        assertRefused(Reason.FOREIGN_OWNER, "ServiceAccount security/orders belongs to field manager team-payments.");
    }

    @Test
    void aForeignRoleAndAForeignAssociationAreRefusedWithWhatTheirTagsSay() {
        aws.iam()
                .createRole(role -> role.roleName("orders")
                        .assumeRolePolicyDocument(NIGHTLY)
                        .tags(Tag.builder().key("team").value("payments").build()));
        aws.eks()
                .createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace(NAMESPACE)
                        .serviceAccount("orders")
                        .roleArn("arn:aws:iam::111122223333:role/orders")
                        .tags(Map.of("terraform", "prod")));

        assertRefused(
                Reason.FOREIGN_OWNER,
                "IAM role orders belongs to somebody else (tag team=payments). Give the stack's role another name, or call"
                        + " adopt(\"IAM role orders\").");
        assertRefused(
                Reason.FOREIGN_OWNER,
                "pod identity association demo/security/orders belongs to somebody else (tag terraform=prod).");
        assertThat(aws.iam().listRolePolicies(list -> list.roleName("orders")).policyNames())
                .isEmpty();
    }

    @Test
    void anAdoptedDeploymentKeepsWhatOthersSetAndIsReleasedInTheEnd() {
        create(Stacks.deployment("orders")
                .edit()
                .editMetadata()
                .addToLabels("team", "payments")
                .endMetadata()
                .editSpec()
                .withReplicas(4)
                .endSpec()
                .build());
        Provisioner adopting = adopting("Deployment security/orders");

        adopting.apply(orders());

        assertThat(adopting.plan(orders()).isEmpty()).isTrue();
        assertThat(provisioner.plan(orders()).isEmpty())
                .as("an adopted object stays adopted")
                .isTrue();
        assertThat(deployment("orders").getMetadata().getLabels()).containsEntry("team", "payments");
        assertThat(deployment("orders").getSpec().getReplicas()).isEqualTo(4);

        Plan removal = provisioner.destroy(orders());

        assertThat(removal.notes()).contains("Deployment security/orders stays: it existed before it was adopted.");
        assertThat(deployment("orders").getMetadata().getLabels()).containsExactly(Map.entry("team", "payments"));
        assertThat(deployment("orders").getMetadata().getAnnotations()).isNullOrEmpty();
        assertThat(deployment("orders").getMetadata().getManagedFields())
                .noneMatch(entry -> entry.getManager().equals("keda4j"));
        assertThat(deployment("orders").getSpec().getTemplate().getSpec().getContainers())
                .hasSize(1);
        assertThat(provisioner.planRemoval(orders()).isEmpty()).isTrue();
    }

    @Test
    void anAdoptedRoleKeepsItsOwnStatementsAndPoliciesAndIsReleasedInTheEnd() {
        aws.iam().createRole(role -> role.roleName("orders").assumeRolePolicyDocument(NIGHTLY));
        aws.iam()
                .putRolePolicy(
                        policy -> policy.roleName("orders").policyName("theirs").policyDocument("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}"""));

        adopting("IAM role orders").apply(orders());

        assertThat(sids("orders")).containsExactlyInAnyOrder("Nightly", "AllowEksAuthToAssumeRoleForPodIdentityKeda4j");
        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();

        Plan removal = provisioner.destroy(orders());

        assertThat(removal.notes()).contains("IAM role orders stays: it existed before it was adopted.");
        assertThat(aws.iam().listRoles().roles()).extracting(Role::roleName).containsExactly("orders");
        assertThat(sids("orders")).containsExactly("Nightly");
        assertThat(aws.iam().listRolePolicies(list -> list.roleName("orders")).policyNames())
                .containsExactly("theirs");
        assertThat(aws.iam().listRoleTags(list -> list.roleName("orders")).tags())
                .isEmpty();
        assertThat(provisioner.planRemoval(orders()).isEmpty()).isTrue();
    }

    @Test
    void aFieldThatSomebodyEditedIsRefusedWithTheManagerUnlessAdopted() {
        provisioner.apply(orders());
        kubernetes
                .resource(Stacks.scaledObject("orders", 10))
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("kubectl-edit")
                                .build(),
                        "{\"spec\":{\"maxReplicaCount\":15}}");

        assertRefused(
                Reason.FOREIGN_OWNER,
                ".spec.maxReplicaCount of ScaledObject security/orders belongs to field manager kubectl-edit.");
        assertThat(provisioner.drift(orders()).problems())
                .singleElement()
                .asString()
                .contains(".spec.maxReplicaCount of ScaledObject security/orders");

        Plan plan = adopting("ScaledObject security/orders").apply(orders());

        assertThat(plan.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.details()).contains("spec.maxReplicaCount: 15 -> 10"));
        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();
    }

    @Test
    void whatKedasOperatorHasAShareInIsOursAsLongAsItHasOurValue() {
        provisioner.apply(orders());
        writeMaxReplicas("keda-operator", 15);
        assertRefused(
                Reason.FOREIGN_OWNER,
                ".spec.maxReplicaCount of ScaledObject security/orders belongs to field manager keda-operator");

        provisioner.apply(ordersUpTo(15));
        provisioner.apply(ordersUpTo(20));
        assertThat(provisioner.plan(ordersUpTo(20)).isEmpty()).isTrue();

        writeMaxReplicas("kubectl-edit", 25);
        provisioner.apply(ordersUpTo(25));
        assertThatThrownBy(() -> provisioner.apply(ordersUpTo(30)))
                .hasMessageContaining("belongs to field manager kubectl-edit");
    }

    private void writeMaxReplicas(String manager, int count) {
        kubernetes
                .resources(ScaledObject.class)
                .inNamespace(NAMESPACE)
                .withName("orders")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager(manager)
                                .build(),
                        "{\"spec\":{\"maxReplicaCount\":" + count + "}}");
    }

    @Test
    void destroyLeavesWhatBelongsToOthersAndSaysSo() {
        create(Stacks.deployment("orders"));

        Plan plan = provisioner.destroy(orders());

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan).asString().contains("Deployment security/orders stays: it belongs to field manager");
        assertThat(deployment("orders")).isNotNull();
    }

    @Test
    void twoPipelinesThatShareARoleConvergeIfTheyAgreeAndTheLastOneOutRemovesIt() {
        ScalingStack orders = sharing("orders", access -> {});
        ScalingStack invoices = sharing("invoices", access -> {});

        provisioner.apply(orders);
        provisioner.apply(invoices);

        assertThat(provisioner.plan(orders).isEmpty()).isTrue();
        assertThat(provisioner.plan(invoices).isEmpty()).isTrue();
        assertThat(provisioner.destroy(orders).notes())
                .contains("IAM role readers stays: it belongs to stack us-east-1/demo/security/invoices too.");
        assertThat(provisioner.plan(invoices).isEmpty()).isTrue();
        provisioner.destroy(invoices);
        assertNothingIsLeft();
    }

    @Test
    void twoPipelinesThatDescribeASharedRoleDifferentlyDoNotTakeItFromEachOther() {
        provisioner.apply(sharing("orders", access -> {}));
        ScalingStack tagged = sharing(
                "invoices", access -> access.role(IamRole.named("readers").withTag("cost", "1")));

        assertThatThrownBy(() -> provisioner.apply(tagged))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.FOREIGN_OWNER))
                .hasMessageContaining(
                        "IAM role readers belongs to stack us-east-1/demo/security/orders too, which describes it"
                                + " differently (another permissions boundary or other tags)");
        assertThat(provisioner.plan(sharing("orders", access -> {})).isEmpty()).isTrue();
    }

    @Test
    void aRemovalThatWasPlannedBeforeAnotherStackCameLeavesItTheOperator() {
        ScalingStack orders = orders();
        ScalingStack invoices = Stacks.readerOf("invoices").build();
        provisioner.apply(orders);
        Plan removal = provisioner.planRemoval(orders);
        provisioner.apply(invoices);

        provisioner.apply(removal);

        assertThat(provisioner.plan(invoices).isEmpty()).isTrue();
        provisioner.destroy(invoices);
        assertNothingIsLeft();
    }

    @Test
    void whatAStackNoLongerDescribesGoesAndThePlanShowsIt() {
        provisioner.apply(orders());
        ScalingStack renamed = Stacks.readerOf("orders")
                .workload(
                        withServiceAccount("orders", "reader"),
                        Stacks.serviceAccount("reader"),
                        access -> access.role(IamRole.named("orders-pods"))
                                .consume("arn:aws:sqs:us-east-1:111122223333:orders"))
                .scalerIdentity(ScalerIdentity.operatorRole())
                .build();

        Plan plan = provisioner.plan(renamed);

        assertThat(plan.changes())
                .filteredOn(change -> change.action() == Change.Action.DELETE)
                .extracting(Change::target)
                .containsExactlyInAnyOrder(
                        "inline policy assume-orders-scaler of IAM role keda-operator",
                        "ServiceAccount security/orders",
                        "inline policy run-security.orders of IAM role orders",
                        "IAM role orders",
                        "inline policy read-events-of-security.orders of IAM role orders-scaler",
                        "IAM role orders-scaler",
                        "pod identity association demo/security/orders");
        provisioner.apply(plan);
        assertThat(provisioner.plan(renamed).isEmpty()).isTrue();
        provisioner.destroy(renamed);
        assertNothingIsLeft();
    }

    @Test
    void changesByHandOnOurRoleAreToldAndPutBack() {
        provisioner.apply(orders());
        aws.iam()
                .attachRolePolicy(
                        attach -> attach.roleName("orders").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
        aws.iam()
                .putRolePolicy(policy ->
                        policy.roleName("orders").policyName("everything").policyDocument("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""));
        aws.iam().updateRole(role -> role.roleName("orders").maxSessionDuration(43_200));

        Drift drift = provisioner.drift(orders());

        assertThat(drift).hasToString("""
                  ~ session length of IAM role orders
                      43200 s -> 3600 s
                  - managed policy arn:aws:iam::aws:policy/AdministratorAccess of IAM role orders
                      no stack describes it
                  - inline policy everything of IAM role orders
                      no stack describes it

                Plan: 0 to add, 1 to change, 2 to destroy.""");
        provisioner.apply(orders());
        assertThat(provisioner.drift(orders()).isEmpty()).isTrue();
        assertThat(aws.iam()
                        .listAttachedRolePolicies(list -> list.roleName("orders"))
                        .attachedPolicies())
                .isEmpty();
    }

    @Test
    void aRoleThatSomebodyWidenedGoesWithTheStackAll() {
        provisioner.apply(orders());
        aws.iam()
                .attachRolePolicy(
                        attach -> attach.roleName("orders").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));

        provisioner.destroy(orders());

        assertNothingIsLeft();
    }

    private static Deployment withServiceAccount(String name, String serviceAccount) {
        Deployment deployment = Stacks.deployment(name);
        deployment.getSpec().getTemplate().getSpec().setServiceAccountName(serviceAccount);
        return deployment;
    }

    private static ScalingStack sharing(String queue, Consumer<WorkloadAccess> more) {
        return Stacks.readerOf(queue)
                .workload(withServiceAccount(queue, "readers"), Stacks.serviceAccount("readers"), access -> {
                    access.role(IamRole.named("readers")).consume("arn:aws:sqs:us-east-1:111122223333:" + queue);
                    more.accept(access);
                })
                .build();
    }

    private void assertRefused(Reason reason, String message) {
        assertThatThrownBy(() -> provisioner.apply(orders()))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }

    private void assertNothingIsLeft() {
        assertThat(aws.iam().listRoles().roles()).isEmpty();
        assertThat(aws.eks()
                        .listPodIdentityAssociations(list -> list.clusterName("demo"))
                        .associations())
                .isEmpty();
        for (Class<? extends HasMetadata> kind : List.of(ServiceAccount.class, Deployment.class, ScaledObject.class)) {
            assertThat(kubernetes.resources(kind).inNamespace(NAMESPACE).list().getItems())
                    .filteredOn(object -> !object.getMetadata().getName().equals("default"))
                    .isEmpty();
        }
    }

    private void create(HasMetadata object) {
        kubernetes.resource(object).create();
    }

    private List<String> sids(String role) {
        return PolicyDocument.parseUrlEncoded(
                        aws.iam().getRole(get -> get.roleName(role)).role().assumeRolePolicyDocument())
                .statements()
                .stream()
                .map(statement -> statement.sid().orElseThrow())
                .toList();
    }
}
