package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Stacks.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.podidentity.emulator.Call;
import io.github.keda4j.podidentity.emulator.PodIdentityEmulator;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.testing.kubernetes.EnableKubernetesApiServer;
import io.github.keda4j.wiring.ScalingStack;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

@EnableKubernetesApiServer(server = Namespaces.class)
class ProvisionerTest {

    @SuppressWarnings("unused") // set by the extension
    private KubernetesClient kubernetes;

    private EmulatedAws cloud;
    private PodIdentityEmulator aws;
    private IamClient iam;
    private EksClient eks;
    private Provisioner provisioner;

    @BeforeEach
    void start() {
        cloud = EmulatedAws.start();
        aws = cloud.emulator();
        iam = cloud.iam();
        eks = cloud.eks();
        provisioner = cloud.provisioner(kubernetes);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void aPlanNamesEveryWriteAndMakesNone() {
        Plan plan = provisioner.plan(orders());

        assertThat(plan.changes())
                .extracting(change -> change.action().name().toLowerCase(Locale.ROOT) + " " + change.target())
                .containsExactly(
                        "create IAM role keda-operator",
                        "create inline policy assume-orders-scaler of IAM role keda-operator",
                        "create IAM role orders",
                        "create inline policy run-security.orders of IAM role orders",
                        "create IAM role orders-scaler",
                        "create inline policy read-events-of-security.orders of IAM role orders-scaler",
                        "create pod identity association demo/keda/keda-operator",
                        "create pod identity association demo/security/orders",
                        "create ServiceAccount security/orders",
                        "create Deployment security/orders",
                        "create TriggerAuthentication security/orders",
                        "create ScaledObject security/orders");
        assertThat(iam.listRoles().roles()).isEmpty();
        assertThat(aws.calls())
                .extracting(Call::action)
                .allMatch(action -> action.matches("(iam|eks):(Get|List|Describe).*"));
    }

    @Test
    void anApplyWritesWhatTheStackDescribes() {
        ScalingStack stack = orders();

        provisioner.apply(stack);

        assertThat(policies()).isEqualTo(stack.policies());
        assertThat(associations()).containsExactly("keda/keda-operator=keda-operator", "security/orders=orders");
        assertThat(triggerAuthentication("orders").getSpec().getPodIdentity().getRoleArn())
                .isEqualTo("arn:aws:iam::111122223333:role/orders-scaler");
        assertThat(scaledObject("orders").getSpec())
                .isEqualTo(Stacks.scaledObject("orders", 10).getSpec());
    }

    @Test
    void aSecondApplyMakesNoWrite() {
        provisioner.apply(orders());
        int callsBefore = aws.calls().size();
        String version = deployment("orders").getMetadata().getResourceVersion();

        assertThat(provisioner.apply(orders())).hasToString("nothing to do");

        assertThat(aws.calls().subList(callsBefore, aws.calls().size()))
                .extracting(Call::action)
                .allMatch(action -> action.matches("(iam|eks):(Get|List|Describe).*"));
        assertThat(deployment("orders").getMetadata().getResourceVersion()).isEqualTo(version);
    }

    @Test
    void replicasThatKedaHasSetAreKedas() {
        ScalingStack fixed = Stacks.readerOf("orders")
                .workload(
                        Stacks.deployment("orders")
                                .edit()
                                .editSpec()
                                .withReplicas(2)
                                .endSpec()
                                .build(),
                        Stacks.serviceAccount("orders"),
                        access -> access.consume("arn:aws:sqs:us-east-1:111122223333:orders"))
                .build();
        provisioner.apply(fixed);
        assertThat(deployment("orders").getSpec().getReplicas()).isEqualTo(2);

        kubernetes
                .apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("orders")
                .scale(7);

        assertThat(provisioner.apply(fixed).isEmpty()).isTrue();
        assertThat(deployment("orders").getSpec().getReplicas()).isEqualTo(7);
    }

    @Test
    void aChangedDescriptionWritesOnlyWhatDiffers() {
        provisioner.apply(orders());

        Plan plan = provisioner.apply(Stacks.readerOf("orders")
                .scaledObject(Stacks.scaledObject("orders", 20))
                .build());

        assertThat(plan).hasToString("""
                  ~ ScaledObject security/orders
                      spec.maxReplicaCount: 10 -> 20

                Plan: 0 to add, 1 to change, 0 to destroy.""");
        assertThat(scaledObject("orders").getSpec().getMaxReplicaCount()).isEqualTo(20);
    }

    @Test
    void aPolicyThatSomebodyChangedIsPutBackAndThePlanSaysWhatDiffered() {
        provisioner.apply(orders());
        iam.updateAssumeRolePolicy(role -> role.roleName("orders-scaler").policyDocument("""
                {"Version":"2012-10-17","Statement":[{"Sid":"AllowKedaOperatorToAssume","Effect":"Allow",
                 "Principal":{"AWS":"arn:aws:iam::111122223333:role/keda-operator"},"Action":"sts:AssumeRole"}]}"""));

        Plan plan = provisioner.apply(orders());

        assertThat(plan.changes()).singleElement().satisfies(change -> {
            assertThat(change.target()).isEqualTo("trust policy of IAM role orders-scaler");
            assertThat(change.details()).anyMatch(line -> line.contains("sts:TagSession"));
        });
        assertThat(policies()).isEqualTo(orders().policies());
    }

    @Test
    void rolesThatIamDoesNotKnowEverywhereYetAreWaitedFor() {
        aws.hideNewRoles(2);

        provisioner.apply(orders());

        assertThat(associations()).hasSize(2);
        assertThat(policies()).isEqualTo(orders().policies());
    }

    @Test
    void destroyTakesAwayWhatApplyMadeAndASecondOneFindsNothing() {
        provisioner.apply(orders());

        assertThat(provisioner.destroy(orders()).changes()).hasSize(12);

        assertThat(iam.listRoles().roles()).isEmpty();
        assertThat(associations()).isEmpty();
        assertThat(deployment("orders")).isNull();
        assertThat(scaledObject("orders")).isNull();
        assertThat(provisioner.destroy(orders()).isEmpty()).isTrue();
    }

    @Test
    void stacksShareTheOperatorAndTheEndOfOneLeavesItToTheOther() {
        ScalingStack orders = orders();
        ScalingStack invoices = Stacks.readerOf("invoices").build();
        provisioner.apply(orders, invoices);
        assertThat(policies())
                .containsKeys("keda-operator.assume-orders-scaler", "keda-operator.assume-invoices-scaler");

        provisioner.destroy(orders);

        assertThat(policies()).isEqualTo(invoices.policies());
        assertThat(associations()).containsExactly("keda/keda-operator=keda-operator", "security/invoices=invoices");
        assertThat(provisioner.plan(invoices).isEmpty()).isTrue();
    }

    @Test
    void twoStacksThatDescribeOneRoleDifferentlyAreRefusedBeforeAnyWrite() {
        ScalingStack wider = Stacks.readerOf("invoices")
                .adjustTrustPolicy("keda-operator", policy -> PolicyDocument.parse("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                         "Principal":{"Service":"pods.eks.amazonaws.com"},
                         "Action":["sts:AssumeRole","sts:TagSession"]}]}"""))
                .build();

        assertThatThrownBy(() -> provisioner.apply(orders(), wider))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageStartingWith("Two stacks describe IAM role keda-operator differently");
        assertThat(iam.listRoles().roles()).isEmpty();
    }

    @Test
    void aRoleForThePodsOfAnotherClusterIsNotTakenFromIt() {
        provisioner.apply(orders());
        ScalingStack elsewhere = Stacks.readerOf("orders")
                .cluster("arn:aws:eks:us-east-1:111122223333:cluster/other")
                .build();

        assertThatThrownBy(() -> provisioner.apply(elsewhere))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining(
                        "IAM role keda-operator belongs to stack us-east-1/demo/security/orders too, which describes it"
                                + " differently (statement AllowEksAuthToAssumeRoleForPodIdentity: Condition StringEquals"
                                + " aws:RequestTag/eks-cluster-arn arn:aws:eks:us-east-1:111122223333:cluster/demo ->"
                                + " arn:aws:eks:us-east-1:111122223333:cluster/other)");
        assertThat(policies()).isEqualTo(orders().policies());
    }

    @Test
    void aProvisionerWithoutClientsNamesEveryOneThatIsMissing() {
        assertThatThrownBy(() -> Provisioner.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("iam", "eks", "kubernetes");
    }

    private static ScalingStack orders() {
        return Stacks.readerOf("orders").build();
    }

    private Deployment deployment(String name) {
        return Stacks.find(kubernetes, Deployment.class, name);
    }

    private ScaledObject scaledObject(String name) {
        return Stacks.find(kubernetes, ScaledObject.class, name);
    }

    private TriggerAuthentication triggerAuthentication(String name) {
        return Stacks.find(kubernetes, TriggerAuthentication.class, name);
    }

    /** Every policy in IAM, under the names that a stack uses for its documents. */
    private Map<String, PolicyDocument> policies() {
        Map<String, PolicyDocument> policies = new TreeMap<>();
        for (String role :
                iam.listRoles().roles().stream().map(each -> each.roleName()).toList()) {
            policies.put(
                    role + ".trust",
                    PolicyDocument.parseUrlEncoded(
                            iam.getRole(get -> get.roleName(role)).role().assumeRolePolicyDocument()));
            for (String policy :
                    iam.listRolePolicies(list -> list.roleName(role)).policyNames()) {
                policies.put(role + "." + policy, inlinePolicy(role, policy));
            }
        }
        return policies;
    }

    private PolicyDocument inlinePolicy(String role, String policy) {
        try {
            return PolicyDocument.parseUrlEncoded(
                    iam.getRolePolicy(get -> get.roleName(role).policyName(policy))
                            .policyDocument());
        } catch (NoSuchEntityException gone) {
            throw new AssertionError("IAM lists policy " + policy + " of role " + role + " but does not have it", gone);
        }
    }

    /** Every association in EKS, as {@code namespace/serviceAccount=role}. */
    private List<String> associations() {
        return eks.listPodIdentityAssociations(list -> list.clusterName("demo")).associations().stream()
                .map(summary -> eks.describePodIdentityAssociation(
                                describe -> describe.clusterName("demo").associationId(summary.associationId()))
                        .association())
                .map(ProvisionerTest::inOneLine)
                .sorted()
                .toList();
    }

    private static String inOneLine(PodIdentityAssociation association) {
        String role = association.roleArn().substring(association.roleArn().lastIndexOf('/') + 1);
        return association.namespace() + "/" + association.serviceAccount() + "=" + role;
    }
}
