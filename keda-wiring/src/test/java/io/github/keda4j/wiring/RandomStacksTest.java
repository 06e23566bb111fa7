package io.github.keda4j.wiring;

import static io.github.keda4j.wiring.Parts.QUEUE;
import static io.github.keda4j.wiring.Parts.QUEUE_URL;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.path.Hop;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import io.github.keda4j.wiring.EmulatedRun.End;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Random stacks with random policies, boundaries and breakages: what the proof allows succeeds when it runs, what it denies
 * fails at that hop. Seeds count up from zero; {@code -Dkeda4j.stacks=2000} runs as many.
 */
class RandomStacksTest {

    private static final int STACKS = Integer.getInteger("keda4j.stacks", Boolean.getBoolean("keda4j.full") ? 400 : 30);
    private static final String BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";

    private static final List<String> ACTIONS = List.of(
            "*",
            "sqs:*",
            "sqs:Get*",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage",
            "sts:*",
            "sts:AssumeRole",
            "sts:TagSession",
            "s3:GetObject");
    private static final List<String> RESOURCES =
            List.of("*", "*", QUEUE, QUEUE + "-2", "arn:aws:sqs:*:111122223333:*", "arn:aws:iam::111122223333:role/*");

    /** Operator, key and value. */
    private static final List<List<String>> CONDITIONS = List.of(
            List.of("StringEquals", "aws:RequestedRegion", "us-east-1"),
            List.of("StringEquals", "aws:RequestedRegion", "eu-west-1"),
            List.of("StringNotEquals", "aws:RequestedRegion", "us-east-1"),
            List.of("StringEquals", "aws:PrincipalAccount", "111122223333"),
            List.of("StringNotEquals", "aws:PrincipalAccount", "111122223333"),
            List.of("StringEquals", "aws:PrincipalTag/kubernetes-namespace", "keda"),
            List.of("StringEquals", "aws:PrincipalTag/kubernetes-namespace", "shop"),
            List.of("StringNotEqualsIfExists", "aws:PrincipalTag/kubernetes-namespace", "keda"),
            List.of("Null", "aws:PrincipalTag/eks-cluster-name", "true"),
            List.of("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/q-read-scaler"),
            List.of("StringEquals", "sts:ExternalId", "shared"));

    @Test
    void whatTheProofAllowsRunsAndWhatItDeniesFailsThere() throws Exception {
        Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);
        try (EmulatedRun run = new EmulatedRun()) {
            for (int seed = 0; seed < STACKS; seed++) {
                Scenario scenario = Scenario.of(new Random(seed * 7_919L + 17));
                List<Hop> hops = scenario.stack().prove().paths().get(0).hops();
                Verdict verdict = verdict(hops);
                seen.merge(verdict, 1, Integer::sum);
                if (verdict == Verdict.DEPENDS) {
                    assertThat(hops)
                            .as("seed %s", seed)
                            .filteredOn(hop -> hop.verdict() == Verdict.DEPENDS)
                            .allMatch(hop -> !hop.unknownKeys().isEmpty());
                } else {
                    End end = run.of(scenario.stack(), scenario.boundary(), QUEUE_URL);
                    assertThat(end)
                            .as(
                                    "seed %s: %s %s",
                                    seed,
                                    scenario.stack().prove(),
                                    scenario.stack().policies())
                            .isEqualTo(expected(hops));
                }
            }
        }
        assertThat(seen.get(Verdict.ALLOWED)).isGreaterThan(STACKS / 10);
        assertThat(seen.get(Verdict.DENIED)).isGreaterThan(STACKS / 10);
    }

    private static Verdict verdict(List<Hop> hops) {
        List<Verdict> verdicts = hops.stream().map(Hop::verdict).toList();
        return verdicts.contains(Verdict.DENIED)
                ? verdicts.subList(0, verdicts.indexOf(Verdict.DENIED)).contains(Verdict.DEPENDS)
                        ? Verdict.DEPENDS
                        : Verdict.DENIED
                : verdicts.contains(Verdict.DEPENDS) ? Verdict.DEPENDS : Verdict.ALLOWED;
    }

    private static End expected(List<Hop> hops) {
        int denied = hops.stream().map(Hop::verdict).toList().indexOf(Verdict.DENIED);
        if (denied < 0) {
            return End.NOWHERE;
        }
        return denied == hops.size() - 1 ? End.AT_RESOURCE : denied == 0 ? End.AT_ASSOCIATION : End.AT_ASSUMPTION;
    }

    /**
     * A stack, and the boundary of its scaler's role.
     *
     * @param boundary as JSON; empty for none
     */
    private record Scenario(ScalingStack stack, String boundary) {

        static Scenario of(Random random) {
            KedaOperator operator = KedaOperator.inNamespace("keda");
            ScalingStack.Builder stack =
                    Parts.stack().operator(random.nextInt(4) == 0 ? operator.withoutSessionTags() : operator);
            ManagedRole scaler = IamRole.named("q-read-scaler");
            String boundary = "";
            String reader = "q-read-scaler";
            switch (random.nextInt(5)) {
                case 0 -> {
                    stack.scalerIdentity(ScalerIdentity.operatorRole());
                    reader = "keda-operator";
                }
                case 1 -> stack.scalerIdentity(ScalerIdentity.role(scaler).withExternalId("shared"));
                case 2 -> {
                    PolicyDocument document = PolicyDocument.of(
                            random.nextBoolean()
                                    ? allow(random, "*")
                                    : Statement.allow()
                                            .action("*")
                                            .resource("*")
                                            .build(),
                            statement(random));
                    boundary = document.toJson();
                    stack.scalerIdentity(ScalerIdentity.role(scaler.withPermissionsBoundary(BOUNDARY, document)));
                }
                default -> stack.scalerIdentity(ScalerIdentity.role(scaler));
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                String role = random.nextBoolean() ? reader : "keda-operator";
                if (random.nextInt(3) == 0) {
                    stack.adjustTrustPolicy(role, trust(random));
                } else {
                    stack.adjustPermissions(role, permissions(random));
                }
            }
            return new Scenario(stack.build(), boundary);
        }

        private static UnaryOperator<PolicyDocument> permissions(Random random) {
            int index = random.nextInt(3);
            Statement statement = statement(random);
            return switch (random.nextInt(3)) {
                case 0 -> policy -> replaced(policy, index, statement);
                case 1 -> policy -> added(policy, statement);
                default ->
                    policy -> added(
                            policy,
                            Statement.allow().action("sqs:*").resource("*").build());
            };
        }

        private static UnaryOperator<PolicyDocument> trust(Random random) {
            Condition condition = condition(random);
            return switch (random.nextInt(4)) {
                case 0 ->
                    trust -> PolicyDocument.parse(
                            trust.toJson().replace("[\"sts:AssumeRole\",\"sts:TagSession\"]", "\"sts:AssumeRole\""));
                case 1 -> trust -> PolicyDocument.parse(trust.toJson().replace("\"shared\"", "\"other\""));
                case 2 ->
                    trust -> PolicyDocument.parse(trust.toJson()
                            .replace("role/keda-operator", "role/q-read")
                            .replace("\"keda-operator\"", "\"keda-other\""));
                default ->
                    trust -> PolicyDocument.builder()
                            .statements(trust.statements().stream()
                                    .map(statement -> statement.toBuilder()
                                            .condition(condition)
                                            .build())
                                    .toList())
                            .build();
            };
        }

        private static PolicyDocument replaced(PolicyDocument policy, int index, Statement statement) {
            List<Statement> statements = new ArrayList<>(policy.statements());
            statements.set(index % statements.size(), statement);
            return PolicyDocument.builder().statements(statements).build();
        }

        private static PolicyDocument added(PolicyDocument policy, Statement statement) {
            List<Statement> statements = new ArrayList<>(policy.statements());
            statements.add(statement);
            return PolicyDocument.builder().statements(statements).build();
        }

        private static Statement statement(Random random) {
            Statement.Builder statement = random.nextInt(3) == 0 ? Statement.allow() : Statement.deny();
            statement.action(pick(ACTIONS, random)).resource(pick(RESOURCES, random));
            if (random.nextInt(3) > 0) {
                statement.condition(condition(random));
            }
            return statement.build();
        }

        private static Condition condition(Random random) {
            List<String> parts = pick(CONDITIONS, random);
            return new Condition(ConditionOperator.of(parts.get(0)), parts.get(1), List.of(parts.get(2)));
        }

        private static Statement allow(Random random, String resource) {
            return Statement.allow()
                    .action(pick(ACTIONS, random))
                    .resource(resource)
                    .build();
        }

        private static <T> T pick(List<T> all, Random random) {
            return all.get(random.nextInt(all.size()));
        }
    }
}
