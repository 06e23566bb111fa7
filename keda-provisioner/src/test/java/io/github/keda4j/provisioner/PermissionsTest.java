package io.github.keda4j.provisioner;

import static io.github.keda4j.provisioner.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.keda4j.podidentity.emulator.Call;
import io.github.keda4j.podidentity.permission.DeployerPermissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.testing.kubernetes.Access;
import io.github.keda4j.testing.kubernetes.KubernetesApiServer;
import io.github.keda4j.wiring.ScalingStack;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eks.EksClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What the caller may not do is known before the first write, if it may ask. */
class PermissionsTest {

    private static final String ACCOUNT = "arn:aws:iam::111122223333:";
    private static final String DEPLOYER = ACCOUNT + "role/ci/deployer";
    private static final String READ = """
            {"Effect":"Allow","Action":["iam:Get*","iam:List*","eks:List*","eks:Describe*"],"Resource":"*"}""";
    private static final String SIMULATE = """
            {"Effect":"Allow","Action":"iam:SimulatePrincipalPolicy","Resource":"*"}""";

    private final ScalingStack orders = Stacks.readerOf("orders").build();
    private final List<String> told = new ArrayList<>();
    private final EmulatedAws aws = EmulatedAws.start();
    private final List<AutoCloseable> clients = new ArrayList<>();
    private KubernetesApiServer server;

    @BeforeEach
    void start() {
        startServer(attempt -> true);
    }

    private KubernetesClient startServer(Access access) {
        if (server != null) {
            server.close();
        }
        KubernetesApiServer.Builder builder = KubernetesApiServer.builder().access(access);
        new Namespaces().accept(builder);
        List.of("shop", "team-a", "team-b").forEach(builder::namespace);
        server = builder.start();
        return server.directClient();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable client : clients) {
            client.close();
        }
        server.close();
        aws.close();
    }

    /** A provisioner with the credentials of a role whose policy has these statements. */
    private Provisioner deployerWith(String... statements) {
        aws.iam()
                .createRole(role -> role.roleName("deployer")
                        .path("/ci/")
                        .assumeRolePolicyDocument(TrustPolicies.roleChaining()
                                .anyPrincipalOfAccount("111122223333")
                                .build()
                                .toJson()));
        allow(statements);
        Credentials session = aws.sts()
                .assumeRole(assume -> assume.roleArn(DEPLOYER).roleSessionName("run-17"))
                .credentials();
        AwsCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
        IamClient iam = IamClient.builder()
                .endpointOverride(aws.emulator().endpoint())
                .region(Region.AWS_GLOBAL)
                .credentialsProvider(credentials)
                .build();
        EksClient eks = EksClient.builder()
                .endpointOverride(aws.emulator().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
        StsClient sts = StsClient.builder()
                .endpointOverride(aws.emulator().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .build();
        clients.addAll(List.of(iam, eks, sts));
        return aws.provisioner(
                server.directClient(),
                builder -> builder.iam(iam).eks(eks).sts(sts).listener(event -> {
                    if (event instanceof Progress.Noted) {
                        told.add(event.toString());
                    }
                }));
    }

    private void allow(String... statements) {
        aws.iam()
                .putRolePolicy(policy -> policy.roleName("deployer")
                        .policyName("deploy")
                        .policyDocument(
                                "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}"));
    }

    private void assertNothingWasWritten() {
        assertThat(aws.iam().listRoles().roles())
                .singleElement()
                .satisfies(role -> assertThat(role.arn()).isEqualTo(DEPLOYER));
        assertThat(server.directClient()
                        .apps()
                        .deployments()
                        .inAnyNamespace()
                        .list()
                        .getItems())
                .isEmpty();
    }

    @Test
    void everyActionThatTheCallerLacksIsListedBeforeTheFirstWrite() {
        Provisioner deployer = deployerWith(READ, SIMULATE, """
                {"Effect":"Allow","Action":["iam:CreateRole","iam:PutRolePolicy"],"Resource":"*"},
                {"Effect":"Allow","Action":"iam:TagRole","Resource":"arn:aws:iam::111122223333:role/orders*"},
                {"Effect":"Deny","Action":"eks:CreatePodIdentityAssociation","Resource":"*"}""");

        assertThatThrownBy(() -> deployer.apply(orders))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.PREFLIGHT))
                .hasMessage("The caller, " + DEPLOYER + ", may not call eks:CreatePodIdentityAssociation on"
                        + " arn:aws:eks:us-east-1:111122223333:cluster/demo.\n"
                        + "The caller, " + DEPLOYER + ", may not call eks:TagResource on"
                        + " arn:aws:eks:us-east-1:111122223333:podidentityassociation/demo/*.\n"
                        + "The caller, " + DEPLOYER + ", may not call iam:PassRole on " + ACCOUNT
                        + "role/keda-operator, "
                        + ACCOUNT + "role/orders.\n"
                        + "The caller, " + DEPLOYER + ", may not call iam:TagRole on " + ACCOUNT
                        + "role/keda-operator.");
        assertNothingWasWritten();
    }

    @Test
    void whoHasThePermissionsOfADeployerIsNotRefused() {
        String[] roles = {ACCOUNT + "role/keda-operator", ACCOUNT + "role/orders", ACCOUNT + "role/orders-scaler"};
        PolicyDocument document = DeployerPermissions.builder()
                .manageRole(roles)
                .passRole(roles)
                .manageAssociations("arn:aws:eks:us-east-1:111122223333:cluster/demo")
                .simulateRole(DEPLOYER)
                .build()
                .document();
        Provisioner deployer = deployerWith(
                READ,
                document.statements().stream()
                        .map(Object::toString)
                        .filter(text -> text.startsWith("{"))
                        .reduce((one, other) -> one + "," + other)
                        .orElseThrow());

        deployer.apply(orders);

        assertThat(told).isEmpty();
        assertThat(deployer.plan(orders).isEmpty()).isTrue();
        deployer.destroy(orders);
        assertThat(aws.emulator().calls())
                .filteredOn(call -> call.action().startsWith("iam:Simulate"))
                .allMatch(Call::succeeded)
                .hasSizeLessThan(12);
        assertNothingWasWritten();
    }

    @Test
    void whoMayNotSimulateIsToldSoAndGoesOn() {
        Provisioner deployer = deployerWith(READ, """
                {"Effect":"Allow","Action":["iam:*Role*","eks:*"],"Resource":"*"}""");

        deployer.apply(orders);

        assertThat(told)
                .containsExactly("The caller's permissions in AWS were not checked: the caller may not call"
                        + " iam:SimulatePrincipalPolicy on " + DEPLOYER + ".");
    }

    @Test
    void aConditionOnAKeyThatOnlyTheCallHasIsNotTakenForARefusal() {
        Provisioner deployer = deployerWith(READ, SIMULATE, """
                {"Effect":"Allow","Action":["iam:*Role*","eks:*"],"Resource":"*","Condition":
                 {"StringEqualsIfExists":{"aws:RequestTag/managed-by":"keda4j"}}},
                {"Effect":"Deny","Action":"iam:CreateRole","Resource":"*","Condition":
                 {"StringNotEquals":{"aws:RequestTag/managed-by":"keda4j"}}}""");

        deployer.apply(orders);

        assertThat(told)
                .containsExactly(
                        "Whether the caller may call iam:CreateRole depends on aws:RequestTag/managed-by, which"
                                + " the call to IAM's policy simulator did not include.");
    }

    @Test
    void aPermissionThatIsTakenAwayBeforeTheRemovalStopsTheRemovalAsAWhole() {
        Provisioner deployer = deployerWith(READ, SIMULATE, """
                {"Effect":"Allow","Action":["iam:*Role*","eks:*"],"Resource":"*"}""");
        deployer.apply(orders);
        allow(READ, SIMULATE, """
                {"Effect":"Allow","Action":["iam:*RolePolicy","eks:*"],"Resource":"*"}""");

        assertFails(
                () -> deployer.destroy(orders),
                Reason.PREFLIGHT,
                "may not call iam:DeleteRole on " + ACCOUNT + "role/keda-operator, " + ACCOUNT + "role/orders");
        assertThat(aws.provisioner(server.directClient()).plan(orders).isEmpty())
                .isTrue();
    }

    @Test
    void manyRolesAreAskedAboutInFewCallsAndNamedInPart() {
        Provisioner deployer = deployerWith(READ, SIMULATE);
        ScalingStack[] stacks = IntStream.range(0, 20)
                .mapToObj(number -> Stacks.readerOf("q" + number).build())
                .toArray(ScalingStack[]::new);

        assertFails(() -> deployer.apply(stacks), Reason.PREFLIGHT, " more.");
        assertThat(aws.emulator().calls())
                .filteredOn(call -> call.action().equals("iam:SimulatePrincipalPolicy"))
                .hasSizeLessThanOrEqualTo(5);
        assertNothingWasWritten();
    }

    @Test
    void whatTheCallerMayNotDoInKubernetesIsListedBeforeTheFirstWrite() {
        KubernetesClient kubernetes = startServer(attempt ->
                !attempt.verb().equals("delete") || attempt.resource().equals("scaledobjects"));
        Provisioner provisioner = aws.provisioner(kubernetes);
        provisioner.apply(orders);

        assertThatThrownBy(() -> provisioner.destroy(orders))
                .hasMessage("The caller may not delete deployments.apps in namespace security. " + ADVICE + "\n"
                        + "The caller may not delete serviceaccounts in namespace security. " + ADVICE + "\n"
                        + "The caller may not delete triggerauthentications.keda.sh in namespace security. " + ADVICE);
        assertThat(provisioner.plan(orders).isEmpty()).isTrue();
    }

    private static final String ADVICE = "Allow it with a Role and a RoleBinding, or an access entry of the cluster.";

    @Test
    void permissionsInManyNamespacesAreAskedForAtOnceIfTheCallerHasThemEverywhere() {
        List<Access.Attempt> reviews = new ArrayList<>();
        KubernetesClient kubernetes = startServer(attempt -> {
            if (attempt.name().isEmpty() && attempt.verb().equals("create")) {
                reviews.add(attempt);
            }
            return true;
        });
        List<ScalingStack> stacks = new ArrayList<>(List.of(orders));
        for (String namespace : List.of("payments", "shop", "team-a", "team-b")) {
            stacks.add(Stacks.in(namespace, Stacks.readerOf("orders"), "orders").build());
        }
        aws.provisioner(kubernetes).apply(stacks.toArray(ScalingStack[]::new));

        assertThat(reviews).extracting(Access.Attempt::namespace).containsOnly("");
    }

    @Test
    void anApiServerThatDoesNotAnswerReviewsIsNoReasonToStop() {
        Consumer<Provisioner.Builder> listening = builder -> builder.listener(event -> {
            if (event instanceof Progress.Noted) {
                told.add(event.toString());
            }
        });
        server.mockServer()
                .expect()
                .post()
                .withPath("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
                .andReturn(403, "")
                .once();
        aws.provisioner(server.directClient(), listening).apply(orders);

        assertThat(told)
                .containsExactly("The caller's permissions in Kubernetes were not checked: it may not create"
                        + " SelfSubjectAccessReviews.");
    }
}
