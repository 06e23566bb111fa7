package io.github.keda4j.podidentity.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.keda4j.podidentity.association.PodIdentityAssociation;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.eks.model.EksException;
import software.amazon.awssdk.services.eks.model.InvalidParameterException;
import software.amazon.awssdk.services.eks.model.ResourceInUseException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

class PodIdentityEmulatorTest {

    private static final String CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/demo";
    private static final String OPERATOR = "arn:aws:iam::111122223333:role/keda-operator";
    private static final String SCALER = "arn:aws:iam::111122223333:role/scaler";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:events";
    private static final String QUEUE_URL = "https://sqs.us-east-1.amazonaws.com/111122223333/events";

    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final List<AutoCloseable> toClose = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private HttpServer queue;
    private PodIdentityEmulator emulator;
    private IamClient iam;
    private EksClient eks;

    @BeforeEach
    void start() throws Exception {
        queue = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        queue.createContext("/", exchange -> {
            byte[] body = "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"7\"}}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        queue.start();
        emulator = PodIdentityEmulator.builder()
                .cluster("demo")
                .pageSize(2)
                .sqs(URI.create("http://127.0.0.1:" + queue.getAddress().getPort()))
                .clock(movableClock())
                .start();
        iam = closed(IamClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(emulator.administrator())
                .httpClient(http)
                .build());
        eks = closed(EksClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(emulator.administrator())
                .httpClient(http)
                .build());
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : toClose) {
            one.close();
        }
        emulator.close();
        queue.stop(0);
        http.close();
    }

    @Test
    void aRoleIsKeptWholeAndItsDocumentsComeBackUrlEncoded() {
        String trust = operatorTrust().toJson();
        iam.createRole(role -> role.roleName("keda-operator")
                .path("/team/")
                .assumeRolePolicyDocument(trust)
                .tags(Tag.builder().key("a").value("<b> & \"c\"").build()));
        iam.putRolePolicy(put -> put.roleName("keda-operator")
                .policyName("p")
                .policyDocument(readDepth().toJson()));

        var role = iam.getRole(get -> get.roleName("keda-operator")).role();
        assertThat(role.arn()).isEqualTo("arn:aws:iam::111122223333:role/team/keda-operator");
        assertThat(role.tags()).extracting(Tag::value).containsExactly("<b> & \"c\"");
        assertThat(role.assumeRolePolicyDocument()).startsWith("%7B");
        assertThat(PolicyDocument.parseUrlEncoded(role.assumeRolePolicyDocument()))
                .isEqualTo(operatorTrust());
        assertThat(PolicyDocument.parseUrlEncoded(
                        iam.getRolePolicy(get -> get.roleName("keda-operator").policyName("p"))
                                .policyDocument()))
                .isEqualTo(readDepth());
    }

    @Test
    void iamRefusesInItsOwnCodes() {
        createRole("keda-operator", operatorTrust());

        assertThatThrownBy(() -> createRole("keda-operator", operatorTrust()))
                .isInstanceOf(EntityAlreadyExistsException.class);
        assertThatThrownBy(() -> iam.getRole(get -> get.roleName("nobody")))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The role with name nobody cannot be found.");
    }

    @Test
    void aTrustPolicyForARoleThatIsNotThereIsRefusedAsIamDoes() {
        assertThatThrownBy(() -> createRole("scaler", chainTrust()))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("Invalid principal in policy: \"AWS\":\"" + OPERATOR + "\"");
    }

    @Test
    void aRoleWithPoliciesCannotBeDeleted() {
        createRole("keda-operator", operatorTrust());
        iam.putRolePolicy(put -> put.roleName("keda-operator")
                .policyName("p")
                .policyDocument(readDepth().toJson()));

        assertThatThrownBy(() -> iam.deleteRole(delete -> delete.roleName("keda-operator")))
                .isInstanceOf(DeleteConflictException.class);
        iam.deleteRolePolicy(delete -> delete.roleName("keda-operator").policyName("p"));
        iam.deleteRole(delete -> delete.roleName("keda-operator"));
        assertThat(iam.listRoles().roles()).isEmpty();
    }

    @Test
    void listingsComeInPages() {
        IntStream.range(0, 5).forEach(i -> createRole("role-" + i, operatorTrust()));
        IntStream.range(0, 5).forEach(i -> associate("ns-" + i, "sa", "arn:aws:iam::111122223333:role/role-0"));

        assertThat(iam.listRoles().isTruncated()).isTrue();
        assertThat(iam.listRolesPaginator().roles().stream().count()).isEqualTo(5);
        assertThat(eks.listPodIdentityAssociationsPaginator(list -> list.clusterName("demo")).associations().stream()
                        .count())
                .isEqualTo(5);
    }

    @Test
    void eksChecksAssociationsAndSaysSoInItsOwnWords() {
        createRole("keda-operator", operatorTrust());
        associate("keda", "keda-operator", OPERATOR);

        assertThatThrownBy(() -> associate("keda", "keda-operator", OPERATOR))
                .isInstanceOf(ResourceInUseException.class)
                .hasMessageContaining("Association already exists: a-");
        assertThatThrownBy(() -> associate("keda", "other", "arn:aws:iam::111122223333:role/nobody"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Role provided in the request does not exist.");
        assertThatThrownBy(() -> eks.createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace("keda")
                        .serviceAccount("other")
                        .roleArn("arn:aws:iam::444455556666:role/nobody")))
                .hasMessageContaining("Cross-account pass role is not allowed.");
        assertThatThrownBy(() -> eks.createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace("Keda")
                        .serviceAccount("x")
                        .roleArn(OPERATOR)))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> eks.createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace("keda")
                        .serviceAccount("x")
                        .roleArn(OPERATOR)
                        .policy("{}")))
                .hasMessageContaining("When policy is specified, disableSessionTags must be set to true");
        assertThatThrownBy(() -> eks.listPodIdentityAssociations(list -> list.clusterName("nowhere")))
                .isInstanceOf(EksException.class)
                .hasMessageContaining("No cluster found for name: nowhere.");
    }

    @Test
    void anEmptyTargetRoleClearsAndNoneKeeps() {
        createRole("keda-operator", operatorTrust());
        String id = eks.createPodIdentityAssociation(create -> create.clusterName("demo")
                        .namespace("keda")
                        .serviceAccount("keda-operator")
                        .roleArn(OPERATOR)
                        .targetRoleArn("arn:aws:iam::444455556666:role/target")
                        .tags(Map.of("team", "a")))
                .association()
                .associationId();

        var kept = eks.updatePodIdentityAssociation(
                        update -> update.clusterName("demo").associationId(id).disableSessionTags(true))
                .association();
        assertThat(kept.targetRoleArn()).isEqualTo("arn:aws:iam::444455556666:role/target");
        assertThat(kept.externalId()).isEqualTo("us-east-1/111122223333/demo/keda/keda-operator");
        var cleared = eks.updatePodIdentityAssociation(
                        update -> update.clusterName("demo").associationId(id).targetRoleArn(""))
                .association();
        assertThat(cleared.targetRoleArn()).isNull();

        eks.tagResource(tag -> tag.resourceArn(cleared.associationArn()).tags(Map.of("x", "y")));
        eks.untagResource(untag -> untag.resourceArn(cleared.associationArn()).tagKeys("team"));
        assertThat(eks.listTagsForResource(list -> list.resourceArn(cleared.associationArn()))
                        .tags())
                .containsExactly(Map.entry("x", "y"));
        eks.deletePodIdentityAssociation(delete -> delete.clusterName("demo").associationId(id));
        assertThat(eks.listPodIdentityAssociations(list -> list.clusterName("demo"))
                        .associations())
                .isEmpty();
    }

    @Test
    void aPodGetsItsRoleChainsWithItsTagsAndReadsTheQueue() throws Exception {
        scenario(chainTrust());

        Credentials chained = sts(podCredentials("keda", "keda-operator"))
                .assumeRole(assume -> assume.roleArn(SCALER).roleSessionName("KEDA"))
                .credentials();

        String depth = sqs(of(chained))
                .getQueueAttributes(get ->
                        get.queueUrl(QUEUE_URL).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
        assertThat(depth).isEqualTo("7");
        assertThat(emulator.calls())
                .filteredOn(call -> !call.action().startsWith("iam:"))
                .extracting(Call::action)
                .containsExactly(
                        "eks:CreatePodIdentityAssociation",
                        "eks-auth:AssumeRoleForPodIdentity",
                        "sts:AssumeRole",
                        "sqs:GetQueueAttributes");
    }

    @Test
    void theOperatorItselfMayNotReadTheQueueAndTheScalerMayDoNothingElse() throws Exception {
        scenario(chainTrust());
        AwsCredentialsProvider operator = podCredentials("keda", "keda-operator");

        assertThatThrownBy(() -> sqs(operator)
                        .getQueueAttributes(get -> get.queueUrl(QUEUE_URL).attributeNames(QueueAttributeName.ALL)))
                .isInstanceOf(SqsException.class)
                .hasMessageContaining("is not authorized to perform: sqs:getqueueattributes on resource: " + QUEUE);
        Credentials chained = sts(operator)
                .assumeRole(assume -> assume.roleArn(SCALER).roleSessionName("KEDA"))
                .credentials();
        assertThatThrownBy(() -> sqs(of(chained)).receiveMessage(receive -> receive.queueUrl(QUEUE_URL)))
                .hasMessageContaining("sqs:receivemessage");
    }

    @Test
    void aTrustWithoutTagSessionIsDeniedInStsAndNamesTheMissingAction() throws Exception {
        scenario(PolicyDocument.of(Statement.allow()
                .sid("AssumeOnly")
                .principal(Principal.aws(OPERATOR))
                .action("sts:AssumeRole")
                .build()));

        assertThatThrownBy(() -> sts(podCredentials("keda", "keda-operator"))
                        .assumeRole(assume -> assume.roleArn(SCALER).roleSessionName("KEDA")))
                .isInstanceOfSatisfying(StsException.class, denial -> {
                    assertThat(denial.statusCode()).isEqualTo(403);
                    assertThat(denial.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(denial)
                            .hasMessageContaining(
                                    "is not authorized to perform: sts:TagSession on resource: " + SCALER);
                });
    }

    @Test
    void aPodWithoutAssociationOrWithAForeignTokenGetsNothing() throws Exception {
        createRole("keda-operator", operatorTrust());

        assertThat(agent(emulator.mintToken("demo", "default", "default", "pod-0"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(agent("made-up").statusCode()).isEqualTo(400);
    }

    @Test
    void aTrustPolicyForAnotherNamespaceKeepsThePodOut() throws Exception {
        createRole(
                "keda-operator",
                TrustPolicies.podIdentity()
                        .cluster(CLUSTER)
                        .namespace("elsewhere")
                        .serviceAccount("keda-operator")
                        .build());
        associate("keda", "keda-operator", OPERATOR);

        HttpResponse<String> answer = agent(emulator.mintToken("demo", "keda", "keda-operator", "pod-0"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("sts:AssumeRole", "kubernetes-namespace", "elsewhere");
    }

    @Test
    void anUnknownKeyAndAnExpiredOneAreTurnedAway() throws Exception {
        scenario(chainTrust());
        StsClient stranger =
                sts(StaticCredentialsProvider.create(AwsSessionCredentials.create("ASIAUNKNOWN", "x", "y")));
        assertThatThrownBy(stranger::getCallerIdentity)
                .hasMessageContaining("The security token included in the request is invalid.");

        StsClient pod = sts(podCredentials("keda", "keda-operator"));
        assertThat(pod.getCallerIdentity().arn())
                .startsWith("arn:aws:sts::111122223333:assumed-role/keda-operator/eks-demo-pod-0");
        now = now.plus(Duration.ofHours(7));
        assertThatThrownBy(pod::getCallerIdentity).hasMessageContaining("expired");
    }

    @Test
    void writesCanBeMadeToFailAfterSome() {
        emulator.failAfterWrites(1);
        createRole("keda-operator", operatorTrust());
        assertThatThrownBy(() -> associate("keda", "keda-operator", OPERATOR)).hasMessageContaining("made to fail");
        emulator.stopFailing();
        associate("keda", "keda-operator", OPERATOR);
    }

    @Test
    void aNewRoleMayBeUnseenByEksForAWhile() {
        try (PodIdentityEmulator slow = PodIdentityEmulator.builder()
                        .cluster("demo")
                        .roleUnseenBy(1)
                        .start();
                IamClient slowIam = IamClient.builder()
                        .endpointOverride(slow.endpoint())
                        .region(Region.AWS_GLOBAL)
                        .credentialsProvider(slow.administrator())
                        .httpClient(http)
                        .build();
                EksClient slowEks = EksClient.builder()
                        .endpointOverride(slow.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(slow.administrator())
                        .httpClient(http)
                        .build()) {
            slowIam.createRole(role -> role.roleName("keda-operator")
                    .assumeRolePolicyDocument(operatorTrust().toJson()));
            var request = association("keda", "keda-operator", OPERATOR).createRequest();
            assertThatThrownBy(() -> slowEks.createPodIdentityAssociation(request))
                    .hasMessageContaining("does not exist");
            assertThat(slowEks.createPodIdentityAssociation(request)
                            .association()
                            .roleArn())
                    .isEqualTo(OPERATOR);
        }
    }

    private void scenario(PolicyDocument scalerTrust) {
        createRole("keda-operator", operatorTrust());
        createRole("scaler", scalerTrust);
        iam.putRolePolicy(put -> put.roleName("keda-operator")
                .policyName("assume")
                .policyDocument(Permissions.builder()
                        .assumeRole(SCALER)
                        .build()
                        .document()
                        .toJson()));
        iam.putRolePolicy(put -> put.roleName("scaler")
                .policyName("read")
                .policyDocument(readDepth().toJson()));
        associate("keda", "keda-operator", OPERATOR);
    }

    private AwsCredentialsProvider podCredentials(String namespace, String serviceAccount) throws Exception {
        String body = agent(emulator.mintToken("demo", namespace, serviceAccount, "pod-0"))
                .body();
        var json = new ObjectMapper().readTree(body);
        return StaticCredentialsProvider.create(AwsSessionCredentials.create(
                json.get("AccessKeyId").asText(),
                json.get("SecretAccessKey").asText(),
                json.get("Token").asText()));
    }

    private HttpResponse<String> agent(String token) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(emulator.credentialsUri())
                                .header("Authorization", token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static AwsCredentialsProvider of(Credentials credentials) {
        return StaticCredentialsProvider.create(AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()));
    }

    private StsClient sts(AwsCredentialsProvider credentials) {
        return closed(StsClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClient(http)
                .build());
    }

    private SqsClient sqs(AwsCredentialsProvider credentials) {
        return closed(SqsClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClient(http)
                .build());
    }

    private <T extends AutoCloseable> T closed(T client) {
        toClose.add(0, client);
        return client;
    }

    private void createRole(String name, PolicyDocument trust) {
        iam.createRole(role -> role.roleName(name).assumeRolePolicyDocument(trust.toJson()));
    }

    private void associate(String namespace, String serviceAccount, String role) {
        eks.createPodIdentityAssociation(
                association(namespace, serviceAccount, role).createRequest());
    }

    private static PodIdentityAssociation association(String namespace, String serviceAccount, String role) {
        return PodIdentityAssociation.builder()
                .cluster(CLUSTER)
                .namespace(namespace)
                .serviceAccount(serviceAccount)
                .roleArn(role)
                .build();
    }

    private static PolicyDocument operatorTrust() {
        return TrustPolicies.podIdentity()
                .cluster(CLUSTER)
                .namespace("keda")
                .serviceAccount("keda-operator")
                .build();
    }

    private static PolicyDocument chainTrust() {
        return TrustPolicies.roleChaining().trusting(OPERATOR).build();
    }

    private static PolicyDocument readDepth() {
        return Permissions.builder().readQueueDepth(QUEUE).build().document();
    }

    private Clock movableClock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }
}
