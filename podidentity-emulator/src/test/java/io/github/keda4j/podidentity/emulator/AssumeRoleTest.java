package io.github.keda4j.podidentity.emulator;

import static io.github.keda4j.podidentity.emulator.Demo.SCALER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

/** What STS requires of the parameters of AssumeRole, and how they affect the session. */
class AssumeRoleTest {

    private static final String ROOT = "arn:aws:iam::111122223333:root";
    private static final PolicyDocument EVERYTHING =
            PolicyDocument.of(Statement.allow().action("*").resource("*").build());

    private final PodIdentityEmulator emulator = PodIdentityEmulator.builder().start();
    private final Aws aws = Aws.of(emulator);

    @BeforeEach
    void aRoleThatMayDoEverything() {
        Demo.role(
                aws,
                "scaler",
                PolicyDocument.of(Statement.allow()
                        .principal(Principal.aws(ROOT))
                        .action("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity")
                        .build()),
                EVERYTHING);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private Aws session(Consumer<AssumeRoleRequest.Builder> more) {
        return aws.as(assume(aws, more));
    }

    private static Credentials assume(Aws caller, Consumer<AssumeRoleRequest.Builder> more) {
        return caller.sts()
                .assumeRole(assume -> {
                    assume.roleArn(SCALER).roleSessionName("KEDA");
                    more.accept(assume);
                })
                .credentials();
    }

    private void assertRefused(String code, String message, Consumer<AssumeRoleRequest.Builder> more) {
        assertThatThrownBy(() -> assume(aws, more)).isInstanceOfSatisfying(StsException.class, refusal -> {
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
        });
    }

    private static PolicyDescriptorType arn(String arn) {
        return PolicyDescriptorType.builder().arn(arn).build();
    }

    private String managed(String name, String action) {
        return aws.iam()
                .createPolicy(create -> create.policyName(name)
                        .policyDocument(PolicyDocument.of(Statement.allow()
                                        .action(action)
                                        .resource("*")
                                        .build())
                                .toJson()))
                .policy()
                .arn();
    }

    private static void assertMay(Aws session, boolean listRoles, boolean listPolicies) {
        assertAllowed(() -> session.iam().listRoles(), listRoles);
        assertAllowed(() -> session.iam().listPolicies(), listPolicies);
    }

    private static void assertAllowed(Runnable call, boolean allowed) {
        if (allowed) {
            call.run();
        } else {
            assertThatThrownBy(call::run)
                    .isInstanceOfSatisfying(
                            IamException.class,
                            denial -> assertThat(denial.statusCode()).isEqualTo(403));
        }
    }

    @Test
    void aSessionMayDoWhatOneOfItsManagedPoliciesAllowsAndNoMore() {
        String roles = managed("roles", "iam:ListRoles");
        String policies = managed("policies", "iam:ListPolicies");

        assertMay(session(assume -> {}), true, true);
        assertMay(session(assume -> assume.policyArns(arn(roles))), true, false);
        assertMay(session(assume -> assume.policyArns(arn(roles), arn(policies))), true, true);
        assertMay(
                session(
                        assume -> assume.policyArns(arn(roles))
                                .policy(
                                        "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"iam:ListPolicies\",\"Resource\":\"*\"}]}")),
                true,
                true);
        assertMay(
                session(
                        assume -> assume.policyArns(arn(roles), arn(policies))
                                .policy(
                                        "{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"iam:ListRoles\",\"Resource\":\"*\"}]}")),
                false,
                true);
    }

    @Test
    void aManagedPolicyOfAwsIsKnownByNameOnlyAndAllowsNothing() {
        assertMay(
                session(assume -> assume.policyArns(arn("arn:aws:iam::aws:policy/AdministratorAccess"))), false, false);
    }

    @Test
    void tooManyOrUnknownSessionPoliciesAreRefused() {
        assertRefused(
                "ValidationError",
                "less than or equal to 10",
                assume -> assume.policyArns(IntStream.range(0, 11)
                        .mapToObj(i -> arn("arn:aws:iam::aws:policy/P" + i))
                        .toList()));
        assertRefused(
                "ValidationError",
                "does not exist in account 111122223333",
                assume -> assume.policyArns(arn("arn:aws:iam::111122223333:policy/none")));
        assertRefused("ValidationError", "greater than or equal to 20", assume -> assume.policyArns(arn("none")));
    }

    @Test
    void aSourceIdentityTakesItsOwnPermissionAndStaysAlongTheChain() {
        Demo.role(
                aws,
                "last",
                PolicyDocument.of(Statement.allow()
                        .principal(Principal.aws(SCALER))
                        .action("sts:AssumeRole")
                        .build()));
        Consumer<AssumeRoleRequest.Builder> last = assume -> assume.roleArn("arn:aws:iam::111122223333:role/last");
        Aws anybody = session(assume -> {});
        Aws somebody = session(assume -> assume.sourceIdentity("ada"));

        assertThat(assume(anybody, last)).isNotNull();
        assertThatThrownBy(() -> assume(somebody, last)).hasMessageContaining("sts:SetSourceIdentity");
        trustWhere("last", Statement.allow().action("sts:AssumeRole", "sts:SetSourceIdentity"), "aws:SourceIdentity");
        assertThat(assume(somebody, last)).isNotNull();
        assertThatThrownBy(() -> assume(anybody, last)).hasMessageContaining("aws:SourceIdentity");
        assertThatThrownBy(() -> assume(somebody, last.andThen(assume -> assume.sourceIdentity("bob"))))
                .hasMessageContaining("passes on the source identity ada, which cannot be changed");
    }

    @Test
    void aTrustPolicySeesTheSourceIdentityThatIsAskedFor() {
        trustWhere("scaler", Statement.allow().action("sts:AssumeRole", "sts:SetSourceIdentity"), "sts:SourceIdentity");

        assertThat(session(assume -> assume.sourceIdentity("ada"))).isNotNull();
        assertRefused("AccessDenied", "sts:SourceIdentity", assume -> assume.sourceIdentity("bob"));
        assertRefused("AccessDenied", "sts:SourceIdentity", assume -> {});
    }

    private void trustWhere(String role, Statement.Builder statement, String key) {
        String document = PolicyDocument.of(statement
                        .principal(Principal.aws(role.equals("last") ? SCALER : ROOT))
                        .condition(Base.STRING_EQUALS, key, "ada")
                        .build())
                .toJson();
        aws.iam().updateAssumeRolePolicy(update -> update.roleName(role).policyDocument(document));
    }

    @Test
    void nobodyHasAnMfaDevice() {
        assertRefused(
                "AccessDenied",
                "invalid MFA one time pass code",
                assume -> assume.serialNumber("arn:aws:iam::111122223333:mfa/administrator")
                        .tokenCode("123456"));
        assertRefused(
                "AccessDenied", "must provide both", assume -> assume.serialNumber("arn:aws:iam::111122223333:mfa/x"));
        String withMfa = PolicyDocument.of(Statement.allow()
                        .principal(Principal.aws(ROOT))
                        .action("sts:AssumeRole")
                        .condition(Base.BOOL, "aws:MultiFactorAuthPresent", "true")
                        .build())
                .toJson();
        aws.iam().updateAssumeRolePolicy(update -> update.roleName("scaler").policyDocument(withMfa));
        assertRefused("AccessDenied", "aws:MultiFactorAuthPresent", assume -> {});
    }

    static Stream<Arguments> tagsThatAreRefused() {
        return Stream.of(
                Arguments.of("ValidationError", "less than or equal to 128", List.of(tag("k".repeat(129), "v"))),
                Arguments.of("ValidationError", "less than or equal to 256", List.of(tag("k", "v".repeat(257)))),
                Arguments.of("ValidationError", "greater than or equal to 1", List.of(tag("", "v"))),
                Arguments.of("ValidationError", "regular expression pattern", List.of(tag("k*", "v"))),
                Arguments.of("InvalidParameterValue", "'aws:' prefixed", List.of(tag("AWS:team", "v"))),
                Arguments.of(
                        "InvalidParameterValue", "Duplicate tag keys", List.of(tag("team", "a"), tag("Team", "b"))),
                Arguments.of(
                        "ValidationError",
                        "less than or equal to 50",
                        IntStream.range(0, 51).mapToObj(i -> tag("k" + i, "v")).toList()));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    @ParameterizedTest
    @MethodSource("tagsThatAreRefused")
    void sessionTagsKeepToTheRulesOfSts(String code, String message, List<Tag> tags) {
        assertRefused(code, message, assume -> assume.tags(tags));
    }

    @Test
    void fiftyTagsOfTheGreatestLengthAreTaken() {
        List<Tag> tags = IntStream.range(0, 50)
                .mapToObj(i -> tag(i + "ü".repeat(126), "v".repeat(256)))
                .toList();

        assertThat(session(assume -> assume.tags(tags))).isNotNull();
    }

    @Test
    void aTransitiveKeyIsThatOfATagWhateverItsCase() {
        assertRefused(
                "InvalidParameterValue",
                "must be included in the requested tags: cost",
                assume -> assume.tags(tag("team", "a")).transitiveTagKeys("team", "cost"));
        assertThat(session(assume -> assume.tags(tag("team", "a")).transitiveTagKeys("TEAM")))
                .isNotNull();
    }

    @Test
    void aSessionsKeyCountsOnlyWithItsToken() {
        Credentials session = assume(aws, assume -> {});
        Credentials other = assume(aws, assume -> {});

        assertThat(aws.as(session).sts().getCallerIdentity().arn()).endsWith("/scaler/KEDA");
        assertInvalid(aws.as(StaticCredentialsProvider.create(
                AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey()))));
        assertInvalid(aws.as(StaticCredentialsProvider.create(
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), other.sessionToken()))));
        String administrator = emulator.administrator().resolveCredentials().accessKeyId();
        assertInvalid(aws.as(StaticCredentialsProvider.create(
                AwsSessionCredentials.create(administrator, "secret", session.sessionToken()))));
    }

    private static void assertInvalid(Aws caller) {
        assertThatThrownBy(() -> caller.sts().getCallerIdentity())
                .isInstanceOfSatisfying(
                        StsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scaler",
                "arn:aws:iam::111122223333:user/somebody",
                "arn:aws:iam::1111:role/short-account",
                "arn:aws:sqs:us-east-1:111122223333:queue"
            })
    void whatIsNotTheArnOfARoleIsAValidationError(String arn) {
        assertRefused("ValidationError", "", assume -> assume.roleArn(arn));
    }

    @Test
    void keysThatAreKnownOnlyWhenTheCallHappensAreThere() {
        PolicyDocument trust = TrustPolicies.roleChaining()
                .trusting(SCALER)
                .withoutTransitiveTags()
                .build();
        Demo.role(aws, "last", trust);
        Aws session = session(assume -> {});
        for (String condition : List.of(
                "\"DateGreaterThan\":{\"aws:CurrentTime\":\"2020-01-01T00:00:00Z\"}",
                "\"DateGreaterThan\":{\"aws:TokenIssueTime\":\"2020-01-01T00:00:00Z\"}",
                "\"NumericGreaterThan\":{\"aws:EpochTime\":\"1\"}",
                "\"StringEquals\":{\"aws:RequestedRegion\":\"us-east-1\"}",
                "\"StringLike\":{\"aws:userid\":\"AROA*:KEDA\"}")) {
            aws.iam()
                    .putRolePolicy(put -> put.roleName("scaler")
                            .policyName("p0")
                            .policyDocument(EVERYTHING
                                    .toJson()
                                    .replace(
                                            "\"Resource\":\"*\"",
                                            "\"Resource\":\"*\",\"Condition\":{" + condition + "}")));
            assertThat(session.iam().listRoles().roles()).as(condition).isNotEmpty();
            aws.iam()
                    .putRolePolicy(put -> put.roleName("scaler")
                            .policyName("p1")
                            .policyDocument(
                                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\","
                                            + "\"Resource\":\"*\",\"Condition\":{" + condition + "}}]}"));
            assertAllowed(() -> session.iam().listRoles(), false);
            aws.iam().deleteRolePolicy(delete -> delete.roleName("scaler").policyName("p1"));
        }
    }
}
