package io.github.keda4j.podidentity.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.StsException;

/** IRSA: a service account exchanges its own token for the credentials of a role. */
class WebIdentityTest {

    private static final String PROVIDER =
            "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE";

    private final MovableClock clock = new MovableClock();
    private final PodIdentityEmulator emulator =
            PodIdentityEmulator.builder().oidcProvider(PROVIDER).clock(clock).start();
    private final Aws aws = Aws.of(emulator);

    @BeforeEach
    void aRoleOfKedasOperator() {
        Demo.role(
                aws,
                "keda-operator",
                TrustPolicies.irsa()
                        .oidcProvider(PROVIDER)
                        .serviceAccount("keda", "keda-operator")
                        .build());
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    private AssumeRoleWithWebIdentityResponse assume(String role, String token) {
        return aws.sts()
                .assumeRoleWithWebIdentity(
                        assume -> assume.roleArn(role).roleSessionName("KEDA").webIdentityToken(token));
    }

    @Test
    void theServiceAccountThatTheTrustNamesGetsTheRole() {
        AssumeRoleWithWebIdentityResponse assumed =
                assume(Demo.OPERATOR, emulator.mintWebIdentityToken(PROVIDER, "keda", "keda-operator"));

        assertThat(assumed.subjectFromWebIdentityToken()).isEqualTo("system:serviceaccount:keda:keda-operator");
        assertThat(assumed.audience()).isEqualTo("sts.amazonaws.com");
        assertThat(assumed.provider()).isEqualTo(PROVIDER);
        Aws session = aws.as(assumed.credentials());
        assertThat(session.sts().getCallerIdentity().arn()).endsWith(":assumed-role/keda-operator/KEDA");
        assertThatThrownBy(() -> session.iam().listRoles()).isInstanceOf(IamException.class);
    }

    @Test
    void anotherServiceAccountDoesNot() {
        String token = emulator.mintWebIdentityToken(PROVIDER, "keda", "other");

        assertThatThrownBy(() -> assume(Demo.OPERATOR, token))
                .isInstanceOfSatisfying(
                        StsException.class,
                        denial ->
                                assertThat(denial.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"))
                .hasMessageContaining("Not authorized to perform sts:AssumeRoleWithWebIdentity");
        assertThatThrownBy(() -> assume("arn:aws:iam::111122223333:role/none", token))
                .hasMessageContaining("Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }

    /** AWS looks for the provider in the account of the role, by the token's issuer. */
    @Test
    void aRoleOfAnotherAccountTrustsTheProviderOfItsOwnAccount() {
        String elsewhere = PROVIDER.replace("111122223333", "444455556666");
        String role = "arn:aws:iam::444455556666:role/reader";
        try (PodIdentityEmulator without = PodIdentityEmulator.builder()
                        .otherAccount("444455556666")
                        .oidcProvider(PROVIDER)
                        .start();
                PodIdentityEmulator with = PodIdentityEmulator.builder()
                        .otherAccount("444455556666")
                        .oidcProvider(PROVIDER)
                        .oidcProvider(elsewhere)
                        .start()) {
            for (PodIdentityEmulator one : List.of(without, with)) {
                trust(one, elsewhere);
            }

            assertThatThrownBy(() -> assume(without, role))
                    .isInstanceOf(InvalidIdentityTokenException.class)
                    .hasMessageContaining("No OpenIDConnect provider found in your account for "
                            + "https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE");
            assertThat(assume(with, role).provider()).isEqualTo(elsewhere);
            trust(with, PROVIDER);
            assertThatThrownBy(() -> assume(with, role))
                    .hasMessageContaining("Not authorized to perform sts:AssumeRoleWithWebIdentity");
        }
    }

    private static void trust(PodIdentityEmulator emulator, String provider) {
        Aws partner = Aws.of(emulator).as(emulator.administrator("444455556666"));
        String document = TrustPolicies.irsa()
                .oidcProvider(provider)
                .serviceAccount("keda", "keda-operator")
                .build()
                .toJson();
        if (partner.iam().listRoles().roles().isEmpty()) {
            partner.iam().createRole(create -> create.roleName("reader").assumeRolePolicyDocument(document));
        } else {
            partner.iam()
                    .updateAssumeRolePolicy(update -> update.roleName("reader").policyDocument(document));
        }
    }

    private static AssumeRoleWithWebIdentityResponse assume(PodIdentityEmulator emulator, String role) {
        String token = emulator.mintWebIdentityToken(PROVIDER, "keda", "keda-operator");
        return Aws.of(emulator)
                .sts()
                .assumeRoleWithWebIdentity(
                        assume -> assume.roleArn(role).roleSessionName("KEDA").webIdentityToken(token));
    }

    @Test
    void aTokenIsOneOfTheProvidersAndEnds() {
        String token = emulator.mintWebIdentityToken(PROVIDER, "keda", "keda-operator");

        assertThatThrownBy(() -> assume(Demo.OPERATOR, token + "x")).isInstanceOf(InvalidIdentityTokenException.class);
        clock.move(Duration.ofHours(24));
        assertThatThrownBy(() -> assume(Demo.OPERATOR, token)).isInstanceOf(ExpiredTokenException.class);
    }

    @Test
    void aProviderIsOneThatTheEmulatorWasBuiltWith() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> emulator.mintWebIdentityToken(PROVIDER + "2", "keda", "keda-operator"))
                .withMessageContaining("there is no OIDC provider");
        assertThatThrownBy(() -> PodIdentityEmulator.builder().oidcProvider("x").start())
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("oidcProvider is \"x\"");
    }
}
