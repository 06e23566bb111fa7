package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Failures.assertFails;
import static io.github.keda4j.provisioner.Stacks.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.testing.kubernetes.Admission;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalerIdentity;
import io.github.keda4j.wiring.ScalingStack;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.Tag;

/** What others copy, take over, make anew under the same name, or change while a plan waits for its review. */
class TakenByOthersTest {

    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[
             {"Sid":"AllowEksAuthToAssumeRoleForPodIdentity","Effect":"Allow",
              "Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"]},
             {"Sid":"Nightly","Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    private static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

    private final AtomicBoolean alreadyManaged = new AtomicBoolean(true);
    private EmulatedAws aws;
    private KubernetesApiServer server;
    private KubernetesClient kubernetes;
    private Provisioner provisioner;

    @BeforeEach
    void start() {
        aws = EmulatedAws.start();
        KubernetesApiServer.Builder builder = KubernetesApiServer.builder().admission(this::refuseASecondScaledObject);
        new Namespaces().accept(builder);
        server = builder.start();
        kubernetes = server.client();
        provisioner = aws.provisioner(kubernetes, settings -> settings.pause(pause -> alreadyManaged.set(false)));
    }

    /** As KEDA's webhook does until it has seen the end of the first one. */
    private Admission.Decision refuseASecondScaledObject(HasMetadata object, HasMetadata before) {
        return object instanceof ScaledObject
                        && object.getMetadata().getName().equals("by-queue")
                        && alreadyManaged.get()
                ? Admission.Decision.deny(
                        "the workload 'orders' of type 'apps/v1.Deployment' is already managed by the ScaledObject 'orders'")
                : Admission.Decision.allow();
    }

    @AfterEach
    void stop() {
        server.close();
        aws.close();
    }

    private static ScalingStack orders() {
        return Stacks.readerOf("orders").build();
    }

    private static ScalingStack withRole(IamRole role) {
        return Stacks.readerOf("orders")
                .workload(
                        Stacks.deployment("orders"),
                        Stacks.serviceAccount("orders"),
                        access -> access.role(role).consume("arn:aws:sqs:us-east-1:111122223333:orders"))
                .scalerIdentity(ScalerIdentity.operatorRole())
                .build();
    }

    @Test
    void aCopyOfAnObjectWithOurLabelsIsNobodysOfOurs() {
        provisioner.apply(orders());
        copyOfTheDeployment("orders-canary");

        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();
        Plan removal = provisioner.destroy(orders());

        assertThat(removal.notes())
                .anyMatch(note ->
                        note.startsWith("Deployment security/orders-canary stays: it belongs to field manager"));
        assertThat(deployment("orders-canary")).isNotNull();
    }

    @Test
    void anObjectThatSomebodyMadeAnewFromACopyIsTheirs() {
        provisioner.apply(orders());
        Deployment copy = copyOfTheDeployment("orders-canary");
        kubernetes.resource(deployment("orders")).delete();
        copy.getMetadata().setName("orders");
        kubernetes.resource(copy).create();

        assertFails(
                () -> provisioner.apply(orders()),
                Reason.FOREIGN_OWNER,
                "Deployment security/orders belongs to field manager");
        provisioner.destroy(orders());
        assertThat(deployment("orders")).isNotNull();
    }

    @Test
    void aLabelThatSomebodyTookAwayIsPutBackAndTheObjectGoesWithItsStack() {
        provisioner.apply(orders());
        merge("{\"metadata\":{\"labels\":{\"stack.keda4j.github.io/orders\":null}}}");

        assertThat(provisioner.drift(orders()).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.details()).containsExactly("stack orders needs it too"));
        provisioner.destroy(orders());
        assertThat(deployment("orders")).isNull();
    }

    @Test
    void anAdoptedObjectIsNeverDeletedWhateverMarksSomebodyTookAway() {
        String label = "\"labels\":{\"stack.keda4j.github.io/orders\":null}";
        String adopted = "\"keda4j.github.io/adopted\":null";
        String described = "\"keda4j.github.io/described\":null";
        for (String marks : List.of(
                "\"annotations\":{" + adopted + "}",
                "\"annotations\":{" + described + "}",
                "\"annotations\":{" + adopted + "," + described + "}",
                label + ",\"annotations\":{" + adopted + "}",
                label + ",\"annotations\":{" + adopted + "," + described + "}")) {
            kubernetes.resource(Stacks.deployment("orders")).create();
            aws.provisioner(kubernetes, builder -> builder.adopt("Deployment security/orders"))
                    .apply(orders());
            merge("{\"metadata\":{" + marks + "}}");

            assertThat(provisioner.planRemoval(orders()).changes())
                    .as(marks)
                    .noneMatch(change ->
                            change.target().startsWith("Deployment") && change.action() == Change.Action.DELETE);
            if (!marks.startsWith(label) || !marks.contains(described)) {
                provisioner.apply(orders());
                assertThat(provisioner.plan(orders()).isEmpty()).as(marks).isTrue();
            }
            provisioner.destroy(orders());
            assertThat(deployment("orders")).as(marks).isNotNull();
            kubernetes.resource(deployment("orders")).delete();
        }
    }

    @Test
    void anObjectOfOursWithoutItsAnnotationIsReleasedInTheEnd() {
        provisioner.apply(orders());
        merge("{\"metadata\":{\"annotations\":{\"keda4j.github.io/described\":null}}}");

        assertThat(provisioner.plan(orders()).toString())
                .contains("  ~ Deployment security/orders\n"
                        + "      without keda4j's annotation it counts as adopted: it is released in the end, and not"
                        + " deleted");
        provisioner.apply(orders());
        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();
        provisioner.destroy(orders());
        assertThat(deployment("orders")).isNotNull();
    }

    @Test
    void anObjectThatHelmHasTakenOverIsReleasedInTheEnd() {
        provisioner.apply(orders());
        merge("{\"metadata\":{\"labels\":{\"app.kubernetes.io/managed-by\":\"Helm\"},"
                + "\"annotations\":{\"meta.helm.sh/release-name\":\"shop\"}}}");

        assertThat(provisioner.destroy(orders()).notes())
                .contains("Deployment security/orders stays: it belongs to Helm (release shop) too.");
        assertThat(deployment("orders").getMetadata().getLabels()).containsOnlyKeys("app.kubernetes.io/managed-by");
        assertThat(provisioner.planRemoval(orders()).isEmpty()).isTrue();
    }

    @Test
    void whatSomebodyTaggedAsTheirsIsRefusedWithThatTagAndReleasedInTheEnd() {
        provisioner.apply(orders());
        aws.iam()
                .tagRole(role -> role.roleName("orders")
                        .tags(Tag.builder().key("managed-by").value("terraform").build()));
        aws.eks()
                .tagResource(tags -> tags.resourceArn(association("orders").associationArn())
                        .tags(Map.of("managed-by", "terraform")));

        for (String target : List.of("IAM role orders", "pod identity association demo/security/orders")) {
            assertFails(
                    () -> provisioner.plan(orders()),
                    Reason.FOREIGN_OWNER,
                    target + " belongs to somebody else (tag managed-by=terraform).");
        }
        assertThat(provisioner.destroy(orders()).notes())
                .contains("IAM role orders stays: it belongs to somebody else (tag managed-by=terraform).");
        assertThat(roles()).extracting(RoleDetail::roleName).containsExactly("orders");
    }

    @Test
    void aRoleThatSomebodyMadeAnewSinceThePlanGetsNoGrant() {
        provisioner.apply(orders());
        Plan plan = provisioner.plan(Stacks.readerOf("orders")
                .workload(
                        Stacks.deployment("orders"),
                        Stacks.serviceAccount("orders"),
                        access -> access.role(IamRole.named("orders-scaler"))
                                .consume("arn:aws:sqs:us-east-1:111122223333:orders"))
                .scalerIdentity(ScalerIdentity.operatorRole())
                .build());
        aws.iam()
                .deleteRolePolicy(
                        policy -> policy.roleName("orders-scaler").policyName("read-events-of-security.orders"));
        aws.iam().deleteRole(role -> role.roleName("orders-scaler"));
        aws.iam().createRole(role -> role.roleName("orders-scaler").assumeRolePolicyDocument(TRUST));

        assertFails(() -> provisioner.apply(plan), Reason.STALE_PLAN, "(the role was recreated)");
        assertThat(aws.iam()
                        .listRolePolicies(list -> list.roleName("orders-scaler"))
                        .policyNames())
                .isEmpty();
    }

    @Test
    void aRemovalRefusesBeforeItsFirstWriteIfWhatItRemovesHasAnotherPurposeByNow() {
        provisioner.apply(orders());
        Plan removal = provisioner.planRemoval(orders());
        aws.iam().updateAssumeRolePolicy(trust -> trust.roleName("orders").policyDocument(TRUST));
        aws.iam().attachRolePolicy(attach -> attach.roleName("orders").policyArn(READ_ONLY));
        aws.eks()
                .updatePodIdentityAssociation(update -> update.clusterName("demo")
                        .associationId(association("orders").associationId())
                        .roleArn("arn:aws:iam::111122223333:role/keda-operator"));

        assertFails(() -> provisioner.apply(removal), Reason.STALE_PLAN, "statement Nightly added");
        assertFails(
                () -> provisioner.apply(removal),
                Reason.STALE_PLAN,
                "managed policy arn:aws:iam::aws:policy/ReadOnlyAccess attached");
        assertFails(
                () -> provisioner.apply(removal),
                Reason.STALE_PLAN,
                "pod identity association demo/security/orders has changed since the plan: role"
                        + " arn:aws:iam::111122223333:role/orders");
        assertThat(deployment("orders")).isNotNull();
    }

    @Test
    void anAdoptedRoleKeepsAStatementOfItsOwnWithTheSidThatAwsRecommends() {
        aws.iam().createRole(role -> role.roleName("orders").assumeRolePolicyDocument(TRUST));
        String before = trust("orders");
        Provisioner adopting = aws.provisioner(kubernetes, builder -> builder.adopt("IAM role orders"));

        adopting.apply(orders());
        assertThat(PolicyDocument.parse(trust("orders")).statements())
                .containsAll(PolicyDocument.parse(before).statements())
                .hasSize(3);
        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();

        provisioner.destroy(orders());
        assertThat(trust("orders")).isEqualTo(before);
    }

    @Test
    void anInlinePolicyOfAnAdoptedRoleIsNotOverwritten() {
        aws.iam().createRole(role -> role.roleName("orders").assumeRolePolicyDocument(TRUST));
        aws.iam()
                .putRolePolicy(policy -> policy.roleName("orders")
                        .policyName("run-security.orders")
                        .policyDocument(EVERYTHING));

        assertFails(
                () -> aws.provisioner(kubernetes, builder -> builder.adopt("IAM role orders"))
                        .apply(orders()),
                Reason.PREFLIGHT,
                "IAM role orders was not made by keda4j and has another inline policy run-security.orders.");
    }

    @Test
    void whatAStackOfTheSameNameInAnotherRegionMadeIsNeitherTakenNorPruned() {
        provisioner.apply(orders());
        try (EmulatedAws europe = EmulatedAws.start(new Line(), List.of("demo"), Region.EU_WEST_1)) {
            Provisioner there = aws.provisioner(kubernetes, builder -> builder.eks(europe.eks()));
            ScalingStack.Builder stack = Stacks.readerOf("orders")
                    .cluster("arn:aws:eks:eu-west-1:111122223333:cluster/demo")
                    .scalerIdentity(ScalerIdentity.operatorRole());

            assertFails(
                    () -> there.plan(stack.build()),
                    Reason.FOREIGN_OWNER,
                    "IAM role orders belongs to stack us-east-1/demo/security/orders too, which describes it differently");
            assertThat(there.drift(stack.operator(
                                            KedaOperator.inNamespace("keda").withRole(IamRole.named("keda-eu")))
                                    .build())
                            .changes())
                    .noneMatch(change -> change.target().contains("IAM role orders"));
        }
    }

    @Test
    void theAssociationOfAnOperatorThatMovedIsFoundAmongManyOfOthers() {
        for (int number = 0; number < 120; number++) {
            String name = "job-" + number;
            aws.eks()
                    .createPodIdentityAssociation(create -> create.clusterName("demo")
                            .namespace("batch")
                            .serviceAccount(name)
                            .roleArn(aws.iam()
                                    .createRole(role -> role.roleName(name).assumeRolePolicyDocument(TRUST))
                                    .role()
                                    .arn()));
        }
        provisioner.apply(orders());
        long before = describes();
        provisioner.plan(orders());
        assertThat(describes() - before).isLessThan(5);
        provisioner.apply(Stacks.readerOf("orders")
                .operator(KedaOperator.inNamespace("payments").withServiceAccount("scaler"))
                .build());

        assertThat(associations()).doesNotContain("keda/keda-operator").hasSize(122);
    }

    private long describes() {
        return aws.emulator().calls().stream()
                .filter(call -> call.action().equals("eks:DescribePodIdentityAssociation"))
                .count();
    }

    private List<String> associations() {
        return aws.eks().listPodIdentityAssociationsPaginator(list -> list.clusterName("demo")).associations().stream()
                .map(one -> one.namespace() + "/" + one.serviceAccount())
                .toList();
    }

    @Test
    void aRoleThatAStackHandsOverToOthersKeepsItsPolicies() {
        provisioner.apply(withRole(IamRole.named("orders")));
        ScalingStack after = withRole(IamRole.existing("arn:aws:iam::111122223333:role/orders"));

        assertThat(provisioner.apply(after).notes())
                .contains("IAM role orders stays: its stack refers to it as an existing role.");
        assertThat(roles())
                .filteredOn(role -> role.roleName().equals("orders"))
                .singleElement()
                .satisfies(role -> {
                    assertThat(role.tags()).isEmpty();
                    assertThat(role.rolePolicyList()).hasSize(1);
                });
        assertThat(provisioner.plan(after).isEmpty()).isTrue();
        provisioner.destroy(after);
        assertThat(roles()).extracting(RoleDetail::roleName).containsExactly("orders");
    }

    @Test
    void anAuthenticationThatAStackHandsOverToOthersStays() {
        provisioner.apply(orders());

        assertThat(provisioner
                        .apply(Stacks.readerOf("orders").existing("orders").build())
                        .notes())
                .contains("TriggerAuthentication security/orders stays: a ScaledObject refers to it as an"
                        + " existing object.");
    }

    @Test
    void aDescriptionThatSomebodyGaveARoleIsADifference() {
        provisioner.apply(orders());
        aws.iam()
                .updateRole(
                        role -> role.roleName("orders").description("ours now").maxSessionDuration(3600));

        assertThat(provisioner.drift(orders()).changes())
                .extracting(Object::toString)
                .containsExactly("~ description of IAM role orders (ours now -> (none))");
        provisioner.apply(orders());
        assertThat(provisioner.drift(orders()).isEmpty()).isTrue();
    }

    @Test
    void aRenamedScaledObjectComesAfterTheEndOfTheOldOne() {
        provisioner.apply(orders());
        ScaledObject renamed = Stacks.scaledObject("orders", 10);
        renamed.getMetadata().setName("by-queue");
        ScalingStack stack = Stacks.readerOf("orders").scaledObject(renamed).build();

        Plan plan = provisioner.apply(stack);

        assertThat(plan.changes())
                .extracting(Change::target)
                .filteredOn(target -> target.startsWith("ScaledObject"))
                .containsExactly("ScaledObject security/orders", "ScaledObject security/by-queue");
        assertThat(plan.changes())
                .filteredOn(change -> change.target().endsWith("/by-queue"))
                .extracting(Change::action)
                .containsExactly(Change.Action.CREATE);
        assertThat(provisioner.plan(stack).isEmpty()).isTrue();
    }

    @Test
    void aTrustPolicyThatWouldGetTooLongIsKnownBeforeAnyWrite() {
        StringBuilder more = new StringBuilder();
        for (int number = 0; number < 16; number++) {
            more.append(",{\"Sid\":\"Job")
                    .append(number)
                    .append("\",\"Effect\":\"Allow\",")
                    .append("\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}");
        }
        String nightly = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Nightly\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}" + more + "]}";
        aws.iam().createRole(role -> role.roleName("orders").assumeRolePolicyDocument(nightly));

        assertFails(
                () -> aws.provisioner(kubernetes, builder -> builder.adopt("IAM role orders"))
                        .plan(orders()),
                Reason.PREFLIGHT,
                "The trust policy of IAM role orders would have ");
    }

    @Test
    void headersAndPasswordsOfUrlsAreHidden() {
        ScaledObject scaledObject = Stacks.scaledObject("orders", 10);
        ScaledObject prometheus = scaledObject
                .edit()
                .editSpec()
                .addNewTrigger()
                .withType("prometheus")
                .withMetadata(Map.of(
                        "serverAddress",
                        "http://joe:canary-1@prometheus:9090",
                        "query",
                        "up",
                        "threshold",
                        "5",
                        "customHeaders",
                        "X-Api-Key=canary-2"))
                .endTrigger()
                .endSpec()
                .build();
        provisioner.apply(orders());
        Plan plan = provisioner.plan(
                Stacks.readerOf("orders").scaledObject(prometheus).build());

        assertThat(plan.toString() + plan.toJson())
                .contains("spec.triggers[1].metadata.query: ", "spec.triggers[1].metadata.customHeaders: (hidden)")
                .doesNotContain("canary", "triggers[0]");
    }

    private Deployment copyOfTheDeployment(String name) {
        Deployment copy = deployment("orders");
        copy.getMetadata().setName(name);
        copy.getMetadata().setUid(null);
        copy.getMetadata().setResourceVersion(null);
        copy.getMetadata().setManagedFields(null);
        kubernetes.resource(copy).create();
        return copy;
    }

    private Deployment deployment(String name) {
        return kubernetes
                .apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(name)
                .get();
    }

    private void merge(String patch) {
        kubernetes
                .apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("orders")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("somebody")
                                .build(),
                        patch);
    }

    private List<RoleDetail> roles() {
        return aws.iam().getAccountAuthorizationDetailsPaginator().roleDetailList().stream()
                .toList();
    }

    private String trust(String role) {
        return PolicyDocument.parseUrlEncoded(
                        aws.iam().getRole(get -> get.roleName(role)).role().assumeRolePolicyDocument())
                .canonical()
                .toJson();
    }

    private PodIdentityAssociation association(String serviceAccount) {
        String id = aws.eks()
                .listPodIdentityAssociations(list ->
                        list.clusterName("demo").serviceAccount(serviceAccount).namespace(NAMESPACE))
                .associations()
                .get(0)
                .associationId();
        return aws.eks()
                .describePodIdentityAssociation(
                        describe -> describe.clusterName("demo").associationId(id))
                .association();
    }
}
