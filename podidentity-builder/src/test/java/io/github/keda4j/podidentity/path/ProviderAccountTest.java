package io.github.keda4j.podidentity.path;

import static io.github.keda4j.podidentity.path.ChainVariant.CLUSTER;
import static io.github.keda4j.podidentity.path.ChainVariant.PROVIDER;
import static io.github.keda4j.podidentity.path.ChainVariant.QUEUE_ELSEWHERE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.evaluation.PodIdentity;
import io.github.keda4j.podidentity.evaluation.RoleAssumption;
import io.github.keda4j.podidentity.evaluation.RolePolicies;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import org.junit.jupiter.api.Test;

/**
 * STS looks for the OIDC provider of a token in the account of the role. Sources: IAM User Guide, "Create an OpenID Connect
 * (OIDC) identity provider in IAM"; Amazon EKS User Guide, "Authenticate to another account with IRSA".
 */
class ProviderAccountTest {

    private static final String ELSEWHERE = PROVIDER.replace("111122223333", "444455556666");
    private static final String ROLE = "arn:aws:iam::444455556666:role/reader";
    private static final PolicyDocument READ =
            Permissions.builder().readQueueDepth(QUEUE_ELSEWHERE).build().document();

    @Test
    void aTokenGetsNoRoleThroughTheProviderOfAnotherAccount() {
        AccessPath path = path(PROVIDER, role(trusting(PROVIDER)));

        assertThat(path.verdict()).as(path.toString()).isEqualTo(Verdict.DENIED);
        assertThat(path.hops().get(0).explanation())
                .contains("statement AllowServiceAccountToAssumeWithWebIdentity is for " + PROVIDER
                        + ", but the caller is " + ELSEWHERE);
    }

    @Test
    void theFixNamesTheProviderOfTheRolesAccountAndWorksInOneRound() {
        PolicyDocument wrong = trusting(PROVIDER);
        Fix fix = path(PROVIDER, role(wrong)).hops().get(0).fix();
        PolicyDocument.Builder mended = wrong.toBuilder();
        fix.additions().forEach(addition -> mended.statement(addition.statement()));

        assertThat(PolicyValidator.forType(PolicyType.TRUST)
                        .validate(mended.build().toJson()))
                .isEmpty();
        assertThat(fix.additions()).singleElement().asString().contains("\"Federated\":\"" + ELSEWHERE + "\"");
        assertThat(fix.advice())
                .contains("Account 444455556666 must also have an OIDC provider with the URL https://oidc.eks.");
        assertThat(path(ELSEWHERE, role(mended.build())).verdict()).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void aFixSaysWhatElseAwsRefusesInTheTrustPolicy() {
        PolicyDocument withResource = PolicyDocument.parse(
                trusting(ELSEWHERE).toJson().replace("\"Effect\"", "\"Resource\":\"*\",\"Effect\""));

        Hop denied = path(ELSEWHERE, role(withResource)).hops().get(0);

        assertThat(denied.explanation()).contains("names resources, which AWS refuses in a trust policy");
        assertThat(denied.fix().advice())
                .contains("Also mend /Statement/0/Resource of that trust policy, which AWS refuses: ");
    }

    @Test
    void whetherTheRolesAccountHasAProviderIsUnknownUnlessItIsGiven() {
        RolePolicies role = role(trusting(ELSEWHERE));
        AccessPath path = path(PROVIDER, role);

        assertThat(path.verdict()).as(path.toString()).isEqualTo(Verdict.DEPENDS);
        assertThat(path.hops().get(0).explanation())
                .isEqualTo("it is unknown whether account 444455556666 has an OIDC provider with the URL "
                        + "https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE");
        assertThat(path.hops().get(1).verdict()).isEqualTo(Verdict.ALLOWED);
        assertThat(path(ELSEWHERE, role).verdict()).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void anotherIssuersProviderInTheRolesAccountDoesNotHelp() {
        AccessPath path = path(PROVIDER, role(trusting(ELSEWHERE.replace("EXAMPLE", "OTHER"))));

        assertThat(path.verdict()).isEqualTo(Verdict.DENIED);
    }

    @Test
    void anAttemptWithAnotherAccountsProviderIsDenied() {
        RoleAssumption assumption =
                RoleAssumption.byWebIdentity(PROVIDER, "keda", "keda-operator", role(trusting(PROVIDER)), "KEDA");

        assertThat(assumption.denial().orElseThrow().reason())
                .contains("STS looks for the OIDC provider in the role's account, 444455556666");
        assertThat(assumption.session()).isEmpty();
    }

    private static AccessPath path(String provider, RolePolicies role) {
        return AccessPath.of(PodIdentity.anyPodOf(CLUSTER, "keda", "keda-operator"))
                .webIdentity(provider, role)
                .act("sqs:GetQueueAttributes", QUEUE_ELSEWHERE)
                .build();
    }

    private static RolePolicies role(PolicyDocument trust) {
        return RolePolicies.of(ROLE, trust, READ);
    }

    private static PolicyDocument trusting(String provider) {
        return TrustPolicies.irsa()
                .oidcProvider(provider)
                .serviceAccount("keda", "keda-operator")
                .build();
    }
}
