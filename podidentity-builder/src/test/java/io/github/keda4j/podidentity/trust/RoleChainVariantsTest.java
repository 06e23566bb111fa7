package io.github.keda4j.podidentity.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import org.junit.jupiter.api.Test;

/** The documents of every way from a pod to a queue: operator role first, then the role that reads the queue. */
class RoleChainVariantsTest {

    private static final String CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/demo";
    private static final String OPERATOR = "arn:aws:iam::111122223333:role/keda-operator";
    private static final String READER_ELSEWHERE = "arn:aws:iam::444455556666:role/queue-reader";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:event-messages-queue";
    private static final String PROVIDER =
            "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE";

    private static final String POD_STATEMENT = """
            {"Sid":"AllowEksAuthToAssumeRoleForPodIdentity","Effect":"Allow",
             "Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"],
             "Condition":{"StringEquals":{"aws:SourceAccount":"111122223333",
              "aws:RequestTag/eks-cluster-arn":"arn:aws:eks:us-east-1:111122223333:cluster/demo",
              "aws:RequestTag/kubernetes-namespace":"%s","aws:RequestTag/kubernetes-service-account":"%s"}}}""";
    private static final String CHAIN_STATEMENT = """
            {"Sid":"AllowKedaOperatorToAssume","Effect":"Allow",
             "Principal":{"AWS":"arn:aws:iam::111122223333:role/keda-operator"},
             "Action":["sts:AssumeRole","sts:TagSession"]}""";

    @Test
    void oneRoleOfItsOwnForEachHop() {
        expectTrust(podTrust("keda", "keda-operator"), POD_STATEMENT.formatted("keda", "keda-operator"));
        expectTrust(chain().build(), CHAIN_STATEMENT);
        expectPermissions(
                Permissions.builder().assumeRole(READER_ELSEWHERE),
                "{\"Effect\":\"Allow\",\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"],\"Resource\":\"%s\"}"
                        .formatted(READER_ELSEWHERE));
        expectPermissions(
                Permissions.builder().readQueueDepth(QUEUE),
                "{\"Sid\":\"ReadQueueDepth\",\"Effect\":\"Allow\",\"Action\":\"sqs:GetQueueAttributes\",\"Resource\":\"%s\"}"
                        .formatted(QUEUE));
    }

    @Test
    void oneRoleThatPodsAndOperatorShare() {
        expectTrust(
                podTrust("security", "my-sqs-read-msgs").merge(chain().build()),
                POD_STATEMENT.formatted("security", "my-sqs-read-msgs") + "," + CHAIN_STATEMENT);
        expectPermissions(Permissions.builder().consumeQueue(QUEUE).readQueueDepth(QUEUE), """
                {"Sid":"ReadQueueDepth","Effect":"Allow","Action":"sqs:GetQueueAttributes","Resource":"%1$s"},
                {"Sid":"ConsumeQueue","Effect":"Allow",
                 "Action":["sqs:GetQueueUrl","sqs:ReceiveMessage","sqs:DeleteMessage"],"Resource":"%1$s"}""".formatted(QUEUE));
    }

    @Test
    void noChainAtAll() {
        expectTrust(podTrust("keda", "keda-operator"), POD_STATEMENT.formatted("keda", "keda-operator"));
        expectPermissions(
                Permissions.builder().readQueueDepth(QUEUE, QUEUE + "-2"),
                "{\"Sid\":\"ReadQueueDepth\",\"Effect\":\"Allow\",\"Action\":\"sqs:GetQueueAttributes\","
                        + "\"Resource\":[\"%1$s\",\"%1$s-2\"]}".formatted(QUEUE));
    }

    @Test
    void anotherAccountByChainWithAnExternalId() {
        expectTrust(chain().externalId("tenant-42").build(), """
                {"Sid":"AllowKedaOperatorToAssume","Effect":"Allow","Principal":{"AWS":"%1$s"},
                 "Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"tenant-42"}}},
                {"Sid":"AllowKedaOperatorToAssumeTagSession","Effect":"Allow","Principal":{"AWS":"%1$s"},
                 "Action":"sts:TagSession"}""".formatted(OPERATOR));
    }

    @Test
    void aChainThatRecognisesThePod() {
        expectTrust(chain().callerPod(CLUSTER, "keda", "keda-operator").build(), """
                {"Sid":"AllowKedaOperatorToAssume","Effect":"Allow","Principal":{"AWS":"%s"},
                 "Action":["sts:AssumeRole","sts:TagSession"],"Condition":{"StringEquals":{
                  "aws:PrincipalTag/eks-cluster-arn":"%s","aws:PrincipalTag/kubernetes-namespace":"keda",
                  "aws:PrincipalTag/kubernetes-service-account":"keda-operator"}}}""".formatted(OPERATOR, CLUSTER));
    }

    @Test
    void anotherAccountByTargetRole() {
        PodIdentityAssociation association = association(false);

        expectTrust(association.roleTrustPolicy(), POD_STATEMENT.formatted("keda", "keda-operator"));
        expectTrust(association.targetRoleTrustPolicy().orElseThrow(), """
                {"Sid":"AllowPodIdentityRoleToAssume","Effect":"Allow",
                 "Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":["sts:AssumeRole","sts:TagSession"],
                 "Condition":{"StringEquals":{"aws:RequestTag/eks-cluster-arn":"%s",
                  "aws:RequestTag/kubernetes-namespace":"keda",
                  "aws:RequestTag/kubernetes-service-account":"keda-operator"},
                 "ArnEquals":{"aws:PrincipalArn":"%s"}}}""".formatted(CLUSTER, OPERATOR));
    }

    @Test
    void anotherAccountByTargetRoleWithoutSessionTags() {
        PodIdentityAssociation association = association(true);

        expectTrust(association.roleTrustPolicy(), """
                {"Sid":"AllowEksAuthToAssumeRoleForPodIdentity","Effect":"Allow",
                 "Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:AssumeRole","sts:TagSession"],
                 "Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"}}}""");
        expectTrust(association.targetRoleTrustPolicy().orElseThrow(), """
                {"Sid":"AllowPodIdentityRoleToAssume","Effect":"Allow",
                 "Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:AssumeRole",
                 "Condition":{"StringEquals":{"sts:ExternalId":"us-east-1/111122223333/demo/keda/keda-operator"},
                 "ArnEquals":{"aws:PrincipalArn":"%1$s"}}},
                {"Sid":"AllowPodIdentityRoleToAssumeTagSession","Effect":"Allow",
                 "Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:TagSession",
                 "Condition":{"ArnEquals":{"aws:PrincipalArn":"%1$s"}}}""".formatted(OPERATOR));
    }

    @Test
    void aTokenOfTheCluster() {
        expectTrust(irsa(), """
                {"Sid":"AllowServiceAccountToAssumeWithWebIdentity","Effect":"Allow",
                 "Principal":{"Federated":"%s"},"Action":"sts:AssumeRoleWithWebIdentity",
                 "Condition":{"StringEquals":{"oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE:aud":"sts.amazonaws.com",
                  "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE:sub":"system:serviceaccount:keda:keda-operator"}}}""".formatted(PROVIDER));
        expectTrust(
                chain().withoutTransitiveTags().build(),
                "{\"Sid\":\"AllowKedaOperatorToAssume\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},"
                                .formatted(OPERATOR)
                        + "\"Action\":\"sts:AssumeRole\"}");
    }

    @Test
    void bothDuringAMigration() {
        PolicyDocument both = irsa().merge(podTrust("keda", "keda-operator"));

        assertThat(both.statements()).hasSize(2);
        assertThat(both.merge(podTrust("keda", "keda-operator"))).isEqualTo(both);
        assertThat(PolicyValidator.forType(PolicyType.TRUST).validate(both)).isEmpty();
    }

    @Test
    void everyPartition() {
        for (String id :
                new String[] {"aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"}) {
            PolicyDocument trust = TrustPolicies.targetRole()
                    .podIdentityRole(OPERATOR.replace("arn:aws:", "arn:" + id + ":"))
                    .cluster(CLUSTER.replace("arn:aws:", "arn:" + id + ":"))
                    .namespace("keda")
                    .serviceAccount("keda-operator")
                    .build();

            assertThat(trust.toJson())
                    .contains("arn:" + id + ":iam::111122223333:root")
                    .doesNotContain("arn:aws:");
            assertThat(PolicyValidator.forType(PolicyType.TRUST).validate(trust).hasErrors())
                    .isFalse();
        }
    }

    private static void expectTrust(PolicyDocument built, String statements) {
        expect(built, statements, PolicyType.TRUST);
    }

    private static void expectPermissions(Permissions built, String statements) {
        expect(built.build().document(), statements, PolicyType.ROLE_INLINE);
    }

    private static void expect(PolicyDocument built, String statements, PolicyType type) {
        PolicyDocument expected =
                PolicyDocument.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}");
        assertThat(built.canonical().toJson()).isEqualTo(expected.canonical().toJson());
        assertThat(PolicyValidator.forType(type).validate(built))
                .extracting(Finding::severity)
                .doesNotContain(Severity.ERROR, Severity.WARNING);
    }

    private static PolicyDocument podTrust(String namespace, String serviceAccount) {
        return TrustPolicies.podIdentity()
                .cluster(CLUSTER)
                .namespace(namespace)
                .serviceAccount(serviceAccount)
                .build();
    }

    private static RoleChainTrust chain() {
        return TrustPolicies.roleChaining().trusting(OPERATOR).sid("AllowKedaOperatorToAssume");
    }

    private static PolicyDocument irsa() {
        return TrustPolicies.irsa()
                .oidcProvider(PROVIDER)
                .serviceAccount("keda", "keda-operator")
                .build();
    }

    private static PodIdentityAssociation association(boolean disableSessionTags) {
        return PodIdentityAssociation.builder()
                .cluster(CLUSTER)
                .namespace("keda")
                .serviceAccount("keda-operator")
                .roleArn(OPERATOR)
                .targetRoleArn(READER_ELSEWHERE)
                .disableSessionTags(disableSessionTags)
                .build();
    }
}
