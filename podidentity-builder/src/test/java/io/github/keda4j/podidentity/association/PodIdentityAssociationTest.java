package io.github.keda4j.podidentity.association;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.podidentity.association.AssociationDiff.Action;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eks.model.CreatePodIdentityAssociationRequest;
import software.amazon.awssdk.services.eks.model.UpdatePodIdentityAssociationRequest;

class PodIdentityAssociationTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/keda-operator";
    private static final String TARGET = "arn:aws:iam::444455556666:role/teams/queue-reader";
    private static final PolicyDocument ONLY_SQS = PolicyDocument.of(
            Statement.allow().action("sqs:GetQueueAttributes").resource("*").build());

    @Test
    void knowsItsExternalIdBeforeItExists() {
        assertThat(desired().build().externalId()).isEqualTo("us-east-1/111122223333/demo/keda/keda-operator");
    }

    @Test
    void becomesTheRequestThatCreatesIt() {
        CreatePodIdentityAssociationRequest request = desired()
                .targetRoleArn(TARGET)
                .disableSessionTags(true)
                .policy(ONLY_SQS)
                .tag("team", "a")
                .build()
                .createRequest();

        assertThat(request)
                .isEqualTo(CreatePodIdentityAssociationRequest.builder()
                        .clusterName("demo")
                        .namespace("keda")
                        .serviceAccount("keda-operator")
                        .roleArn(ROLE)
                        .targetRoleArn(TARGET)
                        .disableSessionTags(true)
                        .policy(ONLY_SQS.toJson())
                        .tags(Map.of("team", "a"))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "1", "a-b", "a--b"})
    void takesEveryNameThatEksTakes(String name) {
        assertThatCode(() ->
                        desired().namespace(name).serviceAccount(name + ".x").build())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "A", "a_b", "a.b", "a b", "\u00e4"})
    void refusesWhatIsNoNamespace(String name) {
        assertThatThrownBy(() -> desired().namespace(name).build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContainingAll("/namespace", "\"" + name + "\"");
    }

    @Test
    void refusesWhatContradictsAndNamesAllOfIt() {
        assertThatThrownBy(() -> desired()
                        .roleArn(TARGET)
                        .targetRoleArn("arn:aws-cn:iam::111122223333:role/x")
                        .policy(ONLY_SQS)
                        .tag("aws:mine", "x")
                        .build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContainingAll(
                        "Cross-account pass role is not allowed.",
                        "roles do not cross partitions",
                        "When policy is specified, disableSessionTags must be set to true",
                        "aws:mine");
    }

    @Test
    void refusesASessionPolicyThatStsWouldRefuse() {
        PolicyDocument policy = PolicyDocument.of(Statement.allow()
                .principal(Principal.everyone())
                .action("GetQueueAttributes")
                .build());

        assertThatThrownBy(
                        () -> desired().disableSessionTags(true).policy(policy).build())
                .isInstanceOf(FindingsException.class)
                .hasMessageContainingAll(
                        "/policy/Statement/0/Principal", "/policy/Statement/0/Action", "must contain resources");
    }

    @Test
    void asksForEveryMissingPart() {
        assertThatThrownBy(() -> PodIdentityAssociation.builder().build())
                .hasMessageContainingAll("/cluster", "/namespace", "/serviceAccount", "/roleArn");
    }

    @Test
    void writesTheTrustPoliciesThatItNeeds() {
        PodIdentityAssociation tagged = desired().targetRoleArn(TARGET).build();
        PodIdentityAssociation untagged =
                desired().targetRoleArn(TARGET).disableSessionTags(true).build();

        assertThat(tagged.roleTrustPolicy().toJson()).contains("aws:RequestTag/kubernetes-namespace");
        assertThat(untagged.roleTrustPolicy().toJson())
                .contains("aws:SourceAccount")
                .doesNotContain("RequestTag");
        assertThat(tagged.targetRoleTrustPolicy().orElseThrow().toJson()).doesNotContain("ExternalId");
        assertThat(untagged.targetRoleTrustPolicy().orElseThrow().toJson()).contains(untagged.externalId());
        assertThat(desired().build().targetRoleTrustPolicy()).isEmpty();
    }

    @Test
    void findsNothingToDoWhereEksSaysTheSameInOtherWords() {
        PodIdentityAssociation desired =
                desired().disableSessionTags(true).policy(ONLY_SQS).build();

        AssociationDiff diff = desired.diff(reported().toBuilder()
                .disableSessionTags(true)
                .targetRoleArn("")
                .policy(ONLY_SQS.toPrettyJson())
                .tags(Map.of("aws:cloudformation:stack-name", "x"))
                .build());

        assertThat(diff.action()).isEqualTo(Action.NONE);
        assertThat(diff).hasToString("no change");
    }

    @Test
    void setsOnlyWhatDiffersAndClearsByAnEmptyText() {
        AssociationDiff diff = desired()
                .build()
                .diff(reported().toBuilder()
                        .targetRoleArn(TARGET)
                        .disableSessionTags(true)
                        .policy(ONLY_SQS.toJson())
                        .build());

        assertThat(diff.action()).isEqualTo(Action.UPDATE);
        assertThat(diff.updateRequest())
                .contains(UpdatePodIdentityAssociationRequest.builder()
                        .clusterName("demo")
                        .associationId("a-1")
                        .targetRoleArn("")
                        .disableSessionTags(false)
                        .policy("")
                        .build());
        assertThat(diff.tagRequest()).isEmpty();
        assertThat(diff.toString()).contains("targetRoleArn: \"" + TARGET + "\" -> (none)");
    }

    @Test
    void changesTagsByRequestsOfTheirOwn() {
        AssociationDiff diff = desired()
                .tag("team", "b")
                .tag("new", "1")
                .build()
                .diff(reported().toBuilder()
                        .tags(Map.of("team", "a", "old", "1", "aws:x", "1"))
                        .build());

        assertThat(diff.updateRequest()).isEmpty();
        assertThat(diff.tagRequest().orElseThrow().tags()).isEqualTo(Map.of("team", "b", "new", "1"));
        assertThat(diff.untagRequest().orElseThrow().tagKeys()).containsExactly("old");
    }

    @Test
    void replacesWhereTheServiceAccountIsAnother() {
        AssociationDiff diff = desired()
                .build()
                .diff(reported().toBuilder().serviceAccount("other").build());

        assertThat(diff.action()).isEqualTo(Action.REPLACE);
        assertThat(diff.updateRequest()).isEmpty();
    }

    @Test
    void tellsClustersOfOneNameApart() {
        AssociationDiff diff = desired()
                .build()
                .diff(reported().toBuilder()
                        .associationArn("arn:aws:eks:eu-central-1:111122223333:podidentityassociation/demo/a-1")
                        .build());

        assertThat(diff.action()).isEqualTo(Action.REPLACE);
        assertThat(diff.changes()).extracting("field").containsExactly("cluster");
    }

    @Test
    void leavesAloneWhatAnAddOnOwns() {
        AssociationDiff diff = desired()
                .build()
                .diff(reported().toBuilder()
                        .roleArn(ROLE + "-2")
                        .ownerArn("arn:aws:eks:us-east-1:111122223333:addon/demo/keda/1")
                        .build());

        assertThat(diff.action()).isEqualTo(Action.REFUSED);
        assertThat(diff.updateRequest()).isEmpty();
        assertThat(diff.toString()).contains("owned by arn:aws:eks:us-east-1:111122223333:addon/demo/keda/1");
    }

    @Test
    void adoptsWhatEksReports() {
        assertThat(PodIdentityAssociation.of(reported())).isEqualTo(desired().build());
    }

    private static PodIdentityAssociation.Builder desired() {
        return PodIdentityAssociation.builder()
                .cluster("arn:aws:eks:us-east-1:111122223333:cluster/demo")
                .namespace("keda")
                .serviceAccount("keda-operator")
                .roleArn(ROLE);
    }

    private static software.amazon.awssdk.services.eks.model.PodIdentityAssociation reported() {
        return software.amazon.awssdk.services.eks.model.PodIdentityAssociation.builder()
                .clusterName("demo")
                .namespace("keda")
                .serviceAccount("keda-operator")
                .roleArn(ROLE)
                .associationId("a-1")
                .associationArn("arn:aws:eks:us-east-1:111122223333:podidentityassociation/demo/a-1")
                .build();
    }
}
