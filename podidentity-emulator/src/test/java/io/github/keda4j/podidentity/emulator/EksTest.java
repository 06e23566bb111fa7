package io.github.keda4j.podidentity.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.BadRequestException;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.NotFoundException;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociation;
import software.amazon.awssdk.services.eks.model.PodIdentityAssociationSummary;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.eks.model.ResourceNotFoundException;

class EksTest {

    private static final String ROLE = "arn:aws:iam::111122223333:role/apps/reader";
    private static final String TARGET = "arn:aws:iam::444455556666:role/target";
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"}]}""";

    private final PodIdentityEmulator emulator =
            PodIdentityEmulator.builder().cluster("demo").pageSize(2).start();
    private final EksClient eks = Aws.of(emulator).eks();

    @BeforeEach
    void aRole() {
        Aws.of(emulator)
                .iam()
                .createRole(role -> role.roleName("reader")
                        .path("/apps/")
                        .assumeRolePolicyDocument(TrustPolicies.podIdentity()
                                .cluster("arn:aws:eks:us-east-1:111122223333:cluster/demo")
                                .namespace("security")
                                .anyServiceAccount()
                                .build()
                                .toJson()));
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private PodIdentityAssociation create(String namespace, String serviceAccount) {
        return eks.createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace(namespace)
                        .serviceAccount(serviceAccount)
                        .roleArn(ROLE))
                .association();
    }

    private PodIdentityAssociation describe(String id) {
        return eks.describePodIdentityAssociation(
                        describe -> describe.clusterName("demo").associationId(id))
                .association();
    }

    @Test
    void aClusterIsDescribed() {
        assertThat(eks.describeCluster(describe -> describe.name("demo"))
                        .cluster()
                        .arn())
                .isEqualTo("arn:aws:eks:us-east-1:111122223333:cluster/demo");
        assertThatThrownBy(() -> eks.describeCluster(describe -> describe.name("other")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("No cluster found for name: other.");
    }

    @Test
    void anAssociationIsReadBackAsItWasWritten() {
        String id = eks.createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace("security")
                        .serviceAccount("my.sqs-read-msgs")
                        .roleArn(ROLE)
                        .targetRoleArn(TARGET)
                        .disableSessionTags(true)
                        .policy(POLICY)
                        .tags(Map.of("team", "a b/c")))
                .association()
                .associationId();

        PodIdentityAssociation association = describe(id);

        assertThat(association.associationId()).matches("a-[a-z0-9]{17}");
        assertThat(association.associationArn())
                .isEqualTo("arn:aws:eks:us-east-1:111122223333:podidentityassociation/demo/" + id);
        assertThat(association.namespace()).isEqualTo("security");
        assertThat(association.serviceAccount()).isEqualTo("my.sqs-read-msgs");
        assertThat(association.roleArn()).isEqualTo(ROLE);
        assertThat(association.targetRoleArn()).isEqualTo(TARGET);
        assertThat(association.disableSessionTags()).isTrue();
        assertThat(association.policy()).isEqualTo(POLICY);
        assertThat(association.tags()).containsExactly(Map.entry("team", "a b/c"));
        assertThat(association.externalId()).isEqualTo("us-east-1/111122223333/demo/security/my.sqs-read-msgs");
        assertThat(association.createdAt()).isEqualTo(association.modifiedAt());
    }

    @Test
    void oneAssociationForAServiceAccount() {
        PodIdentityAssociation first = create("security", "reader");

        assertThatThrownBy(() -> create("security", "reader"))
                .isInstanceOfSatisfying(
                        ResourceInUseException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage())
                                .isEqualTo("Association already exists: " + first.associationId()));
    }

    @Test
    void theSameRequestTokenIsTheSameRequest() {
        String first = createWithToken("reader", "token-1").associationId();

        assertThat(createWithToken("reader", "token-1").associationId()).isEqualTo(first);
        assertThatThrownBy(() -> createWithToken("other", "token-1"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("token-1");
    }

    private PodIdentityAssociation createWithToken(String serviceAccount, String token) {
        return eks.createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace("security")
                        .serviceAccount(serviceAccount)
                        .roleArn(ROLE)
                        .clientRequestToken(token))
                .association();
    }

    @ParameterizedTest
    @CsvSource({
        "UPPER,sa,namespace",
        "-a,sa,namespace",
        "a.b,sa,namespace",
        "ns,Sa,serviceAccount",
        "ns,a..b,serviceAccount",
        "ns,a_b,serviceAccount",
        ",sa,namespace",
        "ns,,serviceAccount",
        "%64,sa,namespace",
        "ns,%254,serviceAccount"
    })
    void namesAreKubernetesNames(String namespace, String serviceAccount, String field) {
        assertThatThrownBy(() -> create(longName(namespace), longName(serviceAccount)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(field);
    }

    /** {@code %64} stands for a name of 64 letters. */
    private static String longName(String name) {
        return name != null && name.startsWith("%") ? "a".repeat(Integer.parseInt(name.substring(1))) : name;
    }

    @Test
    void namesOfOneCharacterAreNames() {
        assertThat(create("a", "b").serviceAccount()).isEqualTo("b");
    }

    @Test
    void theRoleHasToExistInTheClustersAccount() {
        assertThatThrownBy(() -> createWithRole("arn:aws:iam::111122223333:role/none"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Role provided in the request does not exist.");
        assertThatThrownBy(() -> createWithRole("arn:aws:iam::444455556666:role/reader"))
                .hasMessageContaining("Cross-account pass role is not allowed.")
                .satisfies(e -> assertThat(((software.amazon.awssdk.services.eks.model.EksException) e)
                                .awsErrorDetails()
                                .errorCode())
                        .isEqualTo("AccessDeniedException"));
        assertThatThrownBy(() -> createWithRole("reader")).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void whatIsNoRoleIsNoTargetEither() {
        assertThatThrownBy(() -> eks.createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace("security")
                        .serviceAccount("reader")
                        .roleArn(ROLE)
                        .targetRoleArn("arn:aws:iam::444455556666:user/somebody")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("targetRoleArn");
    }

    @Test
    void anUpdateIsHeldToTheSameChecksAndChangesNothingWhereOneFails() {
        String id = create("security", "reader").associationId();

        assertThatThrownBy(() -> eks.updatePodIdentityAssociation(update -> update.clusterName("demo")
                        .associationId(id)
                        .disableSessionTags(true)
                        .roleArn("arn:aws:iam::111122223333:role/none")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Role provided in the request does not exist.");
        assertThatThrownBy(() -> eks.updatePodIdentityAssociation(update ->
                        update.clusterName("demo").associationId("a-none").roleArn(ROLE)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("a-none");
        assertThat(describe(id).disableSessionTags()).isFalse();
    }

    @Test
    void anAssociationThatBelongsToAnAddOnSaysSo() {
        String addOn = "arn:aws:eks:us-east-1:111122223333:addon/demo/adot/1a2b";
        emulator.ownNewAssociations(addOn);
        String id = create("security", "reader").associationId();
        emulator.ownNewAssociations("");

        assertThat(describe(id).ownerArn()).isEqualTo(addOn);
        assertThat(eks.listPodIdentityAssociations(list -> list.clusterName("demo"))
                        .associations()
                        .get(0)
                        .ownerArn())
                .isEqualTo(addOn);
        assertThat(create("security", "other").ownerArn()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0,", "101,", "-1,", "10,abc", "10,-1"})
    void aPageHasOneToAHundredAndATokenThatEksGave(int maxResults, String nextToken) {
        assertThatThrownBy(() -> eks.listPodIdentityAssociations(
                        list -> list.clusterName("demo").maxResults(maxResults).nextToken(nextToken)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void aResourceTakesFiftyTags() {
        String arn = create("security", "reader").associationArn();
        Map<String, String> fifty = IntStream.range(0, 50).boxed().collect(Collectors.toMap(i -> "k" + i, i -> "v"));
        eks.tagResource(tag -> tag.resourceArn(arn).tags(fifty));

        assertThatThrownBy(() -> eks.tagResource(tag -> tag.resourceArn(arn).tags(Map.of("more", "v"))))
                .isInstanceOf(BadRequestException.class);
    }

    private void createWithRole(String roleArn) {
        eks.createPodIdentityAssociation(create -> create.clusterName("demo")
                .namespace("security")
                .serviceAccount("reader")
                .roleArn(roleArn));
    }

    @Test
    void aSessionPolicyNeedsSessionTagsOff() {
        assertThatThrownBy(() -> eks.createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace("security")
                        .serviceAccount("reader")
                        .roleArn(ROLE)
                        .policy(POLICY)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("When policy is specified, disableSessionTags must be set to true");
        String id = create("security", "reader").associationId();
        assertThatThrownBy(() -> eks.updatePodIdentityAssociation(
                        update -> update.clusterName("demo").associationId(id).policy(POLICY)))
                .isInstanceOf(InvalidParameterException.class);
        assertThat(describe(id).policy()).isNull();
    }

    @Test
    void aSessionPolicyThatIsNoPolicyIsRefused() {
        assertThatThrownBy(() -> eks.createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace("security")
                        .serviceAccount("reader")
                        .roleArn(ROLE)
                        .disableSessionTags(true)
                        .policy("{\"Statement\":1}")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("policy");
    }

    @Test
    void anUpdateKeepsWhatItDoesNotNameAndClearsWhatIsEmpty() {
        String id = eks.createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace("security")
                        .serviceAccount("reader")
                        .roleArn(ROLE)
                        .targetRoleArn(TARGET))
                .association()
                .associationId();

        eks.updatePodIdentityAssociation(
                update -> update.clusterName("demo").associationId(id).disableSessionTags(true));
        assertThat(describe(id).targetRoleArn()).isEqualTo(TARGET);
        assertThat(describe(id).disableSessionTags()).isTrue();

        eks.updatePodIdentityAssociation(
                update -> update.clusterName("demo").associationId(id).targetRoleArn(""));
        assertThat(describe(id).targetRoleArn()).isNull();
        assertThat(describe(id).externalId()).isNull();
        assertThat(describe(id).roleArn()).isEqualTo(ROLE);
    }

    @Test
    void listsAreFilteredAndPaged() {
        IntStream.range(0, 5).forEach(i -> create("security", "reader-" + i));
        create("keda", "keda-operator");

        assertThat(eks.listPodIdentityAssociationsPaginator(list -> list.clusterName("demo")).associations().stream())
                .hasSize(6);
        assertThat(eks.listPodIdentityAssociations(list -> list.clusterName("demo"))
                        .associations())
                .hasSize(2);
        assertThat(eks
                        .listPodIdentityAssociationsPaginator(list ->
                                list.clusterName("demo").namespace("security").maxResults(1))
                        .associations()
                        .stream()
                        .map(PodIdentityAssociationSummary::serviceAccount))
                .containsExactlyInAnyOrder("reader-0", "reader-1", "reader-2", "reader-3", "reader-4");
        assertThat(eks.listPodIdentityAssociations(list ->
                                list.clusterName("demo").namespace("keda").serviceAccount("keda-operator"))
                        .associations())
                .hasSize(1);
    }

    @Test
    void tagsAreSetChangedAndTakenAway() {
        String arn = create("security", "reader").associationArn();
        eks.tagResource(tag -> tag.resourceArn(arn).tags(Map.of("a", "1", "b", "2", "c/d", "3")));
        eks.untagResource(untag -> untag.resourceArn(arn).tagKeys("a", "c/d"));

        assertThat(eks.listTagsForResource(list -> list.resourceArn(arn)).tags())
                .containsExactly(Map.entry("b", "2"));
        assertThatThrownBy(() -> eks.listTagsForResource(list -> list.resourceArn(arn + "x")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void whatWasDeletedIsGone() {
        String id = create("security", "reader").associationId();
        assertThat(eks.deletePodIdentityAssociation(
                                delete -> delete.clusterName("demo").associationId(id))
                        .association()
                        .associationId())
                .isEqualTo(id);

        assertThatThrownBy(() -> describe(id)).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> eks.deletePodIdentityAssociation(
                        delete -> delete.clusterName("demo").associationId(id)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining(id);
        create("security", "reader");
    }
}
