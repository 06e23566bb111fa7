package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Failures.assertFails;
import static io.github.keda4j.provisioner.Stacks.NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.wiring.IamRole;
import io.github.keda4j.wiring.ScalingStack;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/** Somebody copies a role or an association of a stack, with its tags, under another name. */
class CopiedTagsTest extends ProvisionerBench {

    private RoleDetail role;
    private PodIdentityAssociation association;

    @BeforeEach
    void copy() {
        provisioner.apply(orders());
        RoleDetail original = role("orders");
        aws.theirIam()
                .createRole(role -> role.roleName("orders-copy")
                        .assumeRolePolicyDocument(trust("orders").canonical().toJson())
                        .tags(original.tags()));
        original.rolePolicyList()
                .forEach(policy -> aws.theirIam()
                        .putRolePolicy(put -> put.roleName("orders-copy")
                                .policyName(policy.policyName())
                                .policyDocument(URLDecoder.decode(policy.policyDocument(), StandardCharsets.UTF_8))));
        aws.theirEks()
                .createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace(NAMESPACE)
                        .serviceAccount("orders-copy")
                        .roleArn("arn:aws:iam::111122223333:role/orders-copy")
                        .tags(association("orders").tags()));
        role = role("orders-copy");
        association = association("orders-copy");
    }

    private RoleDetail role(String name) {
        return roles().stream()
                .filter(one -> one.roleName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void assertTheCopyIsUntouched() {
        assertThat(role("orders-copy")).isEqualTo(role);
        assertThat(association("orders-copy")).isEqualTo(association);
    }

    @Test
    void aCopyIsNeitherPrunedNorRemovedWithTheStack() {
        assertThat(provisioner.plan(orders()).isEmpty()).isTrue();
        assertThat(provisioner.drift(orders()).isEmpty()).isTrue();
        provisioner.apply(ordersUpTo(20));
        assertTheCopyIsUntouched();

        provisioner.destroy(orders());
        assertThat(roleNames()).containsExactly("orders-copy");
        assertThat(associations()).containsExactly("security/orders-copy");
        assertTheCopyIsUntouched();
    }

    @Test
    void aCopyIsNotTakenByAStackThatDescribesItsNameUnlessItIsAdopted() {
        ScalingStack renamed = Stacks.readerOf("orders")
                .workload(
                        Stacks.deployment("orders"),
                        Stacks.serviceAccount("orders"),
                        access -> access.role(IamRole.named("orders-copy"))
                                .consume("arn:aws:sqs:us-east-1:111122223333:orders"))
                .build();

        assertFails(
                () -> provisioner.apply(renamed),
                Reason.FOREIGN_OWNER,
                "IAM role orders-copy belongs to somebody else (no tag says who).");
        assertTheCopyIsUntouched();

        Provisioner adopting = adopting("IAM role orders-copy");
        adopting.apply(renamed);
        assertThat(provisioner.plan(renamed).isEmpty()).isTrue();
        provisioner.destroy(renamed);
        assertThat(roleNames()).containsExactly("orders-copy");
    }
}
