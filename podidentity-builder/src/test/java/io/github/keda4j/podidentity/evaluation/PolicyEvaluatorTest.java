package io.github.keda4j.podidentity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.podidentity.evaluation.Decision.Outcome;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How layers and principals of every kind work together, rule by rule. */
class PolicyEvaluatorTest {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:orders";
    private static final String ROLE = "arn:aws:iam::111122223333:role/team/app";
    private static final String SESSION = "arn:aws:sts::111122223333:assumed-role/app/i-1";
    private static final String USER = "arn:aws:iam::111122223333:user/alice";
    private static final String FEDERATED = "arn:aws:sts::111122223333:federated-user/bob";
    private static final String ROOT = "arn:aws:iam::111122223333:root";
    private static final String ELSEWHERE = "arn:aws:sts::444455556666:assumed-role/app/i-1";
    private static final PolicyDocument EVERYTHING =
            PolicyDocument.of(Statement.allow().action("*").resource("*").build());
    private static final PolicyDocument NOTHING_OF_SQS =
            PolicyDocument.of(Statement.allow().action("s3:*").resource("*").build());
    private static final PolicyDocument NO_SQS =
            PolicyDocument.of(Statement.deny().action("sqs:*").resource("*").build());

    @ParameterizedTest(name = "{0} -> queue policy for {1}: {2}")
    @CsvSource(textBlock = """
            # Within an account a queue policy that names the caller, or everybody, is enough. The account is not.
            arn:aws:sts::111122223333:assumed-role/app/i-1 | AWS:arn:aws:iam::111122223333:role/team/app                | ALLOWED
            arn:aws:sts::111122223333:assumed-role/app/i-1 | AWS:arn:aws:sts::111122223333:assumed-role/app/i-1         | ALLOWED
            arn:aws:sts::111122223333:assumed-role/app/i-1 | AWS:arn:aws:sts::111122223333:assumed-role/app/i-2         | IMPLICITLY_DENIED
            arn:aws:sts::111122223333:assumed-role/app/i-1 | AWS:arn:aws:iam::111122223333:role/team/app2               | IMPLICITLY_DENIED
            arn:aws:sts::111122223333:assumed-role/app/i-1 | AWS:arn:aws:iam::111122223333:role/team/other-app          | IMPLICITLY_DENIED
            arn:aws:sts::111122223333:assumed-role/app/i-1 | AWS:arn:aws-cn:iam::111122223333:role/team/app             | IMPLICITLY_DENIED
            arn:aws:sts::111122223333:assumed-role/app/i-1 | AWS:111122223333                                           | IMPLICITLY_DENIED
            arn:aws:sts::111122223333:assumed-role/app/i-1 | AWS:arn:aws:iam::111122223333:root                         | IMPLICITLY_DENIED
            arn:aws:sts::111122223333:assumed-role/app/i-1 | AWS:*                                                      | ALLOWED
            arn:aws:iam::111122223333:user/alice           | AWS:arn:aws:iam::111122223333:user/alice                   | ALLOWED
            arn:aws:iam::111122223333:user/alice           | AWS:arn:aws:iam::111122223333:user/team/alice              | IMPLICITLY_DENIED
            arn:aws:iam::111122223333:user/alice           | AWS:arn:aws:iam::111122223333:user/al*                     | IMPLICITLY_DENIED
            # A session of GetFederationToken is named by its own ARN.
            arn:aws:sts::111122223333:federated-user/bob   | AWS:arn:aws:sts::111122223333:federated-user/bob           | ALLOWED
            arn:aws:sts::111122223333:federated-user/bob   | AWS:arn:aws:sts::111122223333:federated-user/ann           | IMPLICITLY_DENIED
            # Root needs no policy.
            arn:aws:iam::111122223333:root                 | AWS:arn:aws:iam::444455556666:role/x                       | ALLOWED
            # Across accounts, every caller needs policies of their own.
            arn:aws:sts::444455556666:assumed-role/app/i-1 | AWS:arn:aws:iam::444455556666:role/app                     | IMPLICITLY_DENIED
            arn:aws:sts::444455556666:assumed-role/app/i-1 | AWS:*                                                      | IMPLICITLY_DENIED
            # Services are named by Service, and everybody includes them.
            sns.amazonaws.com                              | Service:sns.amazonaws.com                                  | ALLOWED
            sns.amazonaws.com                              | Service:events.amazonaws.com                               | IMPLICITLY_DENIED
            sns.amazonaws.com                              | AWS:111122223333                                           | IMPLICITLY_DENIED
            """, delimiter = '|')
    void aQueuePolicyAlone(String caller, String principal, Outcome expected) {
        Principal named = new Principal(
                principal.substring(0, principal.indexOf(':')), principal.substring(principal.indexOf(':') + 1));

        Decision decision = decide(Caller.parse(caller), policies().resource(queuePolicy(named)));

        assertThat(decision.outcome()).as(decision.toString()).isEqualTo(expected);
    }

    @Test
    void somebodyWithoutCredentialsIsAllowedOnlyWhatEverybodyIs() {
        Caller anonymous = new Caller.Anonymous();

        assertThat(decide(anonymous, policies().resource(queuePolicy(Principal.everyone())))
                        .isAllowed())
                .isTrue();
        assertThat(decide(anonymous, policies().resource(queuePolicy(Principal.aws("111122223333"))))
                        .isAllowed())
                .isFalse();
        assertThat(decide(anonymous, policies().identity(EVERYTHING)).isAllowed())
                .isFalse();
    }

    @Test
    void aWebIdentityIsNamedByItsProviderAndNeedsNoPoliciesOfItsOwn() {
        String provider = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE";
        PolicyDocument trust = PolicyDocument.of(Statement.allow()
                .principal(Principal.federated(provider))
                .action("sts:AssumeRoleWithWebIdentity")
                .build());

        assertThat(assumeByWebIdentity(provider, trust).isAllowed()).isTrue();
        assertThat(assumeByWebIdentity(provider + "2", trust).isAllowed()).isFalse();
        Statement.Builder everybody =
                Statement.allow().principal(Principal.aws("*")).action("sts:AssumeRoleWithWebIdentity");
        assertThat(assumeByWebIdentity(provider, PolicyDocument.of(everybody.build()))
                        .isAllowed())
                .isFalse();
        Statement nobody =
                Statement.deny().principal(Principal.everyone()).action("sts:*").build();
        assertThat(assumeByWebIdentity(
                                provider, PolicyDocument.of(trust.statements().get(0), nobody))
                        .isAllowed())
                .isFalse();
    }

    @Test
    void aBoundaryLimitsARoleThatIsNamedButNotASessionAUserOrEverybody() {
        assertThat(decideWithin(NOTHING_OF_SQS, SESSION, Principal.aws(ROLE)).outcome())
                .isEqualTo(Outcome.IMPLICITLY_DENIED);
        assertThat(decideWithin(NOTHING_OF_SQS, SESSION, Principal.aws(ROLE)).missingLayer())
                .contains(PolicyLayer.PERMISSIONS_BOUNDARY);
        assertThat(decideWithin(NOTHING_OF_SQS, SESSION, Principal.aws(SESSION)).isAllowed())
                .isTrue();
        assertThat(decideWithin(NOTHING_OF_SQS, SESSION, Principal.everyone()).isAllowed())
                .isTrue();
        assertThat(decideWithin(NOTHING_OF_SQS, USER, Principal.aws(USER)).isAllowed())
                .isTrue();
        assertThat(decideWithin(NO_SQS, USER, Principal.aws(USER)).outcome()).isEqualTo(Outcome.EXPLICITLY_DENIED);
    }

    @Test
    void aSessionPolicyLimitsWhatTheRoleMayDoButNotWhatTheSessionIsGiven() {
        Caller session = Caller.parse(SESSION);

        Decision limited = decide(session, policies().identity(EVERYTHING).session(NOTHING_OF_SQS));
        assertThat(limited.outcome()).isEqualTo(Outcome.IMPLICITLY_DENIED);
        assertThat(limited.missingLayer()).contains(PolicyLayer.SESSION);
        assertThat(decide(session, policies().session(NOTHING_OF_SQS).resource(queuePolicy(Principal.aws(SESSION))))
                        .isAllowed())
                .isTrue();
        assertThat(decide(
                                Caller.parse(FEDERATED),
                                policies().identity(EVERYTHING).session(NOTHING_OF_SQS))
                        .isAllowed())
                .isFalse();
    }

    @Test
    void everyLevelOfServiceControlPoliciesHasToAllowAnAccountsOwnPrincipalsAndRootToo() {
        for (String caller : List.of(SESSION, USER, FEDERATED, ROOT)) {
            AuthorizationPolicies.Builder policies = policies()
                    .identity(EVERYTHING)
                    .serviceControlLevel(List.of(EVERYTHING))
                    .serviceControlLevel(List.of(NOTHING_OF_SQS, EVERYTHING));
            assertThat(decide(Caller.parse(caller), policies).isAllowed())
                    .as(caller)
                    .isTrue();

            Decision denied = decide(Caller.parse(caller), policies.serviceControlLevel(List.of(NOTHING_OF_SQS)));
            assertThat(denied.missingLayer()).as(caller).contains(PolicyLayer.SERVICE_CONTROL);
        }
    }

    @Test
    void serviceControlPoliciesDoNotBindServicesAndWebIdentities() {
        Caller service = Caller.parse("sns.amazonaws.com");

        assertThat(decide(
                                service,
                                policies()
                                        .resource(queuePolicy(Principal.service("sns.amazonaws.com")))
                                        .serviceControlLevel(List.of(NO_SQS)))
                        .isAllowed())
                .isTrue();
    }

    @Test
    void resourceControlPoliciesDenyEverybodyAndNeedNotAllow() {
        PolicyDocument onlyOurs = PolicyDocument.of(Statement.deny()
                .sid("OnlyOurs")
                .principal(Principal.everyone())
                .action("sqs:*")
                .resource("*")
                .condition(ConditionOperator.Base.STRING_NOT_EQUALS, "aws:PrincipalAccount", "111122223333")
                .build());

        Decision own = decide(Caller.parse(SESSION), withRcp(onlyOurs, SESSION), "111122223333");
        Decision other = decide(Caller.parse(ELSEWHERE), withRcp(onlyOurs, ELSEWHERE), "444455556666");

        assertThat(own.isAllowed()).as(own.toString()).isTrue();
        assertThat(other.outcome()).isEqualTo(Outcome.EXPLICITLY_DENIED);
        assertThat(other.reason())
                .isEqualTo("explicitly denied by statement OnlyOurs of the resource control policies");
    }

    /** Organizations User Guide: SCPs "don't affect any service-linked role", and neither do RCPs. */
    @Test
    void policiesOfTheOrganizationDoNotBindServiceLinkedRoles() {
        PolicyDocument nothing = PolicyDocument.of(Statement.deny()
                .principal(Principal.everyone())
                .action("*")
                .resource("*")
                .build());
        AuthorizationPolicies.Builder policies = policies()
                .identity(EVERYTHING)
                .serviceControlLevel(List.of(NO_SQS))
                .resourceControlLevel(List.of(nothing));

        assertThat(decide(sessionOf("AWSServiceRoleForX", "/aws-service-role/x.amazonaws.com/"), policies)
                        .isAllowed())
                .isTrue();
        assertThat(decide(sessionOf("app", "/team/"), policies).isDenied()).isTrue();
        assertThat(decide(sessionOf("AWSServiceRoleForX", null), policies).isDenied())
                .as("a role with that name under an unknown path")
                .isTrue();
    }

    private static Caller sessionOf(String role, @Nullable String path) {
        return new Caller.RoleSession("aws", "111122223333", role, "i-1", path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u017fqs:SendMessage", "sqs:\u017fendMessage", "sqs:*\u017fage", "sqs:SendMe\u017f*"})
    void onlyLettersOfAsciiAreTheSameInBothCases(String action) {
        PolicyDocument policy =
                PolicyDocument.of(Statement.allow().action(action).resource("*").build());
        PolicyDocument upper = PolicyDocument.of(
                Statement.allow().action("SQS:SENDM*").resource("*").build());

        assertThat(decide(Caller.parse(USER), policies().identity(policy)).isAllowed())
                .isFalse();
        assertThat(decide(Caller.parse(USER), policies().identity(upper)).isAllowed())
                .isTrue();
    }

    @Test
    void namesOfKeysIgnoreTheCaseOfAsciiOnly() {
        RequestContext context = RequestContext.empty().with("kms:ViaService", "sqs");

        assertThat(context.values("KMS:viaservice")).contains(List.of("sqs"));
        assertThat(context.values("\u212ams:ViaService")).isEmpty();
    }

    @Test
    void theDecidingStatementIsNamedWithItsLayerPolicyAndPlace() {
        PolicyDocument second = PolicyDocument.of(
                Statement.allow().action("s3:*").resource("*").build(),
                Statement.allow().action("sqs:*").resource("*").build());

        DecidingStatement by = decide(Caller.parse(USER), policies().identity(NOTHING_OF_SQS, second))
                .decidingStatement()
                .orElseThrow();

        assertThat(by.layer()).isEqualTo(PolicyLayer.IDENTITY);
        assertThat(by.policyIndex()).isEqualTo(1);
        assertThat(by.statementIndex()).isEqualTo(1);
        assertThat(by.name()).isEqualTo("#2");
    }

    @Test
    void aDenialSaysWhatIsMissingInOneSentence() {
        PolicyDocument conditional = PolicyDocument.of(Statement.allow()
                .sid("Team")
                .action("sqs:SendMessage")
                .resource(QUEUE)
                .condition(ConditionOperator.Base.STRING_EQUALS, "aws:PrincipalTag/team", "alpha")
                .build());
        PolicyDocument elsewhere = PolicyDocument.of(Statement.allow()
                .sid("Dlq")
                .action("sqs:*")
                .resource(QUEUE + "-dlq")
                .build());

        assertThat(decide(Caller.parse(USER), policies().identity(conditional)).reason())
                .isEqualTo("the caller's identity policies do not allow sqs:SendMessage: statement Team asks for"
                        + " aws:PrincipalTag/team StringEquals alpha, but the request does not carry that key");
        assertThat(decide(Caller.parse(USER), policies().identity(elsewhere)).reason())
                .endsWith("statement Dlq is for " + QUEUE + "-dlq, but the resource is " + QUEUE);
        assertThat(decide(Caller.parse(USER), policies().identity(NOTHING_OF_SQS))
                        .reason())
                .endsWith("statement #1 is for s3:*");
        assertThat(decide(Caller.parse(USER), policies()).reason()).endsWith(": there is none");
        assertThat(decide(Caller.parse(ELSEWHERE), policies().resource(queuePolicy(Principal.aws(ROLE))))
                        .reason())
                .endsWith("is for " + ROLE + ", but the caller is " + ELSEWHERE);
    }

    @Test
    void aPrincipalThatIsNoneOfAwsIsRefused() {
        assertThatThrownBy(() -> Caller.parse("arn:aws:iam::111122223333:role/app"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected the ARN of a user, a role session, a federated user");
    }

    @Test
    void aTagThatIsPassedOnCannotBeChanged() {
        RolePolicies target = RolePolicies.of(
                "arn:aws:iam::111122223333:role/target",
                PolicyDocument.of(Statement.allow()
                        .principal(Principal.aws(ROLE))
                        .action("sts:AssumeRole", "sts:TagSession")
                        .build()));
        RoleSession caller = new RoleSession(
                RolePolicies.of(ROLE, EVERYTHING, EVERYTHING),
                "i-1",
                SessionTags.transitive(Map.of("team", "alpha")),
                null);
        RoleAssumption.Request request =
                new RoleAssumption.Request("KEDA", null, SessionTags.transitive(Map.of("Team", "beta")), null);

        assertThatThrownBy(() -> RoleAssumption.bySession(caller, target, request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be changed");
        Optional<RoleSession> session = RoleAssumption.bySession(caller, target, RoleAssumption.Request.named("KEDA"))
                .session();
        assertThat(session.orElseThrow().sessionTags().transitive()).containsExactly(Map.entry("team", "alpha"));
    }

    private static Decision assumeByWebIdentity(String provider, PolicyDocument trust) {
        AuthorizationRequest request = AuthorizationRequest.of(
                new Caller.WebIdentity(provider), "sts:AssumeRoleWithWebIdentity", ROLE, RequestContext.empty());
        return PolicyEvaluator.evaluate(
                request,
                policies()
                        .resource(trust)
                        .serviceControlLevel(List.of(NOTHING_OF_SQS))
                        .build());
    }

    private static AuthorizationPolicies.Builder withRcp(PolicyDocument rcp, String caller) {
        return policies()
                .identity(EVERYTHING)
                .resource(queuePolicy(Principal.aws(caller)))
                .resourceControlLevel(List.of(rcp));
    }

    private static Decision decideWithin(PolicyDocument boundary, String caller, Principal principal) {
        return decide(
                Caller.parse(caller), policies().permissionsBoundary(boundary).resource(queuePolicy(principal)));
    }

    private static Decision decide(Caller caller, AuthorizationPolicies.Builder policies) {
        return PolicyEvaluator.evaluate(
                AuthorizationRequest.of(caller, "sqs:SendMessage", QUEUE, RequestContext.empty()), policies.build());
    }

    private static Decision decide(Caller caller, AuthorizationPolicies.Builder policies, String account) {
        RequestContext context = RequestContext.empty().with("aws:PrincipalAccount", account);
        return PolicyEvaluator.evaluate(
                AuthorizationRequest.of(caller, "sqs:SendMessage", QUEUE, context), policies.build());
    }

    private static AuthorizationPolicies.Builder policies() {
        return AuthorizationPolicies.builder();
    }

    private static PolicyDocument queuePolicy(Principal... principals) {
        return PolicyDocument.of(Statement.allow()
                .principal(principals)
                .action("sqs:SendMessage")
                .resource(QUEUE)
                .build());
    }
}
