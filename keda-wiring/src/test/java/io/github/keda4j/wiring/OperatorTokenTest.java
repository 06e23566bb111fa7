package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.QUEUE_URL;
import static io.github.keda4j.wiring.Parts.stack;
import static io.github.keda4j.wiring.TriggerParts.only;
import static io.github.keda4j.wiring.TriggerParts.sqs;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.github.keda4j.keda.v1alpha1.AuthPodIdentity;
import io.github.keda4j.keda.v1alpha1.IdentityOwner;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationBuilder;
import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** With the provider aws-eks, KEDA does not use its token to assume the role of the annotation. */
    @ParameterizedTest
    @CsvSource({"aws, '', true", "aws-eks, '', false", "aws-eks, pod, false", "aws, pod, true"})
    void onlyTheProviderAwsUsesTheToken(String provider, String owner, boolean complete) {
        assertThat(asTheWorkload(provider, owner, trusting(PROVIDER)).isComplete())
                .isEqualTo(complete);
    }

    @ParameterizedTest
    @CsvSource({"aws, KEDA, true", "aws, aws-go-sdk-*, false", "aws-eks, KEDA, false", "aws-eks, aws-go-sdk-*, true"})
    void theNameOfTheSessionDependsOnTheProvider(String provider, String name, boolean complete) {
        PolicyDocument trust = PolicyDocument.of(Statement.allow()
                .principal(Principal.aws("arn:aws:iam::111122223333:role/keda-operator"))
                .action("sts:AssumeRole")
                .condition(Base.STRING_LIKE, "sts:RoleSessionName", name)
                .build());

        assertThat(asTheWorkload(provider, "", trust).isComplete()).isEqualTo(complete);
    }

    /** With {@code identityOwner: operator}, KEDA ignores the annotation that it looks up for the provider aws-eks. */
    @ParameterizedTest
    @CsvSource({"operator", "keda"})
    void theTriggerMayPreferTheOperator(String owner) {
        Proof proof = asTheWorkload("aws-eks", owner, trusting(PROVIDER));

        assertThat(proof.isComplete()).as(proof.toString()).isTrue();
        assertThat(proof.paths().get(0).hops())
                .extracting(Hop::from)
                .containsExactly("keda/keda-operator", "role/keda-operator");
    }

    private static Proof asTheWorkload(String provider, String owner, PolicyDocument trust) {
        String arn = "arn:aws:iam::111122223333:role/reader";
        ExistingRole reader = IamRole.existing(arn)
                .withTrustPolicy(trust)
                .withPermissions(PolicyDocument.of(Statement.allow()
                        .action("sqs:GetQueueAttributes")
                        .resource("*")
                        .build()));
        AuthPodIdentity identity = new AuthPodIdentity();
        identity.setProvider(provider.equals("aws") ? PodIdentityProvider.AWS : PodIdentityProvider.AWS_EKS);
        if (provider.equals("aws")) {
            identity.setIdentityOwner(IdentityOwner.WORKLOAD);
        }
        TriggerAuthentication authentication = new TriggerAuthenticationBuilder()
                .withNewMetadata()
                .withName("aws")
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .withPodIdentity(identity)
                .endSpec()
                .build();
        ServiceAccount annotated = new ServiceAccountBuilder(Parts.serviceAccount())
                .editMetadata()
                .addToAnnotations("eks.amazonaws.com/role-arn", arn)
                .endMetadata()
                .build();
        Map<String, String> metadata = new TreeMap<>(Map.of("queueURL", QUEUE_URL, "awsRegion", "us-east-1"));
        if (!owner.isEmpty()) {
            metadata.put("identityOwner", owner);
        }
        return stack().operator(KedaOperator.inNamespace("keda").withWebIdentity(PROVIDER))
                .workload(Parts.deployment("q-read"), annotated, access -> {})
                .scaledObject(only(sqs(metadata)))
                .authentication(authentication)
                .existingRole(reader)
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
