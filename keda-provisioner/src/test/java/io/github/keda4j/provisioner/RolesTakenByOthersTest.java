package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.KedaOperator;
import io.github.keda4j.wiring.ScalerIdentity;
import io.github.keda4j.wiring.ScalingStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.Tag;

/** Roles and associations that others take over, make anew, or change while a plan waits for its review. */
class RolesTakenByOthersTest extends ProvisionerBench {

    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[
             {"Sid":"AllowEksAuthToAssumeRoleForPodIdentity","Effect":"Allow",
              "Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"]},
             {"Sid":"Nightly","Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    private static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

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
        String before = trust("orders").canonical().toJson();
        Provisioner adopting = aws.provisioner(kubernetes, builder -> builder.adopt("IAM role orders"));

        adopting.apply(orders());
        assertThat(trust("orders").statements())
                .containsAll(PolicyDocument.parse(before).statements())
                .hasSize(3);
        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();

        provisioner.destroy(orders());
        assertThat(trust("orders").canonical().toJson()).isEqualTo(before);
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
}
