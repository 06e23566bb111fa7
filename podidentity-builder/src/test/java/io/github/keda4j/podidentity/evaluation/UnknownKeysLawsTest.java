package io.github.keda4j.podidentity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.evaluation.AuthorizationRequest.Extent;
import io.github.keda4j.podidentity.internal.pattern.Wildcards;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * What holds for every request with unknown keys: no value that the keys may take contradicts the decision made
 * without them, and a decision is only said to depend on them if two values really lead to different decisions.
 */
class UnknownKeysLawsTest {

    private static final Caller CALLER = Caller.parse("arn:aws:sts::111122223333:assumed-role/app/i-1");
    private static final String TEAM = "aws:PrincipalTag/team";
    private static final String ENDPOINT = "aws:SourceVpce";
    private static final String KEYS = "aws:TagKeys";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:";

    /**
     * For every operator and value of the policies below, this list has a value that matches and one that does not.
     */
    private static final List<String> VALUES = List.of(
            "alpha",
            "Alpha",
            "a",
            "beta",
            "x",
            "5",
            "3",
            "10",
            "2026-06-15",
            "2020-01-01",
            "2027-01-01",
            "10.0.0.7",
            "11.0.0.1",
            "true",
            "false",
            "arn:aws:s3:::b",
            "arn:aws:s3:::a",
            // Some policies compare with a variable and an "a" after it.
            "alphaa",
            "arn:aws:s3:::aa",
            // The values in the policies below are values of requests, too, because some operators compare them
            // character by character.
            "7",
            "a*",
            "*",
            "10.0.0.0/8",
            "arn:aws:s3:::*");

    /**
     * What is known about a key, by its name, with the values that remain possible; null stands for an absent key.
     */
    enum Knowledge {
        ABSENT,
        KNOWN,
        OPTIONAL,
        LIKE,
        PRESENT,
        UNKNOWN;

        RequestContext add(RequestContext context, String key) {
            return switch (this) {
                case ABSENT -> context.without(key);
                case KNOWN -> context.with(key, "alpha");
                case OPTIONAL -> context.withOptional(key, "alpha");
                case LIKE -> context.withLike(key, "a*a");
                case PRESENT -> context.withAnyValue(key);
                case UNKNOWN -> context.withUnknown(key);
            };
        }

        List<RequestContext> each(RequestContext context, String key) {
            List<RequestContext> all = new ArrayList<>();
            if (this == ABSENT || this == OPTIONAL || this == UNKNOWN) {
                all.add(context.without(key));
            }
            if (this == KNOWN || this == OPTIONAL) {
                all.add(context.with(key, "alpha"));
            }
            if (this == LIKE || this == PRESENT || this == UNKNOWN) {
                VALUES.stream()
                        .filter(value -> this != LIKE || Wildcards.matches("a*a", value, false))
                        .forEach(value -> all.add(context.with(key, value)));
            }
            if (this == LIKE) {
                all.add(context.with(key, "aha"));
            }
            if ((this == PRESENT || this == UNKNOWN) && key.equals(KEYS)) {
                all.add(context.with(key, List.of("alpha", "x")));
                all.add(context.with(key, List.of("5", "beta")));
            }
            return all;
        }
    }

    record World(Map<String, Knowledge> knowledge, List<PolicyDocument> layers, AuthorizationPolicies policies) {

        World(Map<String, Knowledge> knowledge, List<PolicyDocument> layers) {
            this(knowledge, layers, EvaluationLawsTest.policies(layers));
        }

        RequestContext context() {
            RequestContext context = RequestContext.empty();
            for (Map.Entry<String, Knowledge> one : knowledge.entrySet()) {
                context = one.getValue().add(context, one.getKey());
            }
            return context;
        }

        List<RequestContext> contexts() {
            List<RequestContext> all = List.of(RequestContext.empty());
            for (Map.Entry<String, Knowledge> one : knowledge.entrySet()) {
                all = all.stream()
                        .flatMap(context -> one.getValue().each(context, one.getKey()).stream())
                        .toList();
            }
            return all;
        }

        Decision decide(String action, String resource, RequestContext context, Extent extent) {
            return PolicyEvaluator.evaluate(
                    new AuthorizationRequest(CALLER, action, resource, "111122223333", context, extent), policies);
        }

        /** Whether an unknown key is named more than once, so that two conditions are related. */
        boolean hangsTogether() {
            Map<String, Integer> times = new HashMap<>();
            for (PolicyDocument layer : layers) {
                for (Statement statement : layer.statements()) {
                    statement.conditions().forEach(condition -> {
                        times.merge(condition.key(), 1, Integer::sum);
                        condition.values().forEach(value -> count(value, times));
                    });
                    statement.resource().orElseThrow().values().forEach(value -> count(value, times));
                }
            }
            return times.values().stream().anyMatch(count -> count > 1);
        }

        /** Whether a value that is known by a pattern is compared as a number and the like, or with a variable. */
        boolean comparesAPatternOtherwiseThanAsText() {
            return layers.stream()
                    .flatMap(layer -> layer.statements().stream())
                    .flatMap(statement -> statement.conditions().stream())
                    .filter(condition -> knowledge.get(condition.key()) == Knowledge.LIKE)
                    .anyMatch(condition -> !condition.operator().json().contains("String")
                            || condition.values().stream().anyMatch(value -> value.contains("${")));
        }

        private static void count(String value, Map<String, Integer> times) {
            PolicyVariables.keys(value).forEach(key -> times.merge(key, 1, Integer::sum));
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void noValueOfTheUnknownKeysContradictsTheDecision(@ForAll("worlds") World world) {
        Decision decision = world.decide("sqs:SendMessage", QUEUE + "alpha", world.context(), Extent.ONE);
        List<RequestContext> contexts = world.contexts();
        long allowed = contexts.stream()
                .filter(context -> world.decide("sqs:SendMessage", QUEUE + "alpha", context, Extent.ONE)
                        .isAllowed())
                .count();

        Statistics.collect(decision.outcome());
        if (decision.isAllowed()) {
            assertThat(allowed).as("%s", decision).isEqualTo(contexts.size());
        } else if (decision.isDenied()) {
            assertThat(allowed).as("%s", decision).isZero();
        } else {
            assertThat(decision.unknownKeys()).isNotEmpty();
            assertThat(decision.reason()).contains(decision.unknownKeys());
            if (!world.hangsTogether() && !world.comparesAPatternOtherwiseThanAsText()) {
                assertThat(allowed).as("%s", decision).isBetween(1L, contexts.size() - 1L);
            }
        }
        Statistics.coverage(coverage -> {
            for (Decision.Outcome outcome : Decision.Outcome.values()) {
                coverage.check(outcome).percentage(percentage -> percentage > 3);
            }
        });
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsKnownOfAllKeysIsNeverSaidToDependOnThem(@ForAll("worlds") World world) {
        List<RequestContext> contexts = world.contexts();
        for (RequestContext context : contexts.subList(0, Math.min(20, contexts.size()))) {
            assertThat(world.decide("sqs:SendMessage", QUEUE + "alpha", context, Extent.ONE)
                            .outcome())
                    .isNotEqualTo(Decision.Outcome.DEPENDS);
        }
    }

    /** Patterns represent calls in the way that unknown keys represent values. */
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void noCallThatPatternsStandForContradictsTheDecision(
            @ForAll("worlds") World world,
            @ForAll("actionPatterns") String action,
            @ForAll("resourcePatterns") String resource) {
        Decision decision = world.decide(action, resource, world.context(), Extent.EVERY);
        List<RequestContext> contexts = world.contexts();
        int step = Math.max(1, contexts.size() / 40);
        int calls = 0;
        int allowed = 0;
        for (String one : List.of("sqs:SendMessage", "sqs:GetQueueUrl", "sqs:GetQueueAttributes", "s3:GetObject")) {
            for (String queue : List.of(QUEUE + "alpha", QUEUE + "a", QUEUE + "x", "arn:aws:s3:::b/alpha")) {
                if (Wildcards.matches(action, one, true) && Wildcards.resourceMatches(resource, null, queue)) {
                    for (int i = 0; i < contexts.size(); i += step) {
                        calls++;
                        allowed += world.decide(one, queue, contexts.get(i), Extent.ONE)
                                        .isAllowed()
                                ? 1
                                : 0;
                    }
                }
            }
        }

        Statistics.collect(decision.outcome());
        if (decision.isAllowed()) {
            assertThat(allowed).as("%s", decision).isEqualTo(calls);
        } else if (decision.isDenied()) {
            assertThat(allowed).as("%s", decision).isZero();
        }
    }

    @Provide
    Arbitrary<World> worlds() {
        Arbitrary<PolicyDocument> granting = documents(2);
        Arbitrary<PolicyDocument> open = Arbitraries.just(PolicyDocument.of(Statement.allow()
                .principal(Principal.aws("*"))
                .action("*")
                .resource("*")
                .build()));
        Arbitrary<PolicyDocument> limiting = Arbitraries.frequencyOf(Tuple.of(4, open), Tuple.of(1, documents(2)));
        Arbitrary<List<PolicyDocument>> layers = Combinators.combine(granting, granting, limiting, limiting, limiting)
                .as((identity, resource, boundary, session, control) ->
                        List.of(identity, resource, boundary, session, control, control));
        Arbitrary<Knowledge> knowledge = Arbitraries.of(Knowledge.values());
        return Combinators.combine(knowledge, knowledge, knowledge, layers)
                .as((team, endpoint, keys, documents) ->
                        new World(Map.of(TEAM, team, ENDPOINT, endpoint, KEYS, keys), documents));
    }

    @Provide
    Arbitrary<String> actionPatterns() {
        return Arbitraries.of("sqs:SendMessage", "sqs:Get*", "sqs:GetQueue*", "sqs:*", "*");
    }

    @Provide
    Arbitrary<String> resourcePatterns() {
        return Arbitraries.of(QUEUE + "alpha", QUEUE + "a*", QUEUE + "*", "arn:aws:sqs:*:111122223333:*", "*");
    }

    private static Arbitrary<PolicyDocument> documents(int atMost) {
        Arbitrary<Effect> effects = Arbitraries.of(Effect.ALLOW, Effect.ALLOW, Effect.ALLOW, Effect.DENY);
        return statements(effects)
                .list()
                .ofMinSize(1)
                .ofMaxSize(atMost)
                .map(statements ->
                        PolicyDocument.builder().statements(statements).build());
    }

    private static Arbitrary<Statement> statements(Arbitrary<Effect> effects) {
        Arbitrary<Boolean> seldom = Arbitraries.of(true, false, false, false, false, false);
        return Combinators.combine(
                        effects,
                        seldom,
                        Arbitraries.of("sqs:SendMessage", "sqs:*", "sqs:Get*", "*"),
                        seldom,
                        Arbitraries.of(
                                QUEUE + "alpha",
                                QUEUE + "*",
                                QUEUE + "${aws:PrincipalTag/team}",
                                QUEUE + "${aws:SourceVpce, 'alpha'}",
                                "arn:aws:sqs:us-east-1:${aws:PrincipalTag/team}:*",
                                "*"),
                        Arbitraries.of(
                                Principal.aws("*"),
                                Principal.aws("111122223333"),
                                Principal.aws("arn:aws:iam::111122223333:role/app"),
                                Principal.aws("arn:aws:iam::444455556666:role/app")),
                        conditions().list().ofMaxSize(2))
                .as((effect, notAction, action, notResource, resource, principal, conditions) -> {
                    Statement.Builder statement = effect == Effect.ALLOW ? Statement.allow() : Statement.deny();
                    (notAction ? statement.notAction(action) : statement.action(action)).principal(principal);
                    if (notResource) {
                        statement.notResource(resource);
                    } else {
                        statement.resource(resource);
                    }
                    conditions.forEach(statement::condition);
                    return statement.build();
                });
    }

    private static Arbitrary<Condition> conditions() {
        return Combinators.combine(
                        Arbitraries.of(ConditionOperator.Base.values()),
                        Arbitraries.of(ConditionOperator.Quantifier.values()),
                        Arbitraries.of(true, false),
                        Arbitraries.of(TEAM, ENDPOINT, KEYS),
                        Arbitraries.of(
                                        "alpha",
                                        "a*",
                                        "*",
                                        "5",
                                        "7",
                                        "2026-06-15",
                                        "10.0.0.0/8",
                                        "true",
                                        "arn:aws:s3:::*",
                                        "${aws:SourceVpce}",
                                        "${aws:PrincipalTag/team}a",
                                        "${aws:SourceVpce, 'alpha'}")
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(2))
                .as((base, quantifier, ifExists, key, values) -> new Condition(
                        ConditionOperator.of(quantifier, base, ifExists && base != ConditionOperator.Base.NULL),
                        key,
                        values));
    }
}
