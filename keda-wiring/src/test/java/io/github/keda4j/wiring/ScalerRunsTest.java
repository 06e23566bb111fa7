package io.github.keda4j.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.ScaledObjectBuilder;
import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.wiring.AwsTriggers.Example;
import io.github.keda4j.wiring.AwsTriggersTest.Variant;
import io.github.keda4j.wiring.Breakages.Breakage;
import io.github.keda4j.wiring.Breakages.Need;
import io.github.keda4j.wiring.EmulatedRun.End;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

/**
 * Each type of trigger that reads AWS, with each identity, against an AWS that decides as IAM does: what is proved
 * also runs, and if any action, statement, condition or tag is removed, the proof and the run stop at the same hop.
 * {@code -Dkeda4j.full=true} tries every removal; a build tries one for each case.
 */
@Tag("stacks")
class ScalerRunsTest {

    private static final boolean FULL = Boolean.getBoolean("keda4j.full");
    private static final EmulatedRun RUN = new EmulatedRun();

    @AfterAll
    static void stop() {
        RUN.close();
    }

    static Stream<Arguments> everyTriggerInEveryVariant() {
        return AwsTriggersTest.everyTriggerInEveryVariant();
    }

    @ParameterizedTest
    @MethodSource("everyTriggerInEveryVariant")
    void whatIsProvedRunsAndWhatBreaksTheProofBreaksTheRunThere(Example example, Variant variant) throws Exception {
        Breakages breakages = Breakages.of(example, variant);
        List<Breakage> all = breakages.all().stream()
                .filter(breakage -> breakage.need() != Need.OF_PODS)
                .toList();
        assertThat(end(example, variant, breakages.nothing())).isEqualTo(End.NOWHERE);
        int one = Math.floorMod((example + variant.name()).hashCode(), all.size());
        for (Breakage breakage : FULL ? all : all.subList(one, one + 1)) {
            End end = end(example, variant, breakage);
            assertThat(end == End.NOWHERE).as(breakage.toString()).isEqualTo(breakage.need() == Need.OF_NOBODY);
        }
    }

    /** How far the run gets, which is as far as the proof gets. */
    private static End end(Example example, Variant variant, Breakage breakage) throws Exception {
        ScalingStack stack = breakage.stack();
        Proof proof = stack.prove();
        List<Hop> hops = proof.paths().get(0).hops();
        int denied = hops.stream().map(Hop::verdict).toList().indexOf(Verdict.DENIED);
        int assumptions = variant == Variant.OPERATOR || variant == Variant.IRSA_OPERATOR ? 0 : 1;
        End expected = denied < 0
                ? End.NOWHERE
                : denied == 0 ? End.AT_ASSOCIATION : denied <= assumptions ? End.AT_ASSUMPTION : End.AT_RESOURCE;
        assertThat(hops).extracting(Hop::verdict).as("%s: %s", breakage, proof).doesNotContain(Verdict.DEPENDS);
        End end = RUN.of(
                stack,
                "",
                breakage.handOvers(),
                Region.of("us-west-2"),
                ScalerCalls.of(
                        example.type(), example.trigger(variant.account()).getMetadata()));
        assertThat(end).as("%s: %s", breakage, proof).isEqualTo(expected);
        return end;
    }

    /** The secret of an authentication, which is encrypted with a key of the account. */
    @ParameterizedTest
    @ValueSource(strings = {"", "secretsmanager:GetSecretValue", "kms:Decrypt"})
    void aSecretTakesThePermissionToReadAndToDecryptIt(String missing) throws Exception {
        String key = "arn:aws:kms:us-east-1:111122223333:key/1234";
        String secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/rabbit-Emulat";
        PolicyDocument delegates = PolicyDocument.of(Statement.allow()
                .principal(Principal.aws("arn:aws:iam::111122223333:root"))
                .action("kms:*")
                .resource("*")
                .build());
        ScalingStack.Builder builder = AuthenticationSecretsTest.readingASecret()
                .secretKey("shop/rabbit", key)
                .resourcePolicy(key, delegates);
        if (!missing.isEmpty()) {
            builder.adjustPermissions(
                    "q-read-scaler",
                    policy -> PolicyDocument.parse(policy.toJson().replace(missing, "sts:GetCallerIdentity")));
        }
        ScalingStack stack = builder.build();

        assertThat(stack.prove().isComplete()).as(stack.prove().toString()).isEqualTo(missing.isEmpty());
        try (EmulatedRun run = new EmulatedRun(Map.of(secret, key))) {
            assertThat(run.of(stack, "", List.of(), Region.US_EAST_1, calls -> calls.readSecret("shop/rabbit")))
                    .isEqualTo(missing.isEmpty() ? End.NOWHERE : End.AT_RESOURCE);
        }
    }

    /** A secret of another account, whose owner does what the documents ask for. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSecretOfAnotherAccountTakesAKeyOfItsOwn(boolean hasKey) throws Exception {
        String key = "arn:aws:kms:us-east-1:444455556666:key/1234";
        String secret = "arn:aws:secretsmanager:us-east-1:444455556666:secret:shop/rabbit-AbCdEf";
        ScalingStack.Builder builder = AuthenticationSecretsTest.reading(secret);
        if (hasKey) {
            builder.secretKey(secret, key);
        }
        ScalingStack stack = AuthenticationSecretsTest.withHandOvers(builder);

        assertThat(stack.prove().isComplete()).as(stack.prove().toString()).isEqualTo(hasKey);
        try (EmulatedRun run = new EmulatedRun(hasKey ? Map.of(secret, key) : Map.of())) {
            assertThat(run.of(stack, "", stack.handOvers(), Region.US_EAST_1, calls -> calls.readSecret(secret)))
                    .isEqualTo(hasKey ? End.NOWHERE : End.AT_RESOURCE);
        }
    }

    /** KEDA queries an index, which has no policy of its own. */
    @ParameterizedTest
    @CsvSource({
        "arn:aws:dynamodb:us-west-2:111122223333:table/orders, AT_RESOURCE",
        "arn:aws:dynamodb:us-west-2:111122223333:table/bills, NOWHERE"
    })
    void theProofAndTheRunSeeThePolicyOfATable(String table, End end) throws Exception {
        PolicyDocument closed = closed("dynamodb:*");
        Example example = AwsTriggers.all().get("aws-dynamodb");
        ScalingStack stack = Parts.stack()
                .scaledObject(new ScaledObjectBuilder(Parts.scaledObject("q-read"))
                        .editSpec()
                        .withTriggers(example.trigger("111122223333"))
                        .endSpec()
                        .build())
                .resourcePolicy(table, closed)
                .build();

        assertThat(stack.prove().denied().isPresent())
                .as(stack.prove().toString())
                .isEqualTo(end == End.AT_RESOURCE);
        assertThat(RUN.of(
                        stack,
                        "",
                        List.of(new HandOver("111122223333", table, HandOver.Kind.RESOURCE_POLICY, closed)),
                        Region.of("us-west-2"),
                        ScalerCalls.of(
                                example.type(), example.trigger("111122223333").getMetadata())))
                .isEqualTo(end);
    }

    /** DynamoDB takes a table's ARN in place of its name, and then the table may be in another account. */
    @Test
    void aTableOfAnotherAccountIsReadByItsArnIfItsOwnerAgrees() throws Exception {
        String table = "arn:aws:dynamodb:us-west-2:444455556666:table/orders";
        ScaleTriggers trigger = AwsTriggers.all().get("aws-dynamodb").trigger("111122223333");
        trigger.getMetadata().put("tableName", table);
        ScalingStack.Builder builder = Parts.stack()
                .scaledObject(new ScaledObjectBuilder(Parts.scaledObject("q-read"))
                        .editSpec()
                        .withTriggers(trigger)
                        .endSpec()
                        .build());
        ScalingStack alone = builder.build();
        ScalerCalls.Read read = ScalerCalls.of("aws-dynamodb", trigger.getMetadata());

        assertThat(alone.prove().denied().orElseThrow().to()).isEqualTo("dynamodb:Query on table/orders");
        assertThat(RUN.of(alone, "", List.of(), Region.of("us-west-2"), read)).isEqualTo(End.AT_RESOURCE);

        List<HandOver> documents = alone.handOvers();
        assertThat(documents).singleElement().extracting(HandOver::arn).isEqualTo(table);
        documents.forEach(document -> builder.resourcePolicy(document.arn(), document.document()));
        assertThat(builder.build().prove().isComplete()).isTrue();
        assertThat(RUN.of(builder.build(), "", documents, Region.of("us-west-2"), read))
                .isEqualTo(End.NOWHERE);
    }

    @Test
    void theProofAndTheRunSeeThePolicyOfASecret() throws Exception {
        String secret = "arn:aws:secretsmanager:us-east-1:111122223333:secret:shop/rabbit-Emulat";
        PolicyDocument closed = closed("secretsmanager:*");
        ScalingStack stack = AuthenticationSecretsTest.readingASecret()
                .resourcePolicy(secret, closed)
                .build();

        assertThat(stack.prove().denied()).isPresent();
        assertThat(RUN.of(
                        stack,
                        "",
                        List.of(new HandOver("111122223333", secret, HandOver.Kind.RESOURCE_POLICY, closed)),
                        Region.US_EAST_1,
                        calls -> calls.readSecret("shop/rabbit")))
                .isEqualTo(End.AT_RESOURCE);
    }

    private static PolicyDocument closed(String actions) {
        return PolicyDocument.of(Statement.deny()
                .principal(Principal.everyone())
                .action(actions)
                .resource("*")
                .build());
    }
}
