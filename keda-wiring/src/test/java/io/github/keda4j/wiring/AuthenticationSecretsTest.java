package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.stack;
import static io.github.keda4j.wiring.TriggerParts.rabbit;
import static io.github.keda4j.wiring.TriggerParts.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.IdentityOwner;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationBuilder;
import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that an authentication gets from AWS Secrets Manager: who reads them, and which keys and policies count. */
class AuthenticationSecretsTest {

    private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";

    private static TriggerAuthentication fromSecretsManager(String roleArn) {
        return fromSecretsManager("shop/rabbit", roleArn);
    }

    private static TriggerAuthentication fromSecretsManager(String secret, String roleArn) {
        return new TriggerAuthenticationBuilder()
                .withNewMetadata()
                .withName("rabbit")
                .withNamespace("security")
                .endMetadata()
                .withNewSpec()
                .withNewAwsSecretManager()
                .withNewPodIdentity()
                .withProvider(PodIdentityProvider.AWS)
                .withRoleArn(roleArn)
                .endPodIdentity()
                .addNewSecret()
                .withParameter("host")
                .withName(secret)
                .endSecret()
                .endAwsSecretManager()
                .endSpec()
                .build();
    }

    /** The secret shop/rabbit, read with the scaler's role. */
    static ScalingStack.Builder readingASecret() {
        return reading("shop/rabbit");
    }

    /** A secret, read with the scaler's role. */
    static ScalingStack.Builder reading(String secret) {
        return stack().scaledObject(with(rabbit()))
                .authentication(fromSecretsManager(secret, "arn:aws:iam::111122223333:role/q-read-scaler"));
    }

    /** The same stack with the policies that its documents for the owners of resources ask for. */
    static ScalingStack withHandOvers(ScalingStack.Builder builder) {
        for (HandOver document : builder.build().handOvers()) {
            builder.resourcePolicy(document.arn(), document.document());
        }
        return builder.build();
    }

    @Test
    void aSecretOfAnAuthenticationIsReadWithTheRoleThatItNames() {
        String role = "arn:aws:iam::111122223333:role/q-read-scaler";
        ScalingStack stack = stack().scaledObject(with(rabbit()))
                .authentication(fromSecretsManager(role))
                .build();

        assertThat(stack.policies()
                        .get("q-read-scaler.read-events-of-security.q-read")
                        .toJson())
                .contains("arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/rabbit-??????");
        assertThat(stack.prove().isComplete()).as(stack.prove().toString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "shop/*", "arn:aws:secretsmanager:us-east-1:111122223333:secret:*"})
    void aSecretThatIsAPatternIsRefused(String secret) {
        assertThatThrownBy(reading(secret)::build)
                .hasMessageContaining("stack-trigger-source-invalid")
                .hasMessageContaining("awsSecretManager names \"" + secret + "\".");
    }

    @Test
    void theOwnerOfAKeyInAnotherAccountIsAskedToAllowItThroughSecretsManagerOnly() {
        String key = KEY.replace("111122223333", "444455556666");

        assertThat(readingASecret().secretKey("shop/rabbit", key).build().handOvers())
                .singleElement()
                .satisfies(document -> assertThat(document.document()).isEqualTo(PolicyDocument.parse("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                         "Principal":{"AWS":"arn:aws:iam::111122223333:role/q-read-scaler"},
                         "Action":"kms:Decrypt","Resource":"*",
                         "Condition":{"StringEquals":{"kms:ViaService":"secretsmanager.us-east-1.amazonaws.com"}}}]}""")));
    }

    @Test
    void thePolicyOfASecretCountsThoughKedaNamesTheSecretWithoutItsSuffix() {
        PolicyDocument closed = PolicyDocument.of(Statement.deny()
                .principal(Principal.everyone())
                .action("secretsmanager:*")
                .resource("*")
                .build());
        ScalingStack.Builder builder = readingASecret();

        assertThat(builder.resourcePolicy(
                                "arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/other-AbCdEf", closed)
                        .build()
                        .prove()
                        .isComplete())
                .isTrue();
        assertThat(builder.resourcePolicy(
                                "arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/rabbit-AbCdEf", closed)
                        .build()
                        .prove()
                        .denied()
                        .orElseThrow()
                        .to())
                .isEqualTo("secretsmanager:GetSecretValue on secret:shop/rabbit-AbCdEf");
    }

    @Test
    void aSecretUnderAKeyOfYourOwnNeedsTheKeyAndDependsOnItsPolicy() {
        ScalingStack.Builder builder = readingASecret().secretKey("shop/rabbit", KEY);

        assertThat(builder.build().prove().hops())
                .filteredOn(hop -> hop.to().startsWith("kms:Decrypt"))
                .extracting(Hop::verdict)
                .containsExactly(Verdict.DEPENDS);
        PolicyDocument delegates = PolicyDocument.of(Statement.allow()
                .principal(Principal.aws("arn:aws:iam::111122223333:root"))
                .action("kms:*")
                .resource("*")
                .build());
        Proof proof = builder.resourcePolicy(KEY, delegates).build().prove();
        assertThat(proof.isComplete()).as(proof.toString()).isTrue();
    }

    @Test
    void aKeyOfASecretThatNothingReadsIsReported() {
        ScalingStack misspelt = readingASecret().secretKey("shop/rabit", KEY).build();

        assertThat(misspelt.findings())
                .filteredOn(finding -> finding.rule().equals("stack-secret-key-unused"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.message()).contains("\"shop/rabit\"");
                });
        assertThat(readingASecret().secretKey("shop/rabbit", KEY).build().findings())
                .noneMatch(finding -> finding.rule().equals("stack-secret-key-unused"));
    }

    @Test
    void aRoleThatIsThereIsProvedWithItsPolicies() {
        String arn = "arn:aws:iam::111122223333:role/secrets";
        ScalingStack.Builder builder = stack().scaledObject(with(rabbit())).authentication(fromSecretsManager(arn));

        assertThat(builder.build().prove().isComplete()).isFalse();
        ExistingRole role = IamRole.existing(arn);
        for (HandOver document : builder.build().handOvers()) {
            role = document.kind() == HandOver.Kind.TRUST_POLICY
                    ? role.withTrustPolicy(document.document())
                    : role.withPermissions(document.document());
        }
        Proof proof = builder.existingRole(role).build().prove();
        assertThat(proof.isComplete()).as(proof.toString()).isTrue();
    }

    @Test
    void aSecretThatIsReadAsTheWorkloadDependsOnItsAnnotation() {
        TriggerAuthentication workload = new TriggerAuthenticationBuilder(fromSecretsManager("unused"))
                .editSpec()
                .editAwsSecretManager()
                .withNewPodIdentity()
                .withProvider(PodIdentityProvider.AWS)
                .withIdentityOwner(IdentityOwner.WORKLOAD)
                .endPodIdentity()
                .endAwsSecretManager()
                .endSpec()
                .build();

        Proof proof = stack().scaledObject(with(rabbit()))
                .authentication(workload)
                .build()
                .prove();

        assertThat(proof.isComplete()).isFalse();
        assertThat(proof.toString()).contains("eks.amazonaws.com/role-arn, which is missing");
    }

    /** No other account can use the AWS managed key, which a secret without a key of its own is encrypted with. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-AbCdEf"})
    void aSecretOfAnotherAccountNeedsAKeyOfItsOwn(String suffix) {
        String secret = "arn:aws:secretsmanager:us-east-1:444455556666:secret:shop/rabbit" + suffix;
        Proof withoutKey = withHandOvers(reading(secret)).prove();
        Proof withKey = withHandOvers(
                        reading(secret).secretKey("shop/rabbit", KEY.replace("111122223333", "444455556666")))
                .prove();

        assertThat(withoutKey.denied()).isEmpty();
        assertThat(withoutKey.isComplete()).as(withoutKey.toString()).isFalse();
        assertThat(withoutKey.hops())
                .filteredOn(hop -> hop.verdict() == Verdict.DEPENDS)
                .singleElement()
                .satisfies(hop -> assertThat(hop.explanation()).contains("no other account can read a secret"));
        assertThat(withKey.isComplete()).as(withKey.toString()).isTrue();
    }

    @Test
    void theDocumentForTheOwnerOfARoleRepeatsNoId() {
        String arn = "arn:aws:iam::444455556666:role/reader";
        ScalingStack stack = stack().scaledObject(with(rabbit()))
                .authentication(fromSecretsManager("shop/rabbit", arn))
                .scalerIdentity(ScalerIdentity.role(IamRole.existing(arn)).withExternalId("shop-1"))
                .build();

        assertThat(stack.handOvers()).anySatisfy(document -> {
            assertThat(document.kind()).isEqualTo(HandOver.Kind.TRUST_POLICY);
            assertThat(PolicyValidator.forType(PolicyType.TRUST)
                            .validate(document.document().toJson())
                            .hasErrors())
                    .as(document.document().toJson())
                    .isFalse();
        });
    }

    /** KEDA sends the external id of a trigger's identity, but none when it reads secrets. */
    @Test
    void aRoleThatIsAssumedWithAndWithoutAnExternalIdTrustsBoth() {
        ScalingStack stack = readingASecret()
                .scalerIdentity(
                        ScalerIdentity.role(IamRole.named("q-read-scaler")).withExternalId("shop-1"))
                .build();

        PolicyDocument trust = stack.policies().get("q-read-scaler.trust");
        assertThat(PolicyValidator.forType(PolicyType.TRUST)
                        .validate(trust.toJson())
                        .hasErrors())
                .as(trust.toJson())
                .isFalse();
        assertThat(stack.prove().isComplete()).as(stack.prove().toString()).isTrue();
    }
}
