package io.github.keda4j.podidentity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.Growth;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Policies and requests that somebody wrote to keep the evaluator busy. {@code WildcardsTest} checks how the number
 * of steps of a match grows.
 */
class HostilePoliciesTest {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:111122223333:";
    private static final String LONG = "a".repeat(32_000);

    static Stream<Arguments> wildcards() {
        return Stream.of(
                Arguments.of("a star between all characters", "a*".repeat(4) + "b", false),
                Arguments.of("thousands of stars", "a*".repeat(10_000) + "b", false),
                Arguments.of("stars in a row", "*".repeat(100_000) + "b", false),
                Arguments.of("stars that match", "*a".repeat(16_000), true),
                Arguments.of("question marks", "?".repeat(31_999) + "b", false),
                Arguments.of("a part that nearly matches everywhere", "*" + "a".repeat(16_000) + "b*", false),
                Arguments.of("nearly, with question marks", "*" + "a?".repeat(8_000) + "b*", false),
                Arguments.of("a long part that matches", "*" + "a".repeat(16_000) + "*", true),
                Arguments.of("a pattern longer than the text", "a*".repeat(100_000), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wildcards")
    void aWildcardIsMatchedWhereverItStands(String name, String pattern, boolean matches) {
        Statement inResource = Statement.allow()
                .action("sqs:SendMessage")
                .resource(QUEUE + pattern)
                .build();
        Statement inCondition = Statement.allow()
                .action("sqs:SendMessage")
                .resource("*")
                .condition(ConditionOperator.Base.STRING_LIKE, "aws:PrincipalTag/team", pattern)
                .build();
        Statement inArn = Statement.allow()
                .action("sqs:SendMessage")
                .resource("*")
                .condition(ConditionOperator.Base.ARN_LIKE, "aws:SourceArn", QUEUE + pattern)
                .build();
        Statement inAction =
                Statement.allow().action("sqs:" + pattern).resource("*").build();

        for (Statement statement : new Statement[] {inResource, inCondition, inArn}) {
            assertThat(decide("sqs:SendMessage", QUEUE + LONG, statement)).isEqualTo(matches);
        }
        assertThat(decide("sqs:" + LONG, QUEUE + "q", inAction)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "aa?a"})
    void aMegabyteOfNearlyMatchingPatternsMatchesNothing(String part) {
        String[] resources = IntStream.range(0, 60)
                .mapToObj(i -> QUEUE + "*" + part.repeat(16_000 / part.length()) + "b" + i + "*")
                .toArray(String[]::new);

        assertThat(decide(
                        "sqs:SendMessage",
                        QUEUE + LONG,
                        Statement.allow()
                                .action("sqs:SendMessage")
                                .resource(resources)
                                .build()))
                .isFalse();
    }

    @Test
    void timeGrowsWithTheNumberOfStatementsAndTheLastOneCounts() {
        Growth.isAtMostLinear(1_250, count -> {
            PolicyDocument.Builder policy = PolicyDocument.builder();
            for (int i = 0; i < count; i++) {
                policy.statement(Statement.allow()
                        .action("sqs:A" + i)
                        .resource(QUEUE + "*" + i)
                        .condition(ConditionOperator.Base.STRING_EQUALS, "aws:PrincipalTag/team", "t" + i)
                        .build());
            }
            policy.statement(
                    Statement.allow().action("sqs:SendMessage").resource("*").build());

            assertThat(decide("sqs:SendMessage", QUEUE + "q", policy.build())).isTrue();
        });
    }

    @Test
    void aDenialByManyStatementsIsExplainedInOneLine() {
        Growth.isAtMostLinear(1_250, count -> {
            PolicyDocument policy = PolicyDocument.builder()
                    .statements(IntStream.range(0, count)
                            .mapToObj(i -> Statement.allow()
                                    .action("sqs:A" + i)
                                    .resource("*")
                                    .build())
                            .toList())
                    .build();

            assertThat(decision("sqs:SendMessage", QUEUE + "q", policy).reason())
                    .hasSizeLessThan(500)
                    .contains("do not allow sqs:SendMessage", "statement #1");
        });
    }

    @Test
    void timeGrowsWithTheNumberOfValuesOfACondition() {
        Growth.isAtMostLinear(1_250, count -> {
            String[] values =
                    IntStream.range(0, count).mapToObj(i -> "*x" + i + "*").toArray(String[]::new);
            Statement statement = Statement.allow()
                    .action("sqs:SendMessage")
                    .resource("*")
                    .condition(ConditionOperator.Base.STRING_LIKE, "aws:PrincipalTag/team", values)
                    .build();

            assertThat(decide("sqs:SendMessage", QUEUE + "q", statement)).isFalse();
        });
    }

    @Test
    void timeGrowsWithTheNumberOfVariables() {
        Growth.isAtMostLinear(1_250, count -> {
            Statement statement = Statement.allow()
                    .action("sqs:SendMessage")
                    .resource(QUEUE + "${aws:PrincipalTag/short}".repeat(count))
                    .build();

            assertThat(decide("sqs:SendMessage", QUEUE + "x".repeat(count), statement))
                    .isTrue();
        });
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(ConditionOperator.Base.NUMERIC_EQUALS, "1e999999999"),
                Arguments.of(ConditionOperator.Base.NUMERIC_LESS_THAN, "9".repeat(100_000)),
                Arguments.of(ConditionOperator.Base.DATE_LESS_THAN, "9".repeat(100_000)),
                Arguments.of(ConditionOperator.Base.DATE_EQUALS, "+999999999-12-31T23:59:59Z"),
                Arguments.of(ConditionOperator.Base.BINARY_EQUALS, "=".repeat(100_000)),
                Arguments.of(ConditionOperator.Base.IP_ADDRESS, "1.2.3.4/99999999999"),
                Arguments.of(ConditionOperator.Base.IP_ADDRESS, "host.example.com"),
                Arguments.of(ConditionOperator.Base.IP_ADDRESS, ":".repeat(100_000)),
                Arguments.of(ConditionOperator.Base.ARN_EQUALS, ":".repeat(100_000)),
                Arguments.of(ConditionOperator.Base.STRING_EQUALS, "${".repeat(50_000)),
                Arguments.of(ConditionOperator.Base.STRING_LIKE, "${aws:PrincipalTag/team,".repeat(10_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void aValueThatIsNoneOfItsKindMatchesNothing(ConditionOperator.Base operator, String value) {
        Statement statement = Statement.allow()
                .action("sqs:SendMessage")
                .resource("*")
                .condition(operator, "aws:PrincipalTag/team", value)
                .build();

        assertThat(decide("sqs:SendMessage", QUEUE + "q", statement)).isFalse();
    }

    @Test
    void whatAVariableBringsInIsNeverAWildcard() {
        Statement statement = Statement.allow()
                .action("sqs:SendMessage")
                .resource(QUEUE + "${aws:PrincipalTag/star}")
                .build();

        assertThat(decide("sqs:SendMessage", QUEUE + "q", statement)).isFalse();
        assertThat(decide("sqs:SendMessage", QUEUE + "*", statement)).isTrue();
    }

    @Test
    void aVariableIsReplacedOnce() {
        Statement statement = Statement.allow()
                .action("sqs:SendMessage")
                .resource(QUEUE + "${aws:PrincipalTag/nested}")
                .build();

        assertThat(decide("sqs:SendMessage", QUEUE + "s", statement)).isFalse();
        assertThat(decide("sqs:SendMessage", QUEUE + "${aws:PrincipalTag/short}", statement))
                .isTrue();
    }

    private static boolean decide(String action, String resource, Statement... statements) {
        return decide(
                action,
                resource,
                PolicyDocument.builder().statements(Arrays.asList(statements)).build());
    }

    private static boolean decide(String action, String resource, PolicyDocument policy) {
        return decision(action, resource, policy).isAllowed();
    }

    private static Decision decision(String action, String resource, PolicyDocument policy) {
        RequestContext context = RequestContext.empty()
                .with("aws:PrincipalTag/team", LONG)
                .with("aws:PrincipalTag/short", "x")
                .with("aws:PrincipalTag/star", "*")
                .with("aws:PrincipalTag/nested", "${aws:PrincipalTag/short}")
                .with("aws:SourceArn", QUEUE + LONG);
        return PolicyEvaluator.evaluate(
                AuthorizationRequest.of(
                        Caller.parse("arn:aws:iam::111122223333:user/alice"), action, resource, context),
                AuthorizationPolicies.builder().identity(policy).build());
    }
}
