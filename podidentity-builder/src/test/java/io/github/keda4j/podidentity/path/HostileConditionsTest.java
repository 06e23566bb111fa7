package io.github.keda4j.podidentity.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.path.ChainVariant.Parts;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Principal;
import io.github.keda4j.podidentity.policy.Statement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions on every kind of key at every step, as somebody would write them to make a proof contradict AWS. */
class HostileConditionsTest {

    private static final Statement ANYTHING =
            Statement.allow().action("*").resource("*").build();

    /** Where a condition is placed, and the step that depends on it. */
    enum Place {
        READ(2, ChainVariant.CHAIN, "reader permissions"),
        ASSUME(1, ChainVariant.CHAIN, "reader trust"),
        POD(0, ChainVariant.CHAIN, "operator trust"),
        TOKEN(0, ChainVariant.IRSA, "operator trust");

        private final int hop;
        private final ChainVariant variant;
        private final String part;

        Place(int hop, ChainVariant variant, String part) {
            this.hop = hop;
            this.variant = variant;
            this.part = part;
        }

        private PolicyDocument policy(Condition condition) {
            return switch (this) {
                case READ ->
                    PolicyDocument.of(
                            ANYTHING,
                            Statement.deny()
                                    .action("*")
                                    .resource("*")
                                    .condition(condition)
                                    .build());
                case ASSUME ->
                    trusting(Principal.aws(ChainVariant.OPERATOR), condition, "sts:AssumeRole", "sts:TagSession");
                case POD ->
                    trusting(
                            Principal.service("pods.eks.amazonaws.com"), condition, "sts:AssumeRole", "sts:TagSession");
                case TOKEN ->
                    trusting(Principal.federated(ChainVariant.PROVIDER), condition, "sts:AssumeRoleWithWebIdentity");
            };
        }

        private static PolicyDocument trusting(Principal principal, Condition condition, String... actions) {
            return PolicyDocument.of(Statement.allow()
                    .principal(principal)
                    .action(actions)
                    .condition(condition)
                    .build());
        }

        AccessPath with(Condition condition) {
            Parts parts = variant.parts();
            return parts.set(part, policy(condition).toJson()).path();
        }
    }

    record Row(Place place, Condition condition, Verdict verdict) {

        static Row parse(String line) {
            String[] cells = line.split("\\|");
            return new Row(
                    Place.valueOf(cells[0].strip().toUpperCase(Locale.ROOT)),
                    new Condition(
                            ConditionOperator.of(cells[1].strip()),
                            cells[2].strip(),
                            List.of(cells[3].strip().split(" "))),
                    Verdict.valueOf(cells[4].strip()));
        }
    }

    static List<Row> rows() throws IOException {
        try (InputStream in = HostileConditionsTest.class.getResourceAsStream("hostile-conditions.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Row::parse)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theStepIsDecidedAsAwsDoes(Row row) {
        AccessPath path = row.place().with(row.condition());

        assertThat(path.hops().get(row.place().hop).verdict()).as("%s", path).isEqualTo(row.verdict());
        assertThat(path.hops().subList(0, row.place().hop)).allMatch(hop -> hop.verdict() == Verdict.ALLOWED);
        assertThat(path.isAllowed()).isEqualTo(row.verdict() == Verdict.ALLOWED);
    }
}
