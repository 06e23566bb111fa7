package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.QUEUE_URL;
import static io.github.keda4j.wiring.Parts.stack;
import static io.github.keda4j.wiring.TriggerParts.only;
import static io.github.keda4j.wiring.TriggerParts.sqs;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Roles that KEDA gets with the token of its operator (IRSA), or else with the role of the operator. */
class OperatorTokenTest {

    private static final String PROVIDER =
            "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE";

    /** If KEDA has its own token, it first tries to assume the role with the token, without an external id. */
    @Test
    void aRoleThatTrustsTheOperatorsTokenIsReachedByItAlone() {
        ExistingRole reader = IamRole.existing("arn:aws:iam::444455556666:role/reader")
                .withTrustPolicy(trusting(PROVIDER.replace("111122223333", "444455556666")));
        ScalingStack.Builder builder = stack().operator(KedaOperator.inNamespace("keda")
                        .withWebIdentity(PROVIDER)
                        .withProviderIn("444455556666"))
                .scaledObject(only(sqs(Map.of(
                        "queueURL", QUEUE_URL.replace("111122223333", "444455556666"), "awsRegion", "us-east-1"))));
        PolicyDocument read = builder.scalerIdentity(ScalerIdentity.role(reader))
                .build()
                .handOvers()
                .get(1)
                .document();
        assertThat(builder.build().prove().paths().get(0).verdict()).isEqualTo(Verdict.DEPENDS);

        Proof proof = builder.scalerIdentity(ScalerIdentity.role(reader.withPermissions(read)))
                .build()
                .prove();

        assertThat(proof.isComplete()).as(proof.toString()).isTrue();
        assertThat(proof.paths().get(0).hops())
                .extracting(Hop::from)
                .containsExactly("keda/keda-operator", "role/reader");
        PolicyDocument noTokens = PolicyDocument.of(
                Statement.allow().action("*").resource("*").build(),
                Statement.deny()
                        .action("sqs:*")
                        .resource("*")
                        .condition(Base.NULL, "aws:FederatedProvider", "false")
                        .build());
        assertThat(builder.scalerIdentity(ScalerIdentity.role(reader.withPermissions(noTokens)))
                        .build()
                        .prove()
                        .denied())
                .isPresent();
    }

    /** STS looks for the provider in the account of the role; without it, KEDA assumes the role by the operator's role. */
    @Test
    void aRoleOfAnotherAccountTrustsTheProviderOfItsOwnAccountOrTheOperatorsRole() {
        PolicyDocument ofTheCluster = trusting(PROVIDER);
        PolicyDocument ofItsOwn = trusting(PROVIDER.replace("111122223333", "444455556666"));
        PolicyDocument byRole = PolicyDocument.of(Statement.allow()
                .principal(Principal.aws("arn:aws:iam::111122223333:role/keda-operator"))
                .action("sts:AssumeRole")
                .build());
        PolicyDocument both =
                ofItsOwn.toBuilder().statements(byRole.statements()).build();

        assertThat(elsewhere(ofTheCluster).denied()).isPresent();
        assertThat(elsewhere(ofItsOwn).denied()).isEmpty();
        assertThat(elsewhere(ofItsOwn).isComplete()).isFalse();
        assertThat(elsewhere(ofItsOwn).toString())
                .contains("it is unknown whether account 444455556666 has an OIDC provider");
        assertThat(elsewhere(byRole).isComplete()).isTrue();
        assertThat(elsewhere(both).isComplete()).isTrue();
    }

    private static Proof elsewhere(PolicyDocument trust) {
        ExistingRole reader = IamRole.existing("arn:aws:iam::444455556666:role/reader")
                .withTrustPolicy(trust)
                .withPermissions(PolicyDocument.of(Statement.allow()
                        .action("sqs:GetQueueAttributes")
                        .resource("*")
                        .build()));
        return stack().operator(KedaOperator.inNamespace("keda").withWebIdentity(PROVIDER))
                .scaledObject(only(sqs(Map.of(
                        "queueURL", QUEUE_URL.replace("111122223333", "444455556666"), "awsRegion", "us-east-1"))))
                .scalerIdentity(ScalerIdentity.role(reader))
                .build()
                .prove();
    }

    private static PolicyDocument trusting(String provider) {
        return TrustPolicies.irsa()
                .oidcProvider(provider)
                .serviceAccount("keda", "keda-operator")
                .build();
    }
}
