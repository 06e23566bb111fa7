package io.github.keda4j.podidentity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * AWS refuses these documents, so nobody knows what they would do: their Allow statements allow nothing, and their Deny
 * statements deny. The validator refuses them too.
 */
class RefusedDocumentsTest {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:orders";
    private static final String ROLE = "arn:aws:iam::111122223333:role/reader";
    private static final String USER = "arn:aws:iam::111122223333:user/alice";
    private static final String ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String OPEN =
            "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'" + USER + "'}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action':'sqs:*','Resource':'*','Conditions':{'Bool':{'aws:SecureTransport':'true'}}",
                "'Action':'sqs:*','Resource':'*','condition':{'Bool':{'aws:SecureTransport':'true'}}",
                "'NotAction':[],'Resource':'*'",
                "'Action':'sqs:*','NotResource':[]",
                "'Action':'sqs:*'",
                "'Action':'s*','Resource':'*'",
                "'Action':'*:*','Resource':'*'",
                "'Action':'s?s:TagQueue','Resource':'*'",
                "'Action':['sqs:TagQueue','TagQueue'],'Resource':'*'",
                "'Action':['sqs:TagQueue','sqs:Tag:Queue'],'Resource':'*'",
                "'Action':['sqs:TagQueue','s_s:TagQueue'],'Resource':'*'",
                "'Action':['sqs:TagQueue',':TagQueue'],'Resource':'*'",
                "'NotAction':'*:Get*','Resource':'*'",
                "'Action':'sqs:*','Resource':'*','Principal':'*'",
                "'Action':'sqs:*','Resource':'*','Principal':{'AWS':'" + USER + "'}",
                "'Action':'sqs:*','Resource':'*','Principal':{'AWS':[]}",
                "'Action':'sqs:*','Resource':'*','NotPrincipal':{'AWS':'444455556666'}"
            })
    void inAPolicyOfTheCaller(String elements) {
        PolicyDocument allow = policy("{'Effect':'Allow'," + elements + "}");
        PolicyDocument deny = policy(ALL + ",{'Effect':'Deny'," + elements + "}");

        assertThat(isRefused(PolicyType.ROLE_INLINE, allow)).isTrue();
        assertThat(onQueue(AuthorizationPolicies.builder().identity(allow)).isAllowed())
                .isFalse();
        assertThat(onQueue(AuthorizationPolicies.builder().identity(deny)).isAllowed())
                .isFalse();
        for (PolicyDocument limit : new PolicyDocument[] {allow, deny}) {
            assertThat(onQueue(AuthorizationPolicies.builder()
                                    .identity(policy(ALL))
                                    .permissionsBoundary(limit))
                            .isAllowed())
                    .isFalse();
            assertThat(onQueue(AuthorizationPolicies.builder()
                                    .identity(policy(ALL))
                                    .session(limit))
                            .isAllowed())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action':'sts:AssumeRole','Principal':{'AWS':'" + USER + "'},'Resource':'*'",
                "'Action':'sts:AssumeRole','Principal':{'AWS':'" + USER + "'},'Resource':'" + ROLE + "'",
                "'Action':'sts:AssumeRole','Principal':{'AWS':'" + USER + "'},'Resource':'" + QUEUE + "'",
                "'NotAction':'sts:TagSession','Principal':{'AWS':'111122223333'},'NotResource':'" + ROLE + "'",
                "'Action':'sts:AssumeRole','Principal':{'AWS':'" + USER + "'},'Resource':[]",
                "'Action':'sts:*','Principal':{'AWS':'" + USER + "'}",
                "'Action':'*','Principal':{'AWS':'111122223333'}",
                "'Action':'STS:AssumeRole*','Principal':{'AWS':'" + USER + "'}",
                "'Action':['sts:AssumeRole','s3:GetObject'],'Principal':{'AWS':'" + USER + "'}",
                "'Action':['sts:AssumeRole','sts:GetSessionToken'],'Principal':{'AWS':'*'}",
                "'NotAction':'s3:*','Principal':{'AWS':'" + USER + "'}",
                "'Action':'sts:AssumeRole','Principal':'*'",
                "'Action':'sts:AssumeRole','Resource':'*'",
                "'Action':'sts:AssumeRole','Principal':{'AWS':[]}",
                "'Action':'sts:AssumeRole','Principal':{'*':'*'}",
                "'Action':'sts:AssumeRole','NotPrincipal':{'AWS':[]}",
                "'Action':'sts:AssumeRole'"
            })
    void inATrustPolicy(String elements) {
        PolicyDocument allow = policy("{'Effect':'Allow'," + elements + "}");
        PolicyDocument deny = policy(OPEN + ",{'Effect':'Deny'," + elements + "}");

        assertThat(isRefused(PolicyType.TRUST, allow)).isTrue();
        assertThat(toAssume(policy(OPEN)).isAllowed()).isTrue();
        assertThat(toAssume(allow).isAllowed()).isFalse();
        assertThat(toAssume(deny).isAllowed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Allow, false", "Deny, true"})
    void aTrustPolicyMayDenyEverybodyElseButNotAllowThem(String effect, boolean valid) {
        PolicyDocument trust = policy(OPEN + ",{'Effect':'" + effect
                + "','Action':'sts:AssumeRole','NotPrincipal':{'AWS':['" + USER + "','111122223333']}}");
        PolicyDocument others =
                policy("{'Effect':'" + effect + "','Action':'sts:AssumeRole','NotPrincipal':{'AWS':'444455556666'}}");

        assertThat(isRefused(PolicyType.TRUST, trust)).isNotEqualTo(valid);
        assertThat(toAssume(trust).isAllowed()).isTrue();
        assertThat(toAssume(others).isAllowed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action':'sqs:*','Resource':'*'",
                "'Action':'*:*','Resource':'*','Principal':'*'",
                "'Action':'s*','Resource':'*','Principal':{'AWS':'" + USER + "'}",
                "'Action':'sqs:*','Resource':'*','Principal':{}",
                "'Action':'sqs:*','Resource':'*','Principal':{'AWS':[]}",
                "'Action':'sqs:*','Resource':'*','NotPrincipal':{'AWS':[]}",
                "'Action':'sqs:*','Resource':'*','Principal':{'*':'*'}"
            })
    void inThePolicyOfAResource(String elements) {
        PolicyDocument allow = policy("{'Effect':'Allow'," + elements + "}");
        PolicyDocument deny = policy("{'Effect':'Deny'," + elements + "}");

        assertThat(isRefused(PolicyType.RESOURCE, allow)).isTrue();
        assertThat(isRefused(PolicyType.QUEUE, allow)).isTrue();
        assertThat(onQueue(AuthorizationPolicies.builder().resource(allow)).isAllowed())
                .isFalse();
        assertThat(onQueue(AuthorizationPolicies.builder().identity(policy(ALL)).resource(deny))
                        .isAllowed())
                .isFalse();
    }

    /** Documents of which AWS says that they are not supported, or that most services refuse. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action':'sqs:*','Resource':'*','NotPrincipal':{'AWS':'444455556666'}",
                "'Action':'sqs:*','NotResource':'arn:aws:sqs:*:*:other','NotPrincipal':{'AWS':'444455556666'}",
                "'Action':'sqs:*','Principal':'*'",
                "'Action':'sqs:*','Principal':{'AWS':'" + USER + "'}"
            })
    void inThePolicyOfAResourceThatIsOnlyWarnedAbout(String elements) {
        PolicyDocument allow = policy("{'Effect':'Allow'," + elements + "}");
        PolicyDocument deny = policy("{'Effect':'Deny'," + elements + "}");

        assertThat(PolicyValidator.forType(PolicyType.RESOURCE)
                        .validate(allow.toJson())
                        .asList())
                .isNotEmpty();
        assertThat(onQueue(AuthorizationPolicies.builder().resource(allow)).isAllowed())
                .isFalse();
        assertThat(onQueue(AuthorizationPolicies.builder().identity(policy(ALL)).resource(deny))
                        .isAllowed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'Resource':'*','Principal':'*' | identity | names principals, which AWS refuses in a policy of callers
            'Condition':{} | identity | names no resources
            'Resource':'*','Principal':{'AWS':'111122223333'} | trust | names resources, which AWS refuses in a trust policy
            'Principal':{'AWS':'111122223333'} | trust | names the action *, which AWS refuses in a trust policy
            'NotPrincipal':{'AWS':'444455556666'} | trust | allows everybody else, which AWS refuses in a trust policy
            'Resource':'*','NotPrincipal':{'AWS':'444455556666'} | resource | allows everybody else, which AWS does not support
            'Principal':{'AWS':'111122223333'} | resource | names no resources
            """)
    void theReasonNamesTheElement(String elements, String kind, String reason) {
        PolicyDocument allow = policy("{'Effect':'Allow','Action':'*'," + elements + "}");
        Decision decision = switch (kind) {
            case "trust" -> toAssume(allow);
            case "resource" ->
                decide(
                        "sqs:TagQueue",
                        QUEUE.replace("111122223333", "777788889999"),
                        AuthorizationPolicies.builder().resource(allow));
            default -> onQueue(AuthorizationPolicies.builder().identity(allow));
        };

        assertThat(decision.reason()).contains(reason);
    }

    @Test
    void theReasonNamesTheActionOrTheStar() {
        assertThat(onQueue(AuthorizationPolicies.builder()
                                .identity(policy("{'Effect':'Allow','Action':['sqs:*','s*s:*'],'Resource':'*'}")))
                        .reason())
                .endsWith("names the action s*s:*, which AWS refuses");
        assertThat(toAssume(policy("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':'*'}"))
                        .reason())
                .endsWith("names everybody as *, which AWS refuses in a trust policy");
    }

    /** IAM ignores the case of actions, and accepts everybody as principal of type AWS. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action':'STS:assumerole','Principal':{'AWS':'" + USER + "'}",
                "'NotAction':'sts:TagSession','Principal':{'AWS':'" + USER + "'}",
                "'Action':['sts:AssumeRole','sts:SetContext'],'Principal':{'AWS':'*'}"
            })
    void aTrustPolicyThatIsAcceptedGivesTheRole(String elements) {
        PolicyDocument allow = policy("{'Effect':'Allow'," + elements + "}");

        assertThat(isRefused(PolicyType.TRUST, allow)).isFalse();
        assertThat(toAssume(allow).isAllowed()).isTrue();
    }

    private static PolicyDocument policy(String statements) {
        return PolicyDocument.parse(("{'Version':'2012-10-17','Statement':[" + statements + "]}").replace('\'', '"'));
    }

    private static boolean isRefused(PolicyType type, PolicyDocument policy) {
        return PolicyValidator.forType(type).validate(policy.toJson()).hasErrors();
    }

    private static Decision onQueue(AuthorizationPolicies.Builder policies) {
        return decide("sqs:TagQueue", QUEUE, policies);
    }

    private static Decision toAssume(PolicyDocument trust) {
        return decide("sts:AssumeRole", ROLE, AuthorizationPolicies.builder().resource(trust));
    }

    private static Decision decide(String action, String resource, AuthorizationPolicies.Builder policies) {
        AuthorizationRequest request =
                AuthorizationRequest.of(Caller.parse(USER), action, resource, RequestContext.empty());
        return PolicyEvaluator.evaluate(request, policies.build());
    }
}
