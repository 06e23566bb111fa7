package io.github.keda4j.podidentity.emulator;

import static io.github.keda4j.podidentity.emulator.Demo.MAY_ASSUME;
import static io.github.keda4j.podidentity.emulator.Demo.MAY_READ;
import static io.github.keda4j.podidentity.emulator.Demo.OPERATOR;
import static io.github.keda4j.podidentity.emulator.Demo.OPERATOR_TRUST;
import static io.github.keda4j.podidentity.emulator.Demo.SCALER;
import static io.github.keda4j.podidentity.emulator.Demo.SCALER_TRUST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.time.Duration;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

class StsTest {

    private static final String OTHER = "444455556666";
    private static final String REMOTE = "arn:aws:iam::444455556666:role/remote";

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

    private StsClient operator() throws Exception {
        return aws.as(Agent.operator(emulator)).sts();
    }

    private static AssumeRoleResponse assume(StsClient sts, String role) {
        return sts.assumeRole(assume -> assume.roleArn(role).roleSessionName("KEDA"));
    }

    private static void assertDenied(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StsException.class, denial -> {
            assertThat(denial.statusCode()).isEqualTo(403);
            assertThat(denial.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
            assertThat(denial.awsErrorDetails().errorMessage()).contains(parts);
        });
    }

    @Test
    void callersAreKnownByTheirAccessKey() throws Exception {
        Demo.chain(aws);
        GetCallerIdentityResponse administrator = aws.sts().getCallerIdentity();
        assertThat(administrator.arn()).isEqualTo("arn:aws:iam::111122223333:user/administrator");
        assertThat(administrator.account()).isEqualTo("111122223333");

        AssumeRoleResponse assumed = assume(operator(), SCALER);

        GetCallerIdentityResponse scaler = aws.as(assumed.credentials()).sts().getCallerIdentity();
        assertThat(scaler.arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/scaler/KEDA");
        assertThat(scaler.userId()).isEqualTo(assumed.assumedRoleUser().assumedRoleId());
        assertThat(scaler.userId()).matches("AROA[0-9A-F]{16}:KEDA");
    }

    @Test
    void anUnknownKeyIsInvalid() {
        StsClient stranger = aws.as(
                        StaticCredentialsProvider.create(AwsSessionCredentials.create("ASIANOBODY", "x", "y")))
                .sts();

        assertThatThrownBy(stranger::getCallerIdentity)
                .isInstanceOfSatisfying(
                        StsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId"));
    }

    @Test
    void credentialsEndWhenTheySayTheyDo() {
        Demo.role(aws, "keda-operator", OPERATOR_TRUST);
        Demo.role(
                aws,
                "own",
                TrustPolicies.roleChaining()
                        .anyPrincipalOfAccount("111122223333")
                        .build());
        AssumeRoleResponse assumed = aws.sts()
                .assumeRole(assume -> assume.roleArn("arn:aws:iam::111122223333:role/own")
                        .roleSessionName("short")
                        .durationSeconds(900));
        assertThat(assumed.credentials().expiration()).isEqualTo(clock.instant().plusSeconds(900));
        StsClient session = aws.as(assumed.credentials()).sts();

        clock.move(Duration.ofSeconds(899));
        assertThat(session.getCallerIdentity().arn()).endsWith("/own/short");
        clock.move(Duration.ofSeconds(1));
        assertThatThrownBy(session::getCallerIdentity)
                .isInstanceOfSatisfying(
                        StsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken"));
    }

    @Test
    void aChainedSessionLastsAnHourAtTheMost() throws Exception {
        Demo.chain(aws);
        aws.iam().updateRole(update -> update.roleName("scaler").maxSessionDuration(7200));

        assertThatThrownBy(() -> operator()
                        .assumeRole(assume ->
                                assume.roleArn(SCALER).roleSessionName("KEDA").durationSeconds(3601)))
                .hasMessageContaining("1 hour session limit for roles assumed by role chaining");
        assertThat(assume(operator(), SCALER).credentials().expiration())
                .isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {899, 3601, 43201})
    void aSessionLastsAsLongAsTheRoleAllows(int seconds) {
        Demo.role(
                aws,
                "own",
                TrustPolicies.roleChaining()
                        .anyPrincipalOfAccount("111122223333")
                        .build());

        assertThatThrownBy(() -> aws.sts()
                        .assumeRole(assume -> assume.roleArn("arn:aws:iam::111122223333:role/own")
                                .roleSessionName("KEDA")
                                .durationSeconds(seconds)))
                .isInstanceOfSatisfying(
                        StsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"K", "with space", "slash/"})
    void sessionNamesHaveTheFormThatStsAsksFor(String name) {
        Demo.role(
                aws,
                "own",
                TrustPolicies.roleChaining()
                        .anyPrincipalOfAccount("111122223333")
                        .build());

        assertThatThrownBy(() -> aws.sts()
                        .assumeRole(assume -> assume.roleArn("arn:aws:iam::111122223333:role/own")
                                .roleSessionName(name)))
                .hasMessageContaining("roleSessionName");
    }

    @Test
    void aRoleThatIsNotThereIsDeniedLikeOneThatTrustsNobody() {
        assertDenied(() -> assume(aws.sts(), "arn:aws:iam::111122223333:role/none"), "sts:AssumeRole", "role/none");
    }

    @Test
    void aTrustWithoutTagSessionStopsASessionWithTags() throws Exception {
        Demo.role(aws, "keda-operator", OPERATOR_TRUST, MAY_ASSUME);
        Demo.role(
                aws,
                "scaler",
                PolicyDocument.of(Statement.allow()
                        .sid("AssumeOnly")
                        .principal(Principal.aws(OPERATOR))
                        .action("sts:AssumeRole")
                        .build()));
        Demo.associate(aws, association -> {});

        assertDenied(
                () -> assume(operator(), SCALER),
                "User: arn:aws:sts::111122223333:assumed-role/keda-operator/",
                "is not authorized to perform: sts:TagSession on resource: " + SCALER,
                "AssumeOnly");
    }

    @Test
    void withoutSessionTagsNobodyNeedsTagSession() throws Exception {
        Demo.role(
                aws,
                "keda-operator",
                TrustPolicies.podIdentity()
                        .anyCluster()
                        .account("111122223333")
                        .withoutSessionTags()
                        .build(),
                Permissions.builder().assumeRoleWithoutTags(SCALER).build().document());
        Demo.role(
                aws,
                "scaler",
                TrustPolicies.roleChaining()
                        .trusting(OPERATOR)
                        .withoutTransitiveTags()
                        .build());
        Demo.associate(aws, association -> association.disableSessionTags(true));

        assertThat(assume(operator(), SCALER).assumedRoleUser().arn()).endsWith("assumed-role/scaler/KEDA");
    }

    @Test
    void tagsOfThePodTravelAlongTheChain() throws Exception {
        Demo.role(aws, "keda-operator", OPERATOR_TRUST, MAY_ASSUME);
        Demo.role(
                aws,
                "scaler",
                SCALER_TRUST,
                Permissions.builder()
                        .assumeRole("arn:aws:iam::111122223333:role/last")
                        .build()
                        .document());
        Demo.role(aws, "last", trustOfScalerWhere("aws:PrincipalTag/kubernetes-namespace", "keda"));
        Demo.associate(aws, association -> {});
        StsClient scaler = aws.as(assume(operator(), SCALER).credentials()).sts();

        assertThat(assume(scaler, "arn:aws:iam::111122223333:role/last")
                        .assumedRoleUser()
                        .arn())
                .endsWith("/last/KEDA");
        aws.iam()
                .updateAssumeRolePolicy(update -> update.roleName("last")
                        .policyDocument(trustOfScalerWhere("aws:PrincipalTag/kubernetes-namespace", "other")
                                .toJson()));
        assertDenied(
                () -> assume(scaler, "arn:aws:iam::111122223333:role/last"),
                "aws:PrincipalTag/kubernetes-namespace",
                "other",
                "keda");
    }

    private static PolicyDocument trustOfScalerWhere(String key, String value) {
        return PolicyDocument.of(Statement.allow()
                .principal(Principal.aws(SCALER))
                .action("sts:AssumeRole", "sts:TagSession")
                .condition(Base.STRING_EQUALS, key, value)
                .build());
    }

    @Test
    void aTransitiveTagCannotBeReplaced() throws Exception {
        Demo.chain(aws);

        assertThatThrownBy(() -> operator()
                        .assumeRole(assume -> assume.roleArn(SCALER)
                                .roleSessionName("KEDA")
                                .tags(Tag.builder()
                                        .key("kubernetes-namespace")
                                        .value("security")
                                        .build())))
                .hasMessageContaining("conflicts with a transitive tag key from the calling session");
    }

    @Test
    void theCallersOwnPermissionsAreAskedForToo() throws Exception {
        Demo.role(aws, "keda-operator", OPERATOR_TRUST);
        Demo.role(
                aws,
                "scaler",
                TrustPolicies.roleChaining()
                        .anyPrincipalOfAccount("111122223333")
                        .build());
        Demo.associate(aws, association -> {});

        assertDenied(
                () -> assume(operator(), SCALER),
                "sts:AssumeRole on resource: " + SCALER,
                "the caller's identity policies do not allow sts:AssumeRole");
    }

    @Test
    void aChangedPermissionCountsAtOnceForSessionsThatAreThere() throws Exception {
        Demo.role(aws, "keda-operator", OPERATOR_TRUST);
        Demo.role(
                aws,
                "scaler",
                TrustPolicies.roleChaining()
                        .anyPrincipalOfAccount("111122223333")
                        .build());
        Demo.associate(aws, association -> {});
        StsClient operator = operator();
        assertDenied(() -> assume(operator, SCALER), "sts:AssumeRole");

        aws.iam()
                .putRolePolicy(
                        put -> put.roleName("keda-operator").policyName("late").policyDocument(MAY_ASSUME.toJson()));

        assertThat(assume(operator, SCALER).credentials()).isNotNull();
    }

    @Test
    void managedPoliciesGrantAndBoundariesLimit() throws Exception {
        Demo.role(aws, "keda-operator", OPERATOR_TRUST);
        Demo.role(
                aws,
                "scaler",
                TrustPolicies.roleChaining()
                        .anyPrincipalOfAccount("111122223333")
                        .build());
        Demo.associate(aws, association -> {});
        String managed = aws.iam()
                .createPolicy(create -> create.policyName("assume").policyDocument(MAY_ASSUME.toJson()))
                .policy()
                .arn();
        String limit = aws.iam()
                .createPolicy(create -> create.policyName("limit").policyDocument(MAY_READ.toJson()))
                .policy()
                .arn();

        aws.iam().attachRolePolicy(attach -> attach.roleName("keda-operator").policyArn(managed));
        assertThat(assume(operator(), SCALER).credentials()).isNotNull();
        aws.iam()
                .putRolePermissionsBoundary(put -> put.roleName("keda-operator").permissionsBoundary(limit));
        assertDenied(() -> assume(operator(), SCALER), "permissions boundary");
    }

    @Test
    void aRoleOfAnotherAccountHasToTrustAndTheCallerHasToBeAllowed() throws Exception {
        Demo.role(aws, "keda-operator", OPERATOR_TRUST);
        Demo.associate(aws, association -> {});
        Aws remote = aws.as(emulator.administrator(OTHER));
        Demo.role(
                remote,
                "remote",
                TrustPolicies.roleChaining()
                        .trusting(OPERATOR)
                        .externalId("keda-1")
                        .build());
        assertThat(remote.sts().getCallerIdentity().account()).isEqualTo(OTHER);

        Consumer<AssumeRoleRequest.Builder> withId =
                assume -> assume.roleArn(REMOTE).roleSessionName("KEDA").externalId("keda-1");
        assertDenied(() -> operator().assumeRole(withId), "the caller's identity policies do not allow");
        aws.iam()
                .putRolePolicy(put -> put.roleName("keda-operator")
                        .policyName("remote")
                        .policyDocument(Permissions.builder()
                                .assumeRole(REMOTE)
                                .build()
                                .document()
                                .toJson()));
        assertDenied(() -> assume(operator(), REMOTE), "sts:ExternalId", "keda-1");
        assertThat(operator().assumeRole(withId).assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::444455556666:assumed-role/remote/KEDA");
    }

    @Test
    void aRoleThatWasMadeAgainIsAnotherRole() throws Exception {
        Demo.chain(aws);
        StsClient before = operator();
        aws.iam().deleteRolePolicy(delete -> delete.roleName("keda-operator").policyName("p0"));
        aws.iam().deleteRole(delete -> delete.roleName("keda-operator"));
        Demo.role(aws, "keda-operator", OPERATOR_TRUST, MAY_ASSUME);

        assertThatThrownBy(before::getCallerIdentity).hasMessageContaining("security token");
        assertDenied(() -> assume(operator(), SCALER), "sts:AssumeRole", "AROA");
        aws.iam().updateAssumeRolePolicy(update -> update.roleName("scaler").policyDocument(SCALER_TRUST.toJson()));
        assertThat(assume(operator(), SCALER).credentials()).isNotNull();
    }

    @Test
    void theAdministratorTooIsTrustedOrNot() {
        Demo.role(aws, "keda-operator", OPERATOR_TRUST);

        assertDenied(() -> assume(aws.sts(), OPERATOR), "sts:AssumeRole");
        Demo.role(
                aws,
                "untagged",
                PolicyDocument.of(Statement.allow()
                        .principal(Principal.aws("arn:aws:iam::111122223333:root"))
                        .action("sts:AssumeRole")
                        .build()));
        assertDenied(
                () -> aws.sts()
                        .assumeRole(assume -> assume.roleArn("arn:aws:iam::111122223333:role/untagged")
                                .roleSessionName("deploy")
                                .tags(Tag.builder().key("a").value("b").build())),
                "sts:TagSession");
    }

    @Test
    void otherWaysToARoleAreNotPretended() {
        assertThatThrownBy(() -> aws.sts()
                        .assumeRoleWithSAML(assume -> assume.roleArn(Demo.SCALER)
                                .principalArn("arn:aws:iam::111122223333:saml-provider/x")
                                .samlAssertion("assertion")))
                .isInstanceOf(StsException.class)
                .hasMessageContaining("The emulator does not know sts:AssumeRoleWithSAML.");
    }
}
