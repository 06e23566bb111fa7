package io.github.keda4j.podidentity.emulator;

import static io.github.keda4j.podidentity.emulator.Demo.OPERATOR;
import static io.github.keda4j.podidentity.emulator.Demo.OPERATOR_TRUST;
import static io.github.keda4j.podidentity.emulator.Demo.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;

class AgentTest {

    private static final String OTHER = "444455556666";
    private static final String TARGET = "arn:aws:iam::444455556666:role/target";

    private final MovableClock clock = new MovableClock();
    private final PodIdentityEmulator emulator = PodIdentityEmulator.builder()
            .cluster("demo")
            .otherAccount(OTHER)
            .clock(clock)
            .start();
    private final Aws aws = Aws.of(emulator);

    @AfterEach
    void stop() {
        emulator.close();
    }

    private Agent askAs(String namespace, String serviceAccount) throws Exception {
        return Agent.ask(emulator, emulator.mintToken("demo", namespace, serviceAccount, "pod-0"));
    }

    /**
     * The credentials that the SDK loads with the two settings that EKS injects. The settings are global to the
     * process, so only one thread may set them at a time.
     */
    private AwsCredentials resolve(Path token) {
        String uri = SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property();
        String file = SdkSystemSetting.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE.property();
        System.setProperty(uri, emulator.credentialsUri().toString());
        System.setProperty(file, token.toString());
        try (ContainerCredentialsProvider provider =
                ContainerCredentialsProvider.builder().build()) {
            return provider.resolveCredentials();
        } finally {
            System.clearProperty(uri);
            System.clearProperty(file);
        }
    }

    @Test
    void theSdksOwnContainerProviderGetsCredentialsWithWhatEksInjects(@TempDir Path directory) {
        Demo.chain(aws);

        AwsCredentials credentials =
                resolve(emulator.writeToken(directory, "demo", "keda", "keda-operator", "keda-operator-0"));

        assertThat(credentials.accessKeyId()).startsWith("ASIA");
        assertThat(credentials.expirationTime().orElseThrow())
                .isEqualTo(clock.instant().plus(Duration.ofHours(6)));
        assertThat(aws.as(StaticCredentialsProvider.create(credentials))
                        .sts()
                        .getCallerIdentity()
                        .arn())
                .startsWith("arn:aws:sts::111122223333:assumed-role/keda-operator/eks-demo-keda-operator-0");
    }

    @Test
    void theSdksOwnContainerProviderTellsWhyItGotNone(@TempDir Path directory) throws Exception {
        assertThatThrownBy(() -> resolve(emulator.writeToken(directory, "demo", "default", "default", "pod-0")))
                .hasStackTraceContaining("The requested metadata is not found");

        Demo.role(aws, "keda-operator", OPERATOR_TRUST);
        Demo.associate(aws, association -> association.namespace("elsewhere"));
        assertThatThrownBy(() -> resolve(emulator.writeToken(directory, "demo", "elsewhere", "keda-operator", "pod-1")))
                .hasStackTraceContaining("is not authorized to perform: sts:AssumeRole on resource: " + OPERATOR);

        Path foreign = Files.writeString(directory.resolve("foreign"), "made-up");
        assertThatThrownBy(() -> resolve(foreign)).hasStackTraceContaining("it is not a JSON web token");
    }

    @Test
    void aTokenIsThatOfThePodAndEndsAfterADay() throws Exception {
        Demo.chain(aws);
        String token = emulator.mintToken("demo", "keda", "keda-operator", "keda-operator-0");
        JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));

        assertThat(claims.at("/aud/0").asText()).isEqualTo("pods.eks.amazonaws.com");
        assertThat(claims.at("/sub").asText()).isEqualTo("system:serviceaccount:keda:keda-operator");
        assertThat(claims.at("/kubernetes.io/pod/name").asText()).isEqualTo("keda-operator-0");

        clock.move(Duration.ofHours(24).minusSeconds(1));
        assertThat(Agent.ask(emulator, token).status()).isEqualTo(200);
        clock.move(Duration.ofSeconds(1));
        Agent late = Agent.ask(emulator, token);
        assertThat(late.status()).isEqualTo(400);
        assertThat(late.body().path("__type").asText()).isEqualTo("ExpiredTokenException");
        assertThat(late.body().path("message").asText()).contains("token is expired");
    }

    @Test
    void aTokenForAnotherAudienceIsRefusedByName() throws Exception {
        String claims = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"aud\":[\"https://kubernetes.default.svc\"]}".getBytes(StandardCharsets.UTF_8));

        Agent answer = Agent.ask(emulator, "e30." + claims + ".c2ln");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("__type").asText()).isEqualTo("InvalidTokenException");
        assertThat(answer.body().path("message").asText())
                .contains("is for audience [\"https://kubernetes.default.svc\"]", "pods.eks.amazonaws.com");
    }

    @Test
    void withoutATokenThereIsNothingToTell() throws Exception {
        Agent answer = Agent.ask(emulator, " ");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("message").asText()).isEqualTo("Service account token cannot be empty");
    }

    @Test
    void aTokenIsWrittenAsTheKubeletWouldAndReadWithItsLineEnd(@TempDir Path directory) throws Exception {
        Demo.chain(aws);
        Path file = emulator.writeToken(directory.resolve("a/b"), "demo", "keda", "keda-operator", "pod-7");

        assertThat(file).hasFileName("pod-7.token");
        assertThat(Agent.ask(emulator, Files.readString(file)).status()).isEqualTo(200);
    }

    @Test
    void withoutAnAssociationThereIsNothing() throws Exception {
        Agent answer = askAs("default", "default");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("__type").asText()).isEqualTo("ResourceNotFoundException");
        assertThat(answer.body().path("message").asText()).contains("default/default", "cluster demo");
    }

    @Test
    void aTokenThatWasNotMintedHereIsRefused() throws Exception {
        Agent answer = Agent.ask(emulator, "made-up");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("__type").asText()).isEqualTo("InvalidTokenException");
    }

    @Test
    void theTrustPolicyDecidesOnNamespaceAndServiceAccount() throws Exception {
        Demo.role(aws, "keda-operator", OPERATOR_TRUST);
        Demo.associate(aws, association -> association.namespace("elsewhere"));

        Agent answer = askAs("elsewhere", "keda-operator");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body().path("__type").asText()).isEqualTo("AccessDeniedException");
        assertThat(answer.body().path("message").asText())
                .contains("sts:AssumeRole", OPERATOR, "aws:RequestTag/kubernetes-namespace", "elsewhere");
    }

    @Test
    void aTrustOnTagsLocksOutAnAssociationWithoutThem() throws Exception {
        Demo.role(aws, "keda-operator", OPERATOR_TRUST);
        Demo.associate(aws, association -> association.disableSessionTags(true));

        assertThat(askAs("keda", "keda-operator").body().path("message").asText())
                .contains("aws:RequestTag/", "the request does not carry that key");
    }

    @Test
    void aRoleThatDoesNotTrustEksKeepsPodsOut() throws Exception {
        Demo.role(
                aws,
                "keda-operator",
                TrustPolicies.roleChaining()
                        .anyPrincipalOfAccount("111122223333")
                        .build());
        Demo.associate(aws, association -> {});

        assertThat(askAs("keda", "keda-operator").body().path("message").asText())
                .contains("pods.eks.amazonaws.com");
    }

    @Test
    void aTargetRoleIsReachedThroughThePodsRole() throws Exception {
        Demo.role(
                aws,
                "keda-operator",
                OPERATOR_TRUST,
                Permissions.builder().assumeRole(TARGET).build().document());
        Demo.role(
                aws.as(emulator.administrator(OTHER)),
                "target",
                TrustPolicies.targetRole()
                        .podIdentityRole(OPERATOR)
                        .cluster(Demo.CLUSTER)
                        .namespace("keda")
                        .serviceAccount("keda-operator")
                        .build());
        Demo.associate(aws, association -> association.targetRoleArn(TARGET));

        Agent answer = askAs("keda", "keda-operator");

        assertThat(answer.body().path("AccountId").asText()).isEqualTo(OTHER);
        assertThat(Instant.parse(answer.body().path("Expiration").asText()))
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        assertThat(aws.as(answer.credentials()).sts().getCallerIdentity().arn())
                .startsWith("arn:aws:sts::444455556666:assumed-role/target/");
    }

    @Test
    void withoutTagsATargetRoleKnowsTheAssociationByItsExternalId() throws Exception {
        Demo.role(
                aws,
                "keda-operator",
                TrustPolicies.podIdentity()
                        .anyCluster()
                        .account("111122223333")
                        .withoutSessionTags()
                        .build(),
                Permissions.builder().assumeRole(TARGET).build().document());
        Demo.role(
                aws.as(emulator.administrator(OTHER)),
                "target",
                TrustPolicies.targetRole()
                        .podIdentityRole(OPERATOR)
                        .cluster(Demo.CLUSTER)
                        .namespace("keda")
                        .serviceAccount("keda-operator")
                        .withoutSessionTags()
                        .build());
        Demo.associate(aws, association -> association.targetRoleArn(TARGET).disableSessionTags(true));

        assertThat(askAs("keda", "keda-operator").status()).isEqualTo(200);
    }

    @Test
    void theAssociationsPolicyBoundsTheSession() throws Exception {
        Demo.role(
                aws,
                "keda-operator",
                TrustPolicies.podIdentity()
                        .anyCluster()
                        .account("111122223333")
                        .withoutSessionTags()
                        .build(),
                PolicyDocument.of(
                        Statement.allow().action("iam:*").resource("*").build()));
        String policy = PolicyDocument.of(Statement.allow()
                        .action("iam:GetRole", "sqs:GetQueueAttributes")
                        .resource(OPERATOR, QUEUE)
                        .build())
                .toJson();
        Demo.associate(aws, association -> association.disableSessionTags(true).policy(policy));
        Aws pod = aws.as(askAs("keda", "keda-operator").credentials());

        assertThat(pod.iam()
                        .getRole(get -> get.roleName("keda-operator"))
                        .role()
                        .arn())
                .isEqualTo(OPERATOR);
        assertThatThrownBy(() -> pod.iam().listRolePolicies(list -> list.roleName("keda-operator")))
                .hasMessageContaining("iam:ListRolePolicies")
                .hasMessageContaining("session policy");
    }

    @Test
    void anErrorHasItsCodeWhereTheSdkForGoLooksForIt() throws Exception {
        Agent unknown = Agent.ask(emulator, "not.a.token");

        assertThat(unknown.body().get("code").asText()).isEqualTo("InvalidTokenException");
        assertThat(unknown.body().get("message").asText()).isNotEmpty();
    }

    @Test
    void aTokensFileIsForItsOwnerOnlyEvenIfAnOlderOneWasNot(@TempDir Path directory) throws Exception {
        Path older = Files.writeString(directory.resolve("keda-operator-0.token"), "older");
        Files.setPosixFilePermissions(older, PosixFilePermissions.fromString("rw-rw-rw-"));

        Path file = emulator.writeToken(directory, "demo", "keda", "keda-operator", "keda-operator-0");

        assertThat(file).isEqualTo(older).content().startsWith("ey");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "/tmp/x", "a/b", "..", "", "A", "a_b", "a\u0000b"})
    void aPodWithANameThatKubernetesRefusesGetsNoToken(String name, @TempDir Path directory) throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> emulator.writeToken(directory.resolve("in"), "demo", "keda", "keda-operator", name))
                .withMessageContaining("is not the name of a pod");
        assertThatIllegalArgumentException().isThrownBy(() -> emulator.mintToken("demo", name, "keda-operator", "pod"));
        assertThatIllegalArgumentException().isThrownBy(() -> emulator.mintToken("demo", "keda", name, "pod"));
        assertThat(directory).isEmptyDirectory();
    }
}
