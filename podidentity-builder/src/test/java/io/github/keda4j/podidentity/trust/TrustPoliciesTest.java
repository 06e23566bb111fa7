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
                        "StringEquals aws:SourceOrgID [o-a1b2c3d4e5]",
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
    void trustsTheRolesOwnOrganizationWithoutItsId() {
        assertThat(TrustPolicies.podIdentity()
                        .ownOrganization()
                        .withoutSessionTags()
                        .build()
                        .toJson())
                .contains("{\"StringEquals\":{\"aws:SourceOrgID\":\"${aws:ResourceOrgID}\"}}");
    }

    @Test
    void refusesWhatContradictsAndNamesAllOfIt() {
        assertThatThrownBy(() -> TrustPolicies.podIdentity()
                        .cluster(CLUSTER)
                        .anyCluster()
                        .namespace("keda", "Keda")
                        .anyNamespaceLike("Team-*")
                        .serviceAccount("keda-operator")
                        .anyServiceAccount()
                        .account("444455556666")
                        .anyAccount()
                        .sid("a b")
                        .build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContainingAll(
                        "cluster(...) and anyCluster() contradict",
                        "serviceAccount(...) and anyServiceAccount() contradict",
                        "account(...) and anyAccount() contradict",
                        "A cluster is in account 111122223333 but account(...) names 444455556666",
                        "\"Keda\" is not a namespace",
                        "\"Team-*\" is not a pattern",
                        "\"a b\" is not a statement id");
        assertThatThrownBy(() -> TrustPolicies.podIdentity()
                        .withoutSessionTags()
                        .organization("o-a1b2c3d4e5")
                        .anyAccount()
                        .build())
                .hasMessageContaining("organization(...) and anyAccount() contradict");
    }

    @Test
    void refusesAChainThatCannotWork() {
        assertThatThrownBy(() -> TrustPolicies.roleChaining()
                        .trusting("arn:aws:iam::111122223333:role/a", "arn:aws-cn:iam::111122223333:role/b")
                        .callerPod(CLUSTER, "keda", "keda-operator")
                        .withoutTransitiveTags()
                        .organization("acme")
                        .build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContainingAll(
                        "aws, aws-cn", "withoutTransitiveTags()", "\"acme\" is not an organization id");
    }

    @Test
    void asksForEveryMissingPartOfATargetRoleAndRefusesTheOthersAtOnce() {
        assertThatThrownBy(() -> TrustPolicies.targetRole()
                        .podIdentityRole("keda-operator")
                        .serviceAccount("Keda")
                        .build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContainingAll(
                        "/podIdentityRole", "/cluster", "/namespace", "\"Keda\" is not a service account");
    }

    @Test
    void asksForEveryMissingPartOfATokensTrustAndRefusesTheOthersAtOnce() {
        assertThatThrownBy(() -> TrustPolicies.irsa()
                        .serviceAccount("Keda", "keda_operator")
                        .audience("")
                        .build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContainingAll("/oidcProvider", "\"Keda\"", "\"keda_operator\"", "/audience");
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
