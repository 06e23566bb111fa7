package io.github.keda4j.podidentity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import org.junit.jupiter.api.Test;

class TrustPoliciesTest {

    private static final String CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/demo";

    @Test
    void refusesPrincipalsThatStandForMany() {
        assertThatThrownBy(() -> TrustPolicies.roleChaining()
                        .trusting("arn:aws:iam::111122223333:role/*", "*", "arn:aws:iam::111122223333:root")
                        .externalId("x")
                        .build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContainingAll("role/*", "\"*\"", ":root", "/externalId");
    }

    @Test
    void widensOnlyWhereItIsSaid() {
        PolicyDocument trust = TrustPolicies.podIdentity()
                .anyCluster()
                .organization("o-a1b2c3d4e5")
                .anyNamespaceLike("team-*")
                .anyServiceAccount()
                .build();

        assertThat(trust.statements().get(0).conditions())
                .extracting(condition -> condition.operator() + " " + condition.key() + " " + condition.values())
                .containsExactly(
                        "StringEquals aws:SourceOrgId [o-a1b2c3d4e5]",
                        "StringLike aws:RequestTag/kubernetes-namespace [team-*]");
    }

    @Test
    void refusesARoleOutsideOfTheClustersAccount() {
        assertThatThrownBy(() -> TrustPolicies.targetRole()
                        .podIdentityRole("arn:aws:iam::444455556666:role/keda-operator")
                        .cluster(CLUSTER)
                        .namespace("keda")
                        .serviceAccount("keda-operator")
                        .build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("Cross-account pass role is not allowed.");
    }

    @Test
    void refusesAScopeLeftOpenAndNamesAllOfThem() {
        assertThatThrownBy(() -> TrustPolicies.podIdentity().build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContainingAll("anyCluster()", "anyNamespace()", "anyServiceAccount()");
    }

    @Test
    void refusesTagConditionsThatCanNeverHold() {
        assertThatThrownBy(() -> TrustPolicies.podIdentity()
                        .cluster(CLUSTER)
                        .namespace("keda")
                        .withoutSessionTags()
                        .build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContainingAll("lock everyone out", "/cluster", "/namespace");
    }

    @Test
    void dropsTheTagConditionsWhereTagsAreOff() {
        PolicyDocument trust = TrustPolicies.podIdentity()
                .anyCluster()
                .account("111122223333")
                .withoutSessionTags()
                .build();

        assertThat(trust.statements().get(0).conditions())
                .singleElement()
                .satisfies(condition -> assertThat(condition.key()).isEqualTo("aws:SourceAccount"));
    }

    @Test
    void mergesBothWaysInForAMigration() {
        PolicyDocument irsa = TrustPolicies.irsa()
                .oidcProvider("arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/ABC")
                .serviceAccount("keda", "keda-operator")
                .build();
        PolicyDocument podIdentity = TrustPolicies.podIdentity()
                .cluster(CLUSTER)
                .namespace("keda")
                .serviceAccount("keda-operator")
                .build();

        PolicyDocument both = irsa.merge(podIdentity);

        assertThat(both.statements()).hasSize(2);
        assertThat(both.merge(podIdentity)).isEqualTo(both);
        assertThat(both.without("AllowServiceAccountToAssumeWithWebIdentity")).isEqualTo(podIdentity);
    }
}
