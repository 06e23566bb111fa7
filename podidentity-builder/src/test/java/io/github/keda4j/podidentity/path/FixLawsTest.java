package io.github.keda4j.podidentity.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.path.ChainVariant.Parts;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/**
 * A proposed fix works at once: either the step passes with its statements, or the fix says that no statement is
 * enough.
 */
class FixLawsTest {

    /** A path from a pod to a queue with some words in its documents changed. */
    record Damage(ChainVariant variant, List<String> changes, long seed) {

        Parts parts() {
            Parts parts = variant.parts();
            Random random = new Random(seed);
            for (String change : changes) {
                List<Map.Entry<String, String>> documents =
                        new ArrayList<>(parts.documents().entrySet());
                Map.Entry<String, String> one = documents.get(random.nextInt(documents.size()));
                String[] words = change.split(" => ");
                parts.set(one.getKey(), one.getValue().replace(words[0], words[1]));
            }
            return parts;
        }
    }

    @Property(tries = 1500, edgeCases = EdgeCasesMode.NONE)
    void theStatementsOfAFixMakeTheStepPass(@ForAll("damages") Damage damage) {
        Parts parts = damage.parts();
        AccessPath path = parts.path();
        Hop denied = path.denied().orElse(null);
        Statistics.label("verdict").collect(path.verdict());
        if (denied == null) {
            assertThat(path.hops()).allMatch(hop -> hop.fix() == null);
            return;
        }
        int at = path.hops().indexOf(denied);
        Fix fix = denied.fix();
        assertThat(fix).as(path.toString()).isNotNull();
        Statistics.label("fix").collect(fix.isEnough() ? "statements" : "advice");
        if (!fix.isEnough()) {
            assertThat(fix.advice()).isNotBlank();
            return;
        }

        Map<String, String> before = refusedTrusts(parts);
        fix.additions().forEach(addition -> apply(addition, parts));

        Hop mended = parts.path().hops().get(at);
        boolean depends = fix.advice() != null && fix.advice().contains("The step then depends on ");
        assertThat(mended.verdict())
                .as("%s%nwith %s%n%s", path, fix, mended)
                .isEqualTo(depends ? Hop.Verdict.DEPENDS : Hop.Verdict.ALLOWED);
        assertThat(refusedTrusts(parts).keySet()).as("%s", fix).isEqualTo(before.keySet());
        assertThat(String.valueOf(fix.advice()).contains("which AWS refuses: "))
                .as("%s", fix)
                .isEqualTo(fix.additions().stream().anyMatch(addition -> before.containsKey(addition.where())));
    }

    /** The trust policies that AWS would refuse, by the words in which a fix names them. */
    private static Map<String, String> refusedTrusts(Parts parts) {
        Map<String, String> refused = new HashMap<>();
        for (String who : List.of("operator", "reader")) {
            String trust = parts.documents().get(who + " trust");
            if (trust != null
                    && PolicyValidator.forType(PolicyType.TRUST)
                            .withQuota(Integer.MAX_VALUE)
                            .validate(trust)
                            .hasErrors()) {
                String role = parts.text(who + " role");
                refused.put("the trust policy of " + role.substring(role.indexOf("role/")), trust);
            }
        }
        return refused;
    }

    @Test
    void aRoleThatWouldAssumeItselfIsToldToLeaveThatOut() {
        Parts parts = ChainVariant.NO_CHAIN.parts();
        parts.set("reader role", ChainVariant.OPERATOR)
                .set("reader trust", parts.text("operator trust"))
                .set("reader permissions", parts.text("operator permissions"));

        Fix fix = parts.path().denied().orElseThrow().fix();

        assertThat(fix.advice())
                .isEqualTo(
                        "The session already has role/keda-operator. Leave this step out: in a KEDA TriggerAuthentication,"
                                + " remove roleArn.");
        assertThat(fix.additions()).singleElement().satisfies(addition -> {
            assertThat(addition.where()).isEqualTo("the trust policy of role/keda-operator");
            assertThat(addition.statement().action().values()).containsExactly("sts:AssumeRole", "sts:TagSession");
        });
    }

    @Test
    void acrossAccountsAFixNamesBothPolicies() {
        Parts parts = ChainVariant.ELSEWHERE.parts();
        parts.set("operator permissions", nothing()).set("reader trust", trustingNobody());

        Fix fix = parts.path().denied().orElseThrow().fix();

        assertThat(fix.additions())
                .extracting(Fix.Addition::where)
                .containsExactly("the trust policy of role/queue-reader", "a permission policy of role/keda-operator");
        assertThat(fix.additions())
                .allSatisfy(addition -> assertThat(addition.statement().action().values())
                        .containsExactly("sts:AssumeRole", "sts:TagSession"));
        fix.additions().forEach(addition -> apply(addition, parts));
        assertThat(parts.path().isAllowed()).isTrue();
    }

    @Test
    void whatNoStatementCanMendIsSaid() {
        Parts bounded = ChainVariant.BOUNDED.parts();
        bounded.set("reader boundary", bounded.text("reader boundary").replace("sqs:*", "s3:*"));
        Parts externalId = ChainVariant.ELSEWHERE_EXTERNAL_ID.parts();
        externalId.set("external id", "tenant-43");
        Parts refused = ChainVariant.CHAIN.parts();
        refused.set("reader permissions", refused.text("reader permissions").replace("Allow", "Deny"));

        assertThat(List.of(bounded, externalId, refused))
                .extracting(parts -> parts.path().denied().orElseThrow().fix())
                .allMatch(fix -> !fix.isEnough())
                .extracting(Fix::advice)
                .containsExactly(
                        "No statement is enough, because the permissions boundary must allow sqs:GetQueueAttributes on "
                                + ChainVariant.QUEUE + " too.",
                        "No statement is enough, because the caller must send the external id tenant-42.",
                        "No statement is enough, because statement ReadQueueDepth of the caller's identity policies denies"
                                + " it. Remove or narrow that statement.");
    }

    /** The caller sends the right external id, but the call to sts:TagSession does not carry it. */
    @Test
    void anExternalIdIsAskedForByAssumeRoleAlone() {
        Parts parts = ChainVariant.ELSEWHERE_EXTERNAL_ID.parts();
        parts.set("reader trust", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},
                 "Action":["sts:AssumeRole","sts:TagSession"],
                 "Condition":{"StringEquals":{"sts:ExternalId":"tenant-42","aws:PrincipalTag/kubernetes-namespace":"keda"}}}]}""".formatted(ChainVariant.OPERATOR));

        Fix fix = parts.path().denied().orElseThrow().fix();

        assertThat(fix.advice()).isNull();
        assertThat(fix.additions()).singleElement().satisfies(addition -> {
            assertThat(addition.statement().action().values()).containsExactly("sts:TagSession");
            assertThat(addition.statement().conditions())
                    .extracting(Condition::key)
                    .containsExactly("aws:PrincipalTag/kubernetes-namespace");
        });
        fix.additions().forEach(addition -> apply(addition, parts));
        assertThat(parts.path().isAllowed()).isTrue();
    }

    private static void apply(Fix.Addition addition, Parts parts) {
        String where = addition.where();
        String part = where.startsWith("the policy of ")
                ? "queue policy"
                : who(where, parts) + (where.startsWith("the trust policy") ? " trust" : " permissions");
        Statement statement = addition.statement();
        String present = parts.documents().get(part);
        parts.set(
                part,
                (present == null
                                ? PolicyDocument.of(statement)
                                : PolicyDocument.parse(present).toBuilder()
                                        .statement(statement)
                                        .build())
                        .toJson());
    }

    private static String who(String where, Parts parts) {
        return parts.text("operator role").endsWith(where.substring(where.lastIndexOf(" role/") + 1))
                ? "operator"
                : "reader";
    }

    private static String nothing() {
        return PolicyDocument.of(Statement.allow()
                        .action("s3:ListAllMyBuckets")
                        .resource("*")
                        .build())
                .toJson();
    }

    private static String trustingNobody() {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"999988887777\"},"
                + "\"Action\":\"sts:AssumeRole\"}]}";
    }

    @Provide
    Arbitrary<Damage> damages() {
        Arbitrary<String> changes = Arbitraries.of(
                "\"sts:AssumeRole\" => \"sts:AssumeRoleWithSAML\"",
                "\"sts:TagSession\" => \"sts:SetSourceIdentity\"",
                "sts: => s3:",
                "\"sts:AssumeRole\" => \"sts:*\"",
                "\"sts:TagSession\" => \"*\"",
                "sqs:GetQueueAttributes => *:GetQueueAttributes",
                "sqs:GetQueueAttributes => sqs:GetQueueUrl",
                "111122223333 => 777788889999",
                "keda-operator => other",
                "event-messages-queue => other",
                "\"Allow\" => \"Deny\"",
                "StringEquals => StringNotEquals",
                "StringEquals => StringLike",
                "ArnEquals => ArnNotEquals",
                "aws:RequestTag/ => aws:PrincipalTag/",
                "aws:PrincipalTag/ => aws:RequestTag/",
                "aws:SourceAccount => aws:SourceVpce",
                "sts:ExternalId => sts:RoleSessionName",
                "\"Action\":\"sts:AssumeRole\" => \"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"]",
                "us-east-1 => eu-west-1");
        return Combinators.combine(
                        Arbitraries.of(ChainVariant.values()),
                        changes.list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.longs())
                .as(Damage::new);
    }
}
