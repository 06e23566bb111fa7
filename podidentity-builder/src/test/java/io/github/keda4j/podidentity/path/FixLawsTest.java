package io.github.keda4j.podidentity.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.PolicyLayer;
import io.github.keda4j.podidentity.path.ChainVariant.Parts;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicyType;
import io.github.keda4j.podidentity.policy.PolicyValidator;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                if (!words[1].contains("Condition") || !one.getValue().contains("Condition")) {
                    parts.set(one.getKey(), one.getValue().replace(words[0], words[1]));
                }
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
            if (fix.advice().startsWith("No statement is enough")
                    && !fix.advice().contains("external id")) {
                addBareStatements(denied, parts);
                assertThat(parts.path().hops().get(at).verdict()).as("%s", path).isEqualTo(Hop.Verdict.DENIED);
            }
            return;
        }

        Set<String> before = refused(parts);
        fix.additions().forEach(addition -> apply(addition, parts));

        Hop mended = parts.path().hops().get(at);
        boolean depends = fix.advice() != null && fix.advice().contains("The step then depends on ");
        assertThat(mended.verdict())
                .as("%s%nwith %s%n%s", path, fix, mended)
                .isEqualTo(depends ? Hop.Verdict.DEPENDS : Hop.Verdict.ALLOWED);
        assertThat(refused(parts)).as("%s", fix).isEqualTo(before);
        assertThat(String.valueOf(fix.advice()).contains("which AWS refuses: "))
                .as("%s", fix)
                .isEqualTo(fix.additions().stream().anyMatch(addition -> before.contains(addition.where())));
        assertThat(String.valueOf(fix.advice())).doesNotContainPattern("[^.?!:] (Also mend|The step|The statement) ");
    }

    /** Lets the caller's own policies allow whatever they do not allow, without any condition. */
    private static void addBareStatements(Hop denied, Parts parts) {
        denied.decisions().stream()
                .filter(decision -> decision.missingLayer().equals(Optional.of(PolicyLayer.IDENTITY)))
                .map(Decision::request)
                .map(request -> Statement.allow()
                        .action(request.action())
                        .resource(request.resource())
                        .build())
                .forEach(bare -> apply(new Fix.Addition("a permission policy of " + denied.from(), bare), parts));
    }

    /** The policies that AWS would refuse, in the words in which a fix names them. */
    private static Set<String> refused(Parts parts) {
        Set<String> refused = new HashSet<>();
        parts.documents().forEach((name, policy) -> {
            String who = name.substring(0, name.indexOf(' '));
            PolicyType type = switch (name.substring(name.indexOf(' ') + 1)) {
                case "trust" -> PolicyType.TRUST;
                case "permissions" -> PolicyType.ROLE_INLINE;
                default -> PolicyType.QUEUE;
            };
            if (!name.endsWith("boundary")
                    && !name.startsWith("session")
                    && PolicyValidator.forType(type)
                            .withQuota(Integer.MAX_VALUE)
                            .validate(policy)
                            .hasErrors()) {
                refused.add(
                        switch (type) {
                            case TRUST -> "the trust policy of " + resource(parts.text(who + " role"));
                            case ROLE_INLINE -> "a permission policy of " + resource(parts.text(who + " role"));
                            default -> "the policy of " + parts.text("queue");
                        });
            }
        });
        return refused;
    }

    private static String resource(String role) {
        return role.substring(role.indexOf("role/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"StringEquals\":{\"aws:SourceAccount\":\"111122223333\"}",
                "\"StringEquals\":{\"aws:RequestTag/team\":\"books\"}",
                "\"StringEquals\":{\"sts:RoleSessionName\":\"KEDA\"}",
                "\"Null\":{\"aws:SourceAccount\":\"false\"}",
                "\"Null\":{\"aws:PrincipalArn\":\"true\"}",
                "\"StringNotEquals\":{\"aws:PrincipalAccount\":\"111122223333\"}"
            })
    void aConditionOfTheCallersPoliciesThatTheCallCannotMeetIsLeftOut(String condition) {
        Parts parts = ChainVariant.NO_CHAIN.parts();
        parts.set("operator permissions", """
                {"Version":"2012-10-17","Statement":[{"Sid":"S","Effect":"Allow","Action":"sqs:*","Resource":"*",
                 "Condition":{"StringEquals":{"aws:PrincipalTag/kubernetes-namespace":"keda"},%s}}]}""".formatted(condition).replace("keda\"},\"StringEquals\":{", "keda\","));

        Fix fix = parts.path().denied().orElseThrow().fix();

        assertThat(fix.additions())
                .singleElement()
                .satisfies(addition -> assertThat(addition.statement().conditions())
                        .extracting(Condition::key)
                        .containsExactly("aws:PrincipalTag/kubernetes-namespace"));
        assertThat(fix.advice())
                .startsWith("The statement for sqs:GetQueueAttributes omits the condition ")
                .endsWith(" of statement S, because the request does not meet it.");
        fix.additions().forEach(addition -> apply(addition, parts));
        assertThat(parts.path().isAllowed()).isTrue();
    }

    /** A condition of a trust policy may keep a caller out on purpose. */
    @Test
    void aConditionThatKeepsACallerOutIsNotLifted() {
        Parts parts = ChainVariant.CHAIN.parts();
        parts.set("reader trust", """
                {"Version":"2012-10-17","Statement":[{"Sid":"Others","Effect":"Allow","Principal":{"AWS":"111122223333"},
                 "Action":["sts:AssumeRole","sts:TagSession"],
                 "Condition":{"StringNotEquals":{"aws:PrincipalTag/kubernetes-namespace":"keda"}}}]}""");

        Fix fix = parts.path().denied().orElseThrow().fix();

        assertThat(fix.isEnough()).isFalse();
        assertThat(fix.advice())
                .isEqualTo("No statement is proposed, because the trust policy does not allow sts:AssumeRole: statement"
                        + " Others asks for aws:PrincipalTag/kubernetes-namespace StringNotEquals keda, but the request"
                        + " has keda. Change the condition on aws:PrincipalTag/kubernetes-namespace if it is not meant"
                        + " for this caller.");
    }

    @Test
    void aForbiddenExternalIdIsNotOneToSend() {
        Parts parts = ChainVariant.ELSEWHERE_EXTERNAL_ID.parts();
        parts.set("reader trust", parts.text("reader trust").replace("StringEquals", "StringNotEquals"));

        assertThat(parts.path().denied().orElseThrow().fix().advice())
                .startsWith("No statement is proposed, because ")
                .contains("sts:ExternalId StringNotEquals tenant-42, but the request has tenant-42. ");
    }

    @Test
    void whatAwsRefusesInThePolicyOfTheQueueIsMendedToo() {
        Parts parts = ChainVariant.QUEUE_POLICY.parts();
        parts.set("queue policy", parts.text("queue policy").replace("sqs:GetQueueAttributes", "*:Get*"));

        Fix fix = parts.path().denied().orElseThrow().fix();

        assertThat(fix.additions())
                .singleElement()
                .satisfies(addition ->
                        assertThat(addition.where()).isEqualTo("the policy of " + ChainVariant.QUEUE_ELSEWHERE));
        assertThat(fix.advice()).startsWith("Also mend /Statement/0/Action of that policy, which AWS refuses: ");
    }

    @Test
    void whatAwsRefusesInThePermissionsIsMendedToo() {
        Parts parts = ChainVariant.NO_CHAIN.parts();
        parts.set(
                "operator permissions", parts.text("operator permissions").replace("sqs:GetQueueAttributes", "*:Get*"));

        assertThat(parts.path().denied().orElseThrow().fix().advice())
                .startsWith("Also mend /Statement/0/Action of that permission policy, which AWS refuses: ");
    }

    /** AWS's own words have no full stop. */
    @Test
    void theRemarksOfAFixAreSentences() {
        Parts parts = ChainVariant.CHAIN.parts();
        parts.set("reader trust", """
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"sts:AssumeRole","Resource":"*"},
                 {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"sts:TagSession","NotResource":"x"}]}""".formatted(ChainVariant.OPERATOR, ChainVariant.OPERATOR));

        assertThat(parts.path().denied().orElseThrow().fix().advice())
                .contains("Has prohibited field Resource. Also mend ")
                .endsWith("Has prohibited field NotResource.");
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
                "\"Resource\": => \"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"111122223333\"}},\"Resource\":",
                "\"Resource\": => \"Condition\":{\"Null\":{\"aws:SourceVpce\":\"false\"}},\"Resource\":",
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
