package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.stack;
import static io.github.keda4j.wiring.TriggerParts.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.emulator.PodIdentityEmulator;
import io.github.keda4j.podidentity.emulator.PodIdentityEmulatorBuilder;
import io.github.keda4j.podidentity.path.AccessPath;
import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.podidentity.trust.TrustPolicies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * A role of another account, which KEDA tries to get with its token before it assumes it by the operator's role ({@code
 * aws_config_cache.go}). Whether the token works depends on the other account's OIDC provider. What the role's sessions
 * may do can differ between the two ways: the session of a token has {@code aws:FederatedProvider}, and AWS does not
 * document whether a session that follows from it has it too.
 */
class OperatorTokenElsewhereTest {

    private static final String PARTNER = "444455556666";
    private static final String PROVIDER =
            "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE";
    private static final String ELSEWHERE = PROVIDER.replace("111122223333", PARTNER);
    private static final String OPERATOR = "arn:aws:iam::111122223333:role/keda-operator";
    private static final String READER = "arn:aws:iam::444455556666:role/reader";

    private static final AwsTriggers.Example STREAM = AwsTriggers.all().get("aws-kinesis-stream");

    /** What a policy says about the two ways. */
    private enum About {
        NONE,
        TOKEN,
        CHAIN,
        BOTH;

        boolean token() {
            return this == TOKEN || this == BOTH;
        }

        boolean chain() {
            return this == CHAIN || this == BOTH;
        }
    }

    /**
     * The policies of the role.
     *
     * @param trusted which ways the trust policy allows
     * @param distrusted which ways the trust policy denies
     * @param denied the sessions of which way may not read the stream
     */
    private record Reader(About trusted, About distrusted, About denied) {

        PolicyDocument trust() {
            List<Statement> statements = new ArrayList<>();
            statements.add(Statement.allow()
                    .principal(Principal.aws("777788889999"))
                    .action("sts:AssumeRole")
                    .build());
            if (trusted.token()) {
                statements.addAll(trustingTheToken().statements());
            }
            if (trusted.chain()) {
                statements.add(ofChain(Statement.allow()));
            }
            if (distrusted.token()) {
                statements.add(Statement.deny()
                        .principal(Principal.federated(ELSEWHERE))
                        .action("sts:AssumeRoleWithWebIdentity")
                        .build());
            }
            if (distrusted.chain()) {
                statements.add(ofChain(Statement.deny()));
            }
            return PolicyDocument.builder().statements(statements).build();
        }

        PolicyDocument permissions() {
            Statement read = Statement.allow().action("kinesis:*").resource("*").build();
            Statement.Builder deny =
                    Statement.deny().sid("NotSo").action("kinesis:*").resource("*");
            return switch (denied) {
                case NONE -> PolicyDocument.of(read);
                case BOTH -> PolicyDocument.of(read, deny.build());
                case TOKEN ->
                    PolicyDocument.of(
                            read,
                            deny.condition(Base.NULL, "aws:FederatedProvider", "false")
                                    .build());
                case CHAIN ->
                    PolicyDocument.of(
                            read,
                            deny.condition(Base.NULL, "aws:FederatedProvider", "true")
                                    .build());
            };
        }

        /** What happens if the account has the provider or not, and if sessions pass on the keys of a token or not. */
        boolean reads(boolean provider, boolean passedOn) {
            if (provider && trusted.token() && !distrusted.token()) {
                return !denied.token();
            }
            boolean assumed = trusted.chain() && !distrusted.chain();
            return assumed && !(passedOn ? denied.token() : denied.chain());
        }

        Proof proof(boolean providerIsKnown) {
            KedaOperator operator = KedaOperator.inNamespace("keda").withWebIdentity(PROVIDER);
            return of(operator, providerIsKnown, trust(), permissions()).prove();
        }
    }

    static Stream<Reader> readers() {
        return Stream.of(About.values())
                .flatMap(trusted -> Stream.of(About.values())
                        .flatMap(distrusted ->
                                Stream.of(About.values()).map(denied -> new Reader(trusted, distrusted, denied))));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void theVerdictIsThatOfEveryRunOrDepends(Reader reader) {
        for (boolean known : new boolean[] {true, false}) {
            Stream<Boolean> providers = known ? Stream.of(true) : Stream.of(true, false);
            List<Boolean> runs = providers
                    .flatMap(provider -> Stream.of(reader.reads(provider, true), reader.reads(provider, false)))
                    .distinct()
                    .toList();
            AccessPath path = reader.proof(known).paths().get(0);

            assertThat(path.verdict())
                    .as("%s, provider known: %s%n%s", reader, known, path)
                    .isEqualTo(runs.size() == 2 ? Verdict.DEPENDS : runs.get(0) ? Verdict.ALLOWED : Verdict.DENIED);
        }
    }

    @Test
    void theRunsAreThoseOfTheEmulator() {
        for (boolean provider : new boolean[] {true, false}) {
            PodIdentityEmulatorBuilder builder =
                    PodIdentityEmulator.builder().oidcProvider(PROVIDER).otherAccount(PARTNER);
            if (provider) {
                builder.oidcProvider(ELSEWHERE);
            }
            try (PodIdentityEmulator emulator = builder.start()) {
                Run run = new Run(emulator);
                run.makeRoles();
                readers()
                        .forEach(reader -> assertThat(run.reads(reader))
                                .as("%s, provider: %s", reader, provider)
                                .isEqualTo(reader.reads(provider, false)));
            }
        }
    }

    @Test
    void theReasonNamesBothWays() {
        Proof proof = new Reader(About.BOTH, About.NONE, About.TOKEN).proof(false);

        Hop first = proof.hops().get(0);
        assertThat(first.from()).isEqualTo("keda/keda-operator");
        assertThat(first.to()).isEqualTo("role/reader");
        assertThat(first.explanation())
                .isEqualTo("KEDA tries its own token first, and it is open whether that works: it is unknown whether"
                        + " account 444455556666 has an OIDC provider with the URL"
                        + " https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE; if it does,"
                        + " kinesis:DescribeStreamSummary on stream/clicks is denied: kinesis:DescribeStreamSummary: explicitly"
                        + " denied by statement NotSo of the caller's identity policies; fix: No statement is enough,"
                        + " because statement NotSo of the caller's identity policies denies it. Remove or narrow that"
                        + " statement.");
        assertThat(proof.denied()).isEmpty();
        assertThat(proof.paths().get(0).hops())
                .extracting(Hop::to)
                .containsExactly(
                        "role/reader",
                        "role/keda-operator",
                        "role/reader",
                        "kinesis:DescribeStreamSummary on stream/clicks");
    }

    @Test
    void whatIsUnknownAboutTheOperatorsRoleIsStillSaid() {
        Reader reader = new Reader(About.BOTH, About.NONE, About.TOKEN);
        KedaOperator operator = KedaOperator.inNamespace("keda")
                .withRole(IamRole.existing(OPERATOR))
                .withWebIdentity(PROVIDER);

        AccessPath path = of(operator, false, reader.trust(), reader.permissions())
                .prove()
                .paths()
                .get(0);

        assertThat(path.hops()).extracting(Hop::verdict).containsOnly(Verdict.DEPENDS);
        assertThat(path.hops().get(1).explanation()).isEqualTo("the policies of role/keda-operator were not given");
    }

    /** KEDA calls its sessions KEDA, by its token too. */
    @Test
    void theSessionOfTheTokenHasTheNameThatKedaGivesIt() {
        for (String name : List.of("KEDA", "other")) {
            PolicyDocument trust = PolicyDocument.of(trustingTheToken().statements().get(0).toBuilder()
                    .condition(Base.STRING_EQUALS, "sts:RoleSessionName", name)
                    .build());
            KedaOperator operator = KedaOperator.inNamespace("keda").withWebIdentity(PROVIDER);

            assertThat(of(operator, true, trust, new Reader(About.BOTH, About.NONE, About.NONE).permissions())
                            .prove()
                            .paths()
                            .get(0)
                            .verdict())
                    .isEqualTo(name.equals("KEDA") ? Verdict.ALLOWED : Verdict.DENIED);
        }
    }

    private static ScalingStack of(
            KedaOperator operator, boolean providerIsKnown, PolicyDocument trust, PolicyDocument permissions) {
        return stack().operator(providerIsKnown ? operator.withProviderIn(PARTNER) : operator)
                .scaledObject(only(STREAM.trigger(PARTNER)))
                .scalerIdentity(ScalerIdentity.role(
                        IamRole.existing(READER).withTrustPolicy(trust).withPermissions(permissions)))
                .build();
    }

    private static PolicyDocument trustingTheToken() {
        return TrustPolicies.irsa()
                .oidcProvider(ELSEWHERE)
                .serviceAccount("keda", "keda-operator")
                .build();
    }

    private static Statement ofChain(Statement.Builder statement) {
        return statement
                .principal(Principal.aws(OPERATOR))
                .action("sts:AssumeRole")
                .build();
    }

    /** What KEDA does, with the SDK's clients. */
    private record Run(PodIdentityEmulator emulator) {

        void makeRoles() {
            IamClient iam = iam(emulator.administrator());
            String trust = TrustPolicies.irsa()
                    .oidcProvider(PROVIDER)
                    .serviceAccount("keda", "keda-operator")
                    .build()
                    .toJson();
            iam.createRole(create -> create.roleName("keda-operator").assumeRolePolicyDocument(trust));
            String assume = PolicyDocument.of(Statement.allow()
                            .action("sts:AssumeRole")
                            .resource(READER)
                            .build())
                    .toJson();
            iam.putRolePolicy(
                    put -> put.roleName("keda-operator").policyName("assume").policyDocument(assume));
            iam(emulator.administrator(PARTNER))
                    .createRole(create -> create.roleName("reader")
                            .assumeRolePolicyDocument(trustingTheToken().toJson()));
        }

        boolean reads(Reader reader) {
            IamClient iam = iam(emulator.administrator(PARTNER));
            iam.updateAssumeRolePolicy(update ->
                    update.roleName("reader").policyDocument(reader.trust().toJson()));
            iam.putRolePolicy(put -> put.roleName("reader")
                    .policyName("read")
                    .policyDocument(reader.permissions().toJson()));
            return byToken(READER)
                    .or(() -> byRole(byToken(OPERATOR).orElseThrow()))
                    .filter(this::mayRead)
                    .isPresent();
        }

        private Optional<AwsCredentialsProvider> byToken(String role) {
            String token = emulator.mintWebIdentityToken(PROVIDER, "keda", "keda-operator");
            try {
                return Optional.of(of(sts(emulator.administrator())
                        .assumeRoleWithWebIdentity(assume ->
                                assume.roleArn(role).roleSessionName("KEDA").webIdentityToken(token))
                        .credentials()));
            } catch (StsException refused) {
                return Optional.empty();
            }
        }

        private Optional<AwsCredentialsProvider> byRole(AwsCredentialsProvider operator) {
            try {
                return Optional.of(of(sts(operator)
                        .assumeRole(assume -> assume.roleArn(READER).roleSessionName("KEDA"))
                        .credentials()));
            } catch (StsException refused) {
                return Optional.empty();
            }
        }

        private boolean mayRead(AwsCredentialsProvider session) {
            try {
                ScalerCalls.of(STREAM.type(), STREAM.trigger(PARTNER).getMetadata())
                        .as(new ScalerCalls(emulator, session, Region.US_WEST_2));
                return true;
            } catch (KinesisException denied) {
                return false;
            }
        }

        private static AwsCredentialsProvider of(Credentials made) {
            return StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(made.accessKeyId(), made.secretAccessKey(), made.sessionToken()));
        }

        private IamClient iam(AwsCredentialsProvider caller) {
            return PointedClients.client(IamClient::builder, emulator, caller, Region.US_EAST_1);
        }

        private StsClient sts(AwsCredentialsProvider caller) {
            return PointedClients.client(StsClient::builder, emulator, caller, Region.US_EAST_1);
        }
    }
}
