package io.github.keda4j.podidentity.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import org.junit.jupiter.api.Test;

class TrustPoliciesTest {

    private static final String CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/demo";
    private static final String OPERATOR = "arn:aws:iam::111122223333:role/keda-operator";

    @Test
    void trustsPodsOfOneServiceAccount() {
        PolicyDocument trust = TrustPolicies.podIdentity()
                .cluster(CLUSTER)
                .namespace("keda")
                .serviceAccount("keda-operator")
                .build();

        assertThat(trust).isEqualTo(PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[{"Sid":"AllowEksAuthToAssumeRoleForPodIdentity","Effect":"Allow",
                 "Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"],
                 "Condition":{"StringEquals":{"aws:SourceAccount":"111122223333",
                  "aws:RequestTag/eks-cluster-arn":"arn:aws:eks:us-east-1:111122223333:cluster/demo",
                  "aws:RequestTag/kubernetes-namespace":"keda",
                  "aws:RequestTag/kubernetes-service-account":"keda-operator"}}}]}"""));
    }

    @Test
    void trustsOneRoleAndItsTransitiveTags() {
        PolicyDocument trust = TrustPolicies.roleChaining()
                .trusting(OPERATOR)
                .sid("AllowKedaOperatorToAssume")
                .build();

        assertThat(trust).isEqualTo(PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[{"Sid":"AllowKedaOperatorToAssume","Effect":"Allow",
                 "Principal":{"AWS":"arn:aws:iam::111122223333:role/keda-operator"},
                 "Action":["sts:AssumeRole","sts:TagSession"]}]}"""));
    }

    @Test
    void asksForTheExternalIdOnlyWhereStsKnowsIt() {
        PolicyDocument trust = TrustPolicies.roleChaining()
                .trusting(OPERATOR)
                .sid("AllowKedaOperatorToAssume")
                .externalId("tenant-42")
                .build();

        assertThat(trust).isEqualTo(PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[
                 {"Sid":"AllowKedaOperatorToAssume","Effect":"Allow",
                  "Principal":{"AWS":"arn:aws:iam::111122223333:role/keda-operator"},"Action":"sts:AssumeRole",
                  "Condition":{"StringEquals":{"sts:ExternalId":"tenant-42"}}},
                 {"Sid":"AllowKedaOperatorToAssumeTagSession","Effect":"Allow",
                  "Principal":{"AWS":"arn:aws:iam::111122223333:role/keda-operator"},"Action":"sts:TagSession"}]}"""));
    }

    @Test
    void recognisesAPodInATargetRoleByTags() {
        PolicyDocument trust = target().build();

        assertThat(trust).isEqualTo(PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":[{"Sid":"AllowPodIdentityRoleToAssume","Effect":"Allow",
                 "Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":["sts:AssumeRole","sts:TagSession"],
                 "Condition":{"StringEquals":{
                   "aws:RequestTag/eks-cluster-arn":"arn:aws:eks:us-east-1:111122223333:cluster/demo",
                   "aws:RequestTag/kubernetes-namespace":"keda",
                   "aws:RequestTag/kubernetes-service-account":"keda-operator"},
                  "ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/keda-operator"}}}]}"""));
    }

    @Test
    void recognisesAPodInATargetRoleByTheExternalIdWhereTagsAreOff() {
        PolicyDocument trust = target().withoutSessionTags().build();

        assertThat(trust.statements().get(0).conditions())
                .anySatisfy(condition -> assertThat(condition.values())
                        .containsExactly("us-east-1/111122223333/demo/keda/keda-operator"));
        assertThat(trust.statements().get(1).conditions())
                .noneMatch(condition -> condition.key().equals("sts:ExternalId"));
    }

    @Test
    void trustsAServiceAccountsToken() {
        PolicyDocument trust = TrustPolicies.irsa()
                .oidcProvider("arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/ABC")
                .serviceAccount("keda", "keda-operator")
                .build();

        assertThat(trust).isEqualTo(PolicyDocument.parse("""
                {"Version":"2012-10-17","Statement":{"Sid":"AllowServiceAccountToAssumeWithWebIdentity",
                 "Effect":"Allow","Principal":{"Federated":
                 "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/ABC"},
                 "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{
                  "oidc.eks.us-east-1.amazonaws.com/id/ABC:aud":"sts.amazonaws.com",
                  "oidc.eks.us-east-1.amazonaws.com/id/ABC:sub":"system:serviceaccount:keda:keda-operator"}}}}"""));
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

    private static TargetRoleTrust target() {
        return TrustPolicies.targetRole()
                .podIdentityRole(OPERATOR)
                .cluster(CLUSTER)
                .namespace("keda")
                .serviceAccount("keda-operator");
    }
}
