package io.github.keda4j.podidentity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import io.github.keda4j.podidentity.policy.Effect;
import io.github.keda4j.podidentity.policy.Patterns;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;

/**
 * What holds for every request and all policies. Names and values are drawn from small sets, so that policies often
 * apply. {@code -Djqwik.tries.default=4000} tries that many.
 */
@Tag("laws")
class EvaluationLawsTest {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:orders";
    private static final List<String> ACTIONS = List.of("sqs:SendMessage", "sqs:GetQueueUrl", "sts:AssumeRole");
    private static final List<String> RESOURCES = List.of(
            QUEUE,
            "arn:aws:sqs:us-east-1:444455556666:orders",
            "arn:aws:iam::111122223333:role/team/scaler",
            "arn:aws:iam::444455556666:role/scaler");
    private static final List<String> VALUES = List.of("alpha", "Alpha", "beta", "5", "10", "2026-06-15", "10.0.0.7");
    private static final List<String> KEYS = List.of("aws:PrincipalTag/team", "aws:SourceArn", "sts:ExternalId");

    /** Policies, layer by layer: identity, resource, boundary, session, service control, resource control. */
    record World(AuthorizationRequest request, List<PolicyDocument> layers) {

        World with(int layer, PolicyDocument policy) {
            List<PolicyDocument> changed = new ArrayList<>(layers);
            changed.set(layer, policy);
            return new World(request, changed);
        }

        World each(UnaryOperator<PolicyDocument> change) {
            return new World(request, layers.stream().map(change).toList());
        }

        Decision decide() {
            return PolicyEvaluator.evaluate(request, policies(layers));
        }

        boolean isAllowed() {
            return decide().isAllowed();
        }
    }

    /** The policies of six layers in the order of {@link World}. */
    static AuthorizationPolicies policies(List<PolicyDocument> layers) {
        return AuthorizationPolicies.builder()
                .identity(ofCallers(layers.get(0)))
                .resource(layers.get(1))
                .permissionsBoundary(ofCallers(layers.get(2)))
                .session(ofCallers(layers.get(3)))
                .serviceControlLevel(List.of(ofCallers(layers.get(4))))
                .resourceControlLevel(List.of(layers.get(5)))
                .build();
    }

    /** The document without principals, with which AWS refuses it as a policy of callers. */
    private static PolicyDocument ofCallers(PolicyDocument policy) {
        return eachStatement(policy, statement -> rebuilt(statement, same -> same, same -> same, key -> key, false));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void theThreeOutcomesAllOccurAndExplainThemselves(@ForAll("worlds") World world) {
        Decision decision = world.decide();

        assertThat(decision.reason()).isNotBlank();
        assertThat(decision.missingLayer().isPresent())
                .isEqualTo(decision.outcome() == Decision.Outcome.IMPLICITLY_DENIED);
        Statistics.collect(decision.outcome());
        Statistics.coverage(coverage -> {
            for (Decision.Outcome outcome : List.of(
                    Decision.Outcome.ALLOWED, Decision.Outcome.EXPLICITLY_DENIED, Decision.Outcome.IMPLICITLY_DENIED)) {
                coverage.check(outcome).percentage(percentage -> percentage > 5);
            }
        });
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void anAddedDenyNeverWidens(
            @ForAll("worlds") World world, @ForAll("layers") int layer, @ForAll("denials") Statement deny) {
        World denied = world.with(
                layer, world.layers.get(layer).toBuilder().statement(deny).build());

        assertThat(denied.isAllowed() && !world.isAllowed()).isFalse();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aRemovedAllowNeverWidens(@ForAll("worlds") World world, @ForAll("layers") int layer, @ForAll int choice) {
        PolicyDocument policy = world.layers.get(layer);
        List<Statement> left = new ArrayList<>(policy.statements());
        List<Statement> allows =
                left.stream().filter(one -> one.effect() == Effect.ALLOW).toList();
        if (!allows.isEmpty()) {
            left.remove(allows.get(Math.floorMod(choice, allows.size())));
        }
        World narrowed =
                world.with(layer, PolicyDocument.builder().statements(left).build());

        assertThat(narrowed.isAllowed() && !world.isAllowed()).isFalse();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aWiderWildcardInAnAllowNeverNarrows(
            @ForAll("worlds") World world, @ForAll("layers") int layer, @ForAll("cuts") int cut) {
        World widened = world.with(layer, changed(world.layers.get(layer), Effect.ALLOW, cut));

        assertThat(world.isAllowed() && !widened.isAllowed()).isFalse();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aWiderWildcardInADenyNeverWidens(
            @ForAll("worlds") World world, @ForAll("layers") int layer, @ForAll("cuts") int cut) {
        World widened = world.with(layer, changed(world.layers.get(layer), Effect.DENY, cut));

        assertThat(widened.isAllowed() && !world.isAllowed()).isFalse();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aDocumentAndItsCanonicalFormDecideTheSame(@ForAll("worlds") World world) {
        Decision.Outcome outcome = world.decide().outcome();

        assertThat(world.each(PolicyDocument::canonical).decide().outcome()).isEqualTo(outcome);
        assertThat(world.each(policy -> PolicyDocument.parse(policy.toPrettyJson()))
                        .decide()
                        .outcome())
                .isEqualTo(outcome);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theCaseOfKeysAndActionsDoesNotMatter(@ForAll("worlds") World world) {
        World shouting = world.each(EvaluationLawsTest::withLoudKeysAndActions);

        assertThat(shouting.decide().outcome()).isEqualTo(world.decide().outcome());
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theCaseOfValuesAndResourcesMatters(@ForAll("values") String value, @ForAll("cuts") int cut) {
        Statement statement = Statement.allow()
                .action("sqs:SendMessage")
                .resource(wider(QUEUE, cut))
                .condition(ConditionOperator.Base.STRING_EQUALS, "aws:PrincipalTag/team", value)
                .build();
        String other = value.equals(value.toUpperCase(Locale.ROOT))
                ? value.toLowerCase(Locale.ROOT)
                : value.toUpperCase(Locale.ROOT);

        assertThat(sends(statement, QUEUE, value)).isTrue();
        assertThat(sends(statement, QUEUE, other)).isEqualTo(other.equals(value));
        assertThat(sends(statement, QUEUE.toUpperCase(Locale.ROOT), value)).isFalse();
    }

    private static boolean sends(Statement statement, String queue, String team) {
        return PolicyEvaluator.evaluate(
                        AuthorizationRequest.of(
                                Caller.parse("arn:aws:iam::111122223333:user/alice"),
                                "sqs:SendMessage",
                                queue,
                                RequestContext.empty().with("aws:PrincipalTag/team", team)),
                        AuthorizationPolicies.builder()
                                .identity(PolicyDocument.of(statement))
                                .build())
                .isAllowed();
    }

    @Provide
    Arbitrary<World> worlds() {
        Arbitrary<PolicyDocument> granting = documents(2);
        Arbitrary<PolicyDocument> limiting = Arbitraries.oneOf(
                Arbitraries.just(PolicyDocument.of(
                        Statement.allow().action("*").resource("*").build())),
                documents(3));
        Arbitrary<List<PolicyDocument>> layers = Combinators.combine(granting, granting, limiting, limiting, limiting)
                .as((identity, resource, boundary, session, control) ->
                        List.of(identity, resource, boundary, session, control, control));
        return Combinators.combine(requests(), layers).as(World::new);
    }

    @Provide
    Arbitrary<Integer> layers() {
        return Arbitraries.integers().between(0, 5);
    }

    @Provide
    Arbitrary<Integer> cuts() {
        return Arbitraries.integers().between(0, 40);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(VALUES);
    }

    @Provide
    Arbitrary<Statement> denials() {
        return statements(Arbitraries.just(Effect.DENY));
    }

    private static Arbitrary<AuthorizationRequest> requests() {
        Arbitrary<Caller> callers = Arbitraries.of(
                        "arn:aws:iam::111122223333:user/alice",
                        "arn:aws:sts::111122223333:assumed-role/app/i-1",
                        "arn:aws:sts::444455556666:assumed-role/app/i-1",
                        "arn:aws:sts::111122223333:federated-user/bob",
                        "arn:aws:iam::111122223333:root",
                        "pods.eks.amazonaws.com")
                .map(Caller::parse);
        Arbitrary<RequestContext> contexts = Combinators.combine(
                        Arbitraries.of(KEYS).set().ofMaxSize(3), Arbitraries.of(VALUES), Arbitraries.of(true, false))
                .as((keys, value, several) -> {
                    RequestContext context = RequestContext.empty();
                    for (String key : keys) {
                        context = several ? context.with(key, List.of(value, "beta")) : context.with(key, value);
                    }
                    return context;
                });
        return Combinators.combine(callers, Arbitraries.of(ACTIONS), Arbitraries.of(RESOURCES), contexts)
                .as(AuthorizationRequest::of);
    }

    private static Arbitrary<PolicyDocument> documents(int atMost) {
        // Three statements in four allow: with fewer, hardly any request would pass all layers.
        Arbitrary<Effect> effects = Arbitraries.of(Effect.ALLOW, Effect.ALLOW, Effect.ALLOW, Effect.DENY);
        return statements(effects)
                .list()
                .ofMinSize(1)
                .ofMaxSize(atMost)
                .map(statements ->
                        PolicyDocument.builder().statements(statements).build());
    }

    private static Arbitrary<Statement> statements(Arbitrary<Effect> effects) {
        Arbitrary<Boolean> seldom = Arbitraries.of(true, false, false, false, false);
        return Combinators.combine(
                        effects,
                        seldom,
                        patterns("sqs:SendMessage", "sqs:*", "sts:Assume?ole", "*"),
                        seldom,
                        patterns(QUEUE, "arn:aws:sqs:*:111122223333:*", "arn:aws:iam::*:role/*", "*"),
                        principals(),
                        conditions().list().ofMaxSize(1))
                .as((effect, notAction, actions, notResource, resources, principals, conditions) -> {
                    Statement.Builder statement = effect == Effect.ALLOW ? Statement.allow() : Statement.deny();
                    if (notAction) {
                        statement.notAction(actions);
                    } else {
                        statement.action(actions);
                    }
                    if (notResource) {
                        statement.notResource(resources);
                    } else {
                        statement.resource(resources);
                    }
                    statement.principal(principals);
                    conditions.forEach(statement::condition);
                    return statement.build();
                });
    }

    private static Arbitrary<String[]> patterns(String... choices) {
        return Arbitraries.of(choices).set().ofMinSize(1).ofMaxSize(3).map(set -> set.toArray(String[]::new));
    }

    private static Arbitrary<Principal[]> principals() {
        return Arbitraries.of(
                        Principal.aws("*"),
                        Principal.aws("111122223333"),
                        Principal.aws("arn:aws:iam::111122223333:role/app"),
                        Principal.aws("arn:aws:sts::111122223333:assumed-role/app/i-1"),
                        Principal.aws("arn:aws:iam::444455556666:role/app"),
                        Principal.aws("arn:aws:iam::111122223333:user/alice"),
                        Principal.service("pods.eks.amazonaws.com"))
                .set()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(set -> set.toArray(Principal[]::new));
    }

    private static Arbitrary<Condition> conditions() {
        return Combinators.combine(
                        Arbitraries.of(ConditionOperator.Base.values()),
                        Arbitraries.of(ConditionOperator.Quantifier.values()),
                        Arbitraries.of(true, false),
                        Arbitraries.of(KEYS),
                        Arbitraries.of("alpha", "a*", "5", "7", "2026-06-15", "10.0.0.0/8", "true", "${sts:ExternalId}")
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(2))
                .as((base, quantifier, ifExists, key, values) -> new Condition(
                        ConditionOperator.of(quantifier, base, ifExists && base != ConditionOperator.Base.NULL),
                        key,
                        values));
    }

    /** The document with the patterns of one effect truncated and followed by a star; negated ones stay unchanged. */
    private static PolicyDocument changed(PolicyDocument policy, Effect effect, int cut) {
        return eachStatement(
                policy,
                statement -> statement.effect() == effect
                        ? rebuilt(
                                statement,
                                actions -> wider(actions, cut),
                                resources -> wider(resources, cut),
                                key -> key)
                        : statement);
    }

    private static Patterns wider(Patterns patterns, int cut) {
        return patterns.negated()
                ? patterns
                : new Patterns(
                        false,
                        patterns.values().stream()
                                .map(value -> wider(value, cut))
                                .toList());
    }

    /**
     * The beginning of a pattern with a star matches everything that the pattern matches; within an ARN the star
     * stays in its part.
     */
    private static String wider(String pattern, int cut) {
        if (pattern.equals("*")) {
            return pattern;
        }
        int lastPart = pattern.lastIndexOf(':') + 1;
        return pattern.substring(0, Math.min(pattern.length(), lastPart + cut)) + "*";
    }

    private static PolicyDocument withLoudKeysAndActions(PolicyDocument policy) {
        UnaryOperator<String> loud = text -> text.toUpperCase(Locale.ROOT);
        return eachStatement(
                policy,
                statement -> rebuilt(
                        statement,
                        actions -> new Patterns(
                                actions.negated(),
                                actions.values().stream().map(loud).toList()),
                        resources -> resources,
                        loud));
    }

    private static Statement rebuilt(
            Statement statement,
            UnaryOperator<Patterns> actionChange,
            UnaryOperator<Patterns> resourceChange,
            UnaryOperator<String> keyChange) {
        return rebuilt(statement, actionChange, resourceChange, keyChange, true);
    }

    private static Statement rebuilt(
            Statement statement,
            UnaryOperator<Patterns> actionChange,
            UnaryOperator<Patterns> resourceChange,
            UnaryOperator<String> keyChange,
            boolean principals) {
        Statement.Builder builder = statement.effect() == Effect.ALLOW ? Statement.allow() : Statement.deny();
        Patterns actions = actionChange.apply(statement.action());
        String[] actionValues = actions.values().toArray(String[]::new);
        if (actions.negated()) {
            builder.notAction(actionValues);
        } else {
            builder.action(actionValues);
        }
        Patterns resources = resourceChange.apply(statement.resource().orElseThrow());
        String[] resourceValues = resources.values().toArray(String[]::new);
        if (resources.negated()) {
            builder.notResource(resourceValues);
        } else {
            builder.resource(resourceValues);
        }
        if (principals) {
            statement
                    .principal()
                    .ifPresent(all -> builder.principal(all.entries().toArray(Principal[]::new)));
        }
        statement
                .conditions()
                .forEach(condition -> builder.condition(
                        new Condition(condition.operator(), keyChange.apply(condition.key()), condition.values())));
        return builder.build();
    }

    private static PolicyDocument eachStatement(PolicyDocument policy, UnaryOperator<Statement> change) {
        return PolicyDocument.builder()
                .statements(policy.statements().stream().map(change).toList())
                .build();
    }
}
