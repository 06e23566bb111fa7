package io.github.keda4j.podidentity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.ConditionOperator.Quantifier;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of condition operators, row by row, as {@code Allow} and as {@code Deny}. */
class ConditionOperatorTableTest {

    private static final String KEY = "aws:TagKeys";
    private static final List<String> SHAPES = List.of("none", "empty", "in", "out", "in in", "in out", "out out");

    record Row(
            String operator,
            List<String> policy,
            List<String> in,
            List<String> out,
            List<String> verdicts,
            String page) {

        RequestContext context(String shape) {
            RequestContext without = RequestContext.empty();
            return switch (shape) {
                case "none" -> without;
                case "empty" -> without.with(KEY, List.of());
                // A prefix is for multi-valued keys, even if such a key has one value; without a prefix, an
                // operator is for single-valued ones.
                case "in", "out" -> {
                    String value = (shape.equals("in") ? in : out).get(0);
                    yield operator.contains(":") ? without.with(KEY, List.of(value)) : without.with(KEY, value);
                }
                case "in in" -> without.with(KEY, in);
                case "in out" -> without.with(KEY, List.of(in.get(1), out.get(1)));
                case "out out" -> without.with(KEY, out);
                default -> throw new IllegalArgumentException(shape);
            };
        }

        @Override
        public String toString() {
            return operator + " " + policy;
        }
    }

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        String[] base = {};
        try (InputStream in = ConditionOperatorTableTest.class.getResourceAsStream("operators.txt")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                String[] cells = line.strip().split("\\s*\\|\\s*");
                if (line.startsWith("base ")) {
                    base = cells;
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    rows.add(new Row(
                            cells[0],
                            values(base[1]),
                            values(base[2]),
                            values(base[3]),
                            Arrays.asList(cells).subList(1, 1 + SHAPES.size()),
                            cells[1 + SHAPES.size()]));
                }
            }
        }
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void decidesByTheTable(Row row) {
        Condition condition = new Condition(ConditionOperator.of(row.operator()), KEY, row.policy());
        Statement allow =
                Statement.allow().action("*").resource("*").condition(condition).build();
        Statement everything = Statement.allow().action("*").resource("*").build();
        Statement deny =
                Statement.deny().action("*").resource("*").condition(condition).build();

        List<String> allowed = SHAPES.stream()
                .map(shape -> decide(row.context(shape), allow) ? "yes" : "no")
                .toList();
        List<String> denied = SHAPES.stream()
                .map(shape -> decide(row.context(shape), everything, deny) ? "no" : "yes")
                .toList();

        assertThat(allowed).as("%s by %s", SHAPES, row.page()).isEqualTo(row.verdicts());
        assertThat(denied).as("the same for a Deny").isEqualTo(row.verdicts());
    }

    @Test
    void holdsEveryOperatorWithEveryPrefixAndTheSuffix() throws IOException {
        Set<String> all = new TreeSet<>();
        for (Base base : Base.values()) {
            for (Quantifier quantifier : Quantifier.values()) {
                all.add(quantifier.prefix() + base.json());
                if (base != Base.NULL) {
                    all.add(quantifier.prefix() + base.json() + "IfExists");
                }
            }
        }

        assertThat(Base.values()).hasSize(27);
        assertThat(all).hasSize(159);
        assertThat(rows())
                .extracting(Row::operator)
                .containsOnlyOnceElementsOf(withoutNull(all))
                .containsAll(all);
        assertThat(rows()).allSatisfy(row -> assertThat(row.page()).matches("(operators#Conditions_\\w+|sets)"));
    }

    /** {@code Null} has two rows, because it tests for presence or for absence. */
    private static Set<String> withoutNull(Set<String> operators) {
        return operators.stream().filter(operator -> !operator.endsWith("Null")).collect(Collectors.toSet());
    }

    private static boolean decide(RequestContext context, Statement... statements) {
        return PolicyEvaluator.evaluate(
                        AuthorizationRequest.of(
                                Caller.parse("arn:aws:iam::111122223333:user/alice"),
                                "sqs:TagQueue",
                                "arn:aws:sqs:us-east-1:111122223333:orders",
                                context),
                        AuthorizationPolicies.builder()
                                .identity(PolicyDocument.of(statements))
                                .build())
                .isAllowed();
    }

    private static List<String> values(String cell) {
        return List.of(cell.split(", "));
    }
}
