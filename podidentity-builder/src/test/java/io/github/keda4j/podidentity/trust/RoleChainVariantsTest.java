package io.github.keda4j.podidentity.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.permission.DeployerPermissions;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.Partition;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The documents of every path from a pod to a queue: first the operator's role, then the role that reads the queue.
 */
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

    @ParameterizedTest
    @EnumSource
    void everyPartition(Partition partition) {
        UnaryOperator<String> in = arn -> arn.replace("arn:aws:", "arn:" + partition.id() + ":");
        PodIdentityAssociation association = PodIdentityAssociation.builder()
                .cluster(in.apply(CLUSTER))
                .namespace("keda")
                .serviceAccount("keda-operator")
                .roleArn(in.apply(OPERATOR))
                .targetRoleArn(in.apply(READER_ELSEWHERE))
                .build();
        PolicyDocument chain =
                TrustPolicies.roleChaining().trusting(in.apply(OPERATOR)).build();
        PolicyDocument irsa = TrustPolicies.irsa()
                .oidcProvider(in.apply(PROVIDER))
                .serviceAccount("keda", "keda-operator")
                .build();
        PolicyDocument target = association.targetRoleTrustPolicy().orElseThrow();
        PolicyDocument permissions = Permissions.builder()
                .assumeRole(in.apply(READER_ELSEWHERE))
                .consumeEncryptedQueue(in.apply(QUEUE), in.apply("arn:aws:kms:us-east-1:111122223333:key/1234"))
                .build()
                .document();
        PolicyDocument deployer = DeployerPermissions.builder()
                .manageRole(in.apply(OPERATOR))
                .passRole(in.apply(OPERATOR))
                .manageAssociations(in.apply(CLUSTER))
                .build()
                .document();

        for (PolicyDocument trust : List.of(association.roleTrustPolicy(), chain, irsa, target)) {
            expectIn(partition, PolicyType.TRUST, trust);
        }
        expectIn(partition, PolicyType.ROLE_INLINE, permissions);
        expectIn(partition, PolicyType.MANAGED, deployer);
        assertThat(target.toJson()).contains("\"AWS\":\"" + in.apply("arn:aws:iam::111122223333:root") + "\"");
        assertThat(permissions.toJson()).contains("\"kms:ViaService\":\"sqs.us-east-1." + partition.dnsSuffix() + "\"");
        assertThat(association.roleTrustPolicy().toJson()).contains("\"Service\":\"pods.eks.amazonaws.com\"");
    }

    private static void expectIn(Partition partition, PolicyType type, PolicyDocument document) {
        assertThat(document.toJson().replace("arn:" + partition.id() + ":", "")).doesNotContain("arn:");
        assertThat(PolicyValidator.forType(type)
                        .inPartition(partition)
                        .validate(document)
                        .hasErrors())
                .isFalse();
    }

    private static void expectTrust(PolicyDocument built, String statements) {
        expect(built, statements, PolicyType.TRUST);
    }

    private static void expectPermissions(Permissions.Builder built, String statements) {
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
