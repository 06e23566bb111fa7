package io.github.keda4j.podidentity.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every policy document. */
class PolicyLawsTest {

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void isReadBackAsItWasWritten(@ForAll("documents") PolicyDocument document) {
        assertThat(PolicyDocument.parse(document.toJson())).isEqualTo(document);
        assertThat(PolicyDocument.parse(document.toPrettyJson())).isEqualTo(document);
        assertThat(PolicyDocument.parse(document.toJson()).toJson()).isEqualTo(document.toJson());
        String encoded =
                URLEncoder.encode(document.toJson(), StandardCharsets.UTF_8).replace("+", "%20");
        assertThat(PolicyDocument.parseUrlEncoded(encoded).toJson()).isEqualTo(document.toJson());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void hasOneCanonicalForm(@ForAll("documents") PolicyDocument document) {
        PolicyDocument canonical = document.canonical();

        assertThat(canonical).isEqualTo(document).hasSameHashCodeAs(document);
        assertThat(canonical.canonical().toJson()).isEqualTo(canonical.toJson());
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void isTheSameInAnyOrder(@ForAll("documents") PolicyDocument document, @ForAll long seed) {
        PolicyDocument shuffled = shuffled(document, new Random(seed));

        assertThat(shuffled).isEqualTo(document).hasSameHashCodeAs(document);
        assertThat(shuffled.canonical().toJson()).isEqualTo(document.canonical().toJson());
        assertThat(document.diff(shuffled).lines()).isEmpty();
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void differsExactlyWhereTheDiffHasLines(
            @ForAll("documents") PolicyDocument one, @ForAll("documents") PolicyDocument other) {
        assertThat(one.diff(other).isEmpty()).isEqualTo(one.equals(other));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void mergesOnceAndForAll(@ForAll("documents") PolicyDocument one, @ForAll("documents") PolicyDocument other) {
        PolicyDocument merged = one.merge(other);

        assertThat(merged.merge(other)).isEqualTo(merged);
        assertThat(one.merge(one)).isEqualTo(one);
        assertThat(merged.statements()).containsAll(other.statements());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void losesNothingWhenItIsSplit(@ForAll("documents") PolicyDocument document) {
        int longest = document.statements().stream()
                .mapToInt(statement -> statement.toJson().length())
                .max()
                .orElse(0);
        int quota = longest + 200;

        List<PolicyDocument> parts = document.split(quota);

        assertThat(parts).allMatch(part -> part.size() <= quota);
        assertThat(parts.stream().flatMap(part -> part.statements().stream()))
                .containsExactlyElementsOf(document.statements());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void survivesTheSdksType(@ForAll("statements") Statement statement) {
        PolicyDocument document = PolicyDocument.of(statement);

        assertThat(IamPolicies.fromIamPolicy(IamPolicies.toIamPolicy(document))).isEqualTo(document);
    }

    @Provide
    Arbitrary<PolicyDocument> documents() {
        return statements().list().ofMinSize(1).ofMaxSize(6).map(statements -> {
            List<Statement> unique = new ArrayList<>();
            for (int i = 0; i < statements.size(); i++) {
                Statement statement = statements.get(i);
                // Every other statement has a Sid, and no two share one.
                unique.add(
                        i % 2 == 0
                                ? statement
                                : statement.toBuilder().sid("S" + i).build());
            }
            return PolicyDocument.builder()
                    .statements(unique.stream().distinct().toList())
                    .build();
        });
    }

    @Provide
    Arbitrary<Statement> statements() {
        return Combinators.combine(
                        Arbitraries.of(Effect.values()),
                        Arbitraries.of(true, false),
                        Arbitraries.of("sqs:SendMessage", "SQS:*", "sts:AssumeRole", "*", "s3:Get?bject")
                                .list()
                                .uniqueElements()
                                .ofMinSize(1)
                                .ofMaxSize(4),
                        texts().list().ofMinSize(1).ofMaxSize(4),
                        principals().list().ofMinSize(1).ofMaxSize(3),
                        conditions().list().ofMaxSize(3))
                .as((effect, negated, actions, resources, principals, conditions) -> {
                    Statement.Builder statement = effect == Effect.ALLOW ? Statement.allow() : Statement.deny();
                    statement.actions(new Patterns(negated, actions));
                    statement.resources(new Patterns(!negated, resources));
                    boolean everyone = principals.contains(Principal.everyone());
                    statement.principals(
                            new Principals(negated, everyone ? List.of(Principal.everyone()) : principals));
                    conditions.forEach(statement::condition);
                    return statement.build();
                });
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of("*", "arn:aws:sqs:eu-central-1:111122223333:q", "\"", "\\", "\u0001", "a b", "\u00fc"),
                Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(12));
    }

    private static Arbitrary<Principal> principals() {
        return Arbitraries.of(
                Principal.everyone(),
                Principal.aws("*"),
                Principal.aws("111122223333"),
                Principal.aws("arn:aws:iam::444455556666:role/a"),
                Principal.service("pods.eks.amazonaws.com"),
                Principal.federated("accounts.google.com"));
    }

    private static Arbitrary<Condition> conditions() {
        return Combinators.combine(
                        Arbitraries.of(ConditionOperator.Base.values()),
                        Arbitraries.of(ConditionOperator.Quantifier.values()),
                        Arbitraries.of(true, false),
                        Arbitraries.of("aws:SourceAccount", "aws:PrincipalTag/team", "sts:ExternalId"),
                        texts().list().ofMinSize(1).ofMaxSize(3))
                .as((base, quantifier, ifExists, key, values) -> new Condition(
                        ConditionOperator.of(quantifier, base, ifExists && base != ConditionOperator.Base.NULL),
                        key,
                        values));
    }

    private static PolicyDocument shuffled(PolicyDocument document, Random random) {
        List<Statement> statements = new ArrayList<>();
        for (Statement statement : document.statements()) {
            Statement.Builder builder = statement.effect() == Effect.ALLOW ? Statement.allow() : Statement.deny();
            statement.sid().ifPresent(builder::sid);
            builder.actions(shuffled(statement.action(), random));
            statement.resource().ifPresent(resource -> builder.resources(shuffled(resource, random)));
            statement
                    .principal()
                    .ifPresent(principals -> builder.principals(
                            new Principals(principals.negated(), shuffled(principals.entries(), random))));
            shuffled(statement.conditions(), random)
                    .forEach(condition -> builder.condition(new Condition(
                            condition.operator(), condition.key(), shuffled(condition.values(), random))));
            statements.add(builder.build());
        }
        return PolicyDocument.builder().statements(shuffled(statements, random)).build();
    }

    private static Patterns shuffled(Patterns patterns, Random random) {
        return new Patterns(patterns.negated(), shuffled(patterns.values(), random));
    }

    private static <T> List<T> shuffled(List<T> values, Random random) {
        List<T> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        // Repeating something makes no difference.
        IntStream.range(0, random.nextInt(2)).forEach(i -> shuffled.addAll(values));
        return shuffled;
    }
}
