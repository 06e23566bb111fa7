package io.github.keda4j.podidentity.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.path.ChainVariant.Parts;
import io.github.keda4j.podidentity.path.Hop.Verdict;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Chains that look right but that AWS denies, and chains that look wrong but that AWS allows, each with the sentence
 * from AWS's documentation.
 */
class ChainsAsAwsDecidesTest {

    private static final String VERSION = "{\"Version\":\"2012-10-17\",\"Statement\":[";
    private static final String TRUSTED = "\"Principal\":{\"AWS\":\"" + ChainVariant.OPERATOR + "\"},";
    private static final String BOTH = "\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"]";

    private static Arguments row(String name, Verdict verdict, int hop, Consumer<Parts> change) {
        return Arguments.of(name, verdict, hop, change);
    }

    private static Consumer<Parts> set(String part, String... statements) {
        return parts -> parts.set(part, VERSION + String.join(",", statements) + "]}");
    }

    private static Consumer<Parts> add(String part, String statement) {
        return parts -> parts.set(
                part,
                PolicyDocument.parse(parts.text(part)).toBuilder()
                        .statements(
                                PolicyDocument.parse(VERSION + statement + "]}").statements())
                        .build()
                        .toJson());
    }

    private static Consumer<Parts> replace(String part, String text, String by) {
        return parts -> parts.set(part, parts.text(part).replace(text, by));
    }

    private static String trusting(String principal, String condition) {
        return "{\"Effect\":\"Allow\"," + principal + BOTH + (condition.isEmpty() ? "" : ",\"Condition\":" + condition)
                + "}";
    }

    private static String deny(String rest) {
        return "{\"Effect\":\"Deny\"," + rest + "}";
    }

    /** What a principal can name, and what a boundary or session policy still limits then. */
    static Stream<Arguments> chainsByPrincipal() {
        String s3 = "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}";
        String session = "arn:aws:sts::111122223333:assumed-role/q-read-scaler/KEDA";
        return Stream.of(
                // "You cannot use a wildcard to match part of a principal name or ARN."
                trust(
                        "a wildcard in the ARN of the principal",
                        Verdict.DENIED,
                        named("arn:aws:iam::111122223333:role/*")),
                trust("everybody", Verdict.ALLOWED, "\"Principal\":{\"AWS\":\"*\"},"),
                trust("a user of the same name", Verdict.DENIED, named("arn:aws:iam::111122223333:user/keda-operator")),
                trust("a role under a path", Verdict.DENIED, named("arn:aws:iam::111122223333:role/eks/keda-operator")),
                trust(
                        "a role name in different case",
                        Verdict.DENIED,
                        named("arn:aws:iam::111122223333:role/Keda-Operator")),
                trust(
                        "a role in another partition",
                        Verdict.DENIED,
                        named("arn:aws-cn:iam::111122223333:role/keda-operator")),
                trust("the id of a deleted role", Verdict.DENIED, named("AROAEXAMPLE1234567890")),
                trust("another account", Verdict.DENIED, named("444455556666")),
                // EKS generates the name of the operator's session.
                trust(
                        "a session of the operator",
                        Verdict.DENIED,
                        named("arn:aws:sts::111122223333:assumed-role/keda-operator/KEDA")),
                // Boundaries do not limit what a policy in the same account grants to everybody.
                row(
                        "everybody, and an operator boundary without STS",
                        Verdict.ALLOWED,
                        -1,
                        set("reader trust", trusting("\"Principal\":{\"AWS\":\"*\"},", ""))
                                .andThen(set("operator boundary", s3))),
                row(
                        "everybody, and a deny in the operator's own policy",
                        Verdict.DENIED,
                        1,
                        set("reader trust", trusting("\"Principal\":{\"AWS\":\"*\"},", ""))
                                .andThen(add(
                                        "operator permissions",
                                        deny("\"Action\":\"sts:TagSession\",\"Resource\":\"*\"")))),
                // "NotPrincipal" with "Deny" and a permissions boundary: denied no matter what the element lists.
                row(
                        "a queue that denies all but the reader and its session, and a boundary",
                        Verdict.DENIED,
                        2,
                        queue(deny("\"NotPrincipal\":{\"AWS\":[\"" + ChainVariant.READER + "\",\"" + session
                                        + "\",\"111122223333\"]},\"Action\":\"sqs:*\",\"Resource\":\"*\""))
                                .andThen(set(
                                        "reader boundary",
                                        "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}"))),
                row(
                        "the same without a boundary",
                        Verdict.ALLOWED,
                        -1,
                        queue(deny("\"NotPrincipal\":{\"AWS\":[\"" + ChainVariant.READER + "\",\"" + session
                                + "\",\"111122223333\"]},\"Action\":\"sqs:*\",\"Resource\":\"*\""))),
                // A resource policy that names the session bypasses the limits of the role; one that names the role
                // does not.
                row(
                        "a queue that names the role, and a boundary without queues",
                        Verdict.DENIED,
                        2,
                        queue(allowed(named(ChainVariant.READER))).andThen(set("reader boundary", s3))),
                row(
                        "a queue that names the session, and a boundary without queues",
                        Verdict.ALLOWED,
                        -1,
                        queue(allowed(named(session))).andThen(set("reader boundary", s3))),
                row(
                        "a queue that delegates to the account, and a role without permission",
                        Verdict.DENIED,
                        2,
                        queue(allowed(named("111122223333"))).andThen(set("reader permissions", s3))),
                row(
                        "a queue that denies calls that do not come from one endpoint",
                        Verdict.DEPENDS,
                        2,
                        queue(deny("\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"*\",\"Condition\":"
                                + "{\"StringNotEquals\":{\"aws:SourceVpce\":\"vpce-1\"}}"))));
    }

    /** What the other account's documents must allow, and what the caller's own policies must allow too. */
    static Stream<Arguments> chainsAcrossAccounts() {
        String s3 = "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}";
        return Stream.of(
                row(
                        "a trust policy for everybody, and no permission",
                        Verdict.DENIED,
                        1,
                        set("reader trust", trusting("\"Principal\":{\"AWS\":\"*\"},", ""))
                                .andThen(set("operator permissions", s3))),
                row(
                        "a trust policy for the account",
                        Verdict.ALLOWED,
                        -1,
                        set("reader trust", trusting(named("111122223333"), ""))),
                row(
                        "permission for AssumeRole alone",
                        Verdict.DENIED,
                        1,
                        replace("operator permissions", ",\"sts:TagSession\"", "")),
                row("an operator boundary without STS", Verdict.DENIED, 1, set("operator boundary", s3)),
                row(
                        "a trust policy that requires an external id that nobody sends",
                        Verdict.DENIED,
                        1,
                        set("reader trust", trusting(TRUSTED, "{\"StringEquals\":{\"sts:ExternalId\":\"x\"}}"))),
                row(
                        "a queue in a third account that names the operator",
                        Verdict.DENIED,
                        2,
                        parts -> queue(allowed(named(ChainVariant.OPERATOR)))
                                .accept(parts.set("queue", ChainVariant.QUEUE))),
                row(
                        "a queue in a third account that names the reader's account",
                        Verdict.DENIED,
                        2,
                        parts -> queue(allowed(named("444455556666"))).accept(parts.set("queue", ChainVariant.QUEUE))));
    }

    private static Arguments trust(String name, Verdict verdict, String principal) {
        return row(
                "a trust of " + name,
                verdict,
                verdict == Verdict.DENIED ? 1 : -1,
                set("reader trust", trusting(principal, "")));
    }

    private static String named(String principal) {
        return "\"Principal\":{\"AWS\":\"" + principal + "\"},";
    }

    private static String allowed(String principal) {
        return "{\"Effect\":\"Allow\"," + principal + "\"Action\":\"sqs:*\",\"Resource\":\"*\"}";
    }

    private static Consumer<Parts> queue(String statement) {
        return set("queue policy", statement);
    }

    static Stream<Arguments> chains() {
        String account = "\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"},";
        return Stream.of(
                // "The identity-based policy must allow" applies to both actions if the trust policy names the
                // account.
                row(
                        "a trust policy for the account, and permission for AssumeRole alone",
                        Verdict.DENIED,
                        1,
                        set("reader trust", trusting(account, ""))
                                .andThen(replace("operator permissions", ",\"sts:TagSession\"", ""))),
                // If a resource policy names a role in its own account, that role needs no permission of its own.
                row(
                        "a trust policy for the role, and no permission at all",
                        Verdict.ALLOWED,
                        -1,
                        set(
                                "operator permissions",
                                "{\"Effect\":\"Allow\",\"Action\":\"s3:ListAllMyBuckets\",\"Resource\":\"*\"}")),
                // NotPrincipal with Deny also denies the role's session unless the session is named, too.
                row(
                        "a deny for everybody but the role",
                        Verdict.DENIED,
                        1,
                        add(
                                "reader trust",
                                deny("\"NotPrincipal\":{\"AWS\":\"" + ChainVariant.OPERATOR
                                        + "\"},\"Action\":\"sts:AssumeRole\""))),
                // The correct way to write this: aws:PrincipalArn is the role, not the session.
                row(
                        "a deny for everybody with another aws:PrincipalArn",
                        Verdict.ALLOWED,
                        -1,
                        add(
                                "reader trust",
                                deny("\"Principal\":{\"AWS\":\"*\"},"
                                        + "\"Action\":\"sts:AssumeRole\",\"Condition\":{\"ArnNotEquals\":"
                                        + "{\"aws:PrincipalArn\":\"" + ChainVariant.OPERATOR + "\"}}"))),
                // Names of actions and keys are case-insensitive; values and resources are case-sensitive.
                row(
                        "an action and a key in different case",
                        Verdict.ALLOWED,
                        -1,
                        replace("reader permissions", "sqs:GetQueueAttributes", "SQS:getqueueattributes")
                                .andThen(
                                        set(
                                                "reader trust",
                                                trusting(
                                                        TRUSTED,
                                                        "{\"StringEquals\":{\"AWS:principaltag/Kubernetes-Namespace\":\"keda\"}}")))),
                row(
                        "a tag value in different case",
                        Verdict.DENIED,
                        1,
                        set(
                                "reader trust",
                                trusting(
                                        TRUSTED,
                                        "{\"StringEquals\":{\"aws:PrincipalTag/kubernetes-namespace\":\"Keda\"}}"))),
                row(
                        "a queue name in different case",
                        Verdict.DENIED,
                        2,
                        replace("reader permissions", "event-messages-queue", "Event-Messages-Queue")),
                // EKS is a service, and services do not have principal tags.
                row(
                        "a trust policy for pods that compares the principal's tags",
                        Verdict.DENIED,
                        0,
                        replace("operator trust", "aws:RequestTag/", "aws:PrincipalTag/")),
                // In the version before 2012-10-17, "${" is text.
                row(
                        "a variable in a document of version 2008-10-17",
                        Verdict.DENIED,
                        2,
                        set(
                                        "reader permissions",
                                        "{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":"
                                                + "\"arn:aws:sqs:us-east-1:111122223333:"
                                                + "${aws:PrincipalTag/kubernetes-namespace}*\"}")
                                .andThen(replace("reader permissions", "2012-10-17", "2008-10-17"))),
                // A session has no MFA: IfExists treats the missing key as a match.
                row(
                        "a deny without MFA, using IfExists",
                        Verdict.DENIED,
                        2,
                        add(
                                "reader permissions",
                                deny("\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"BoolIfExists\":"
                                        + "{\"aws:MultiFactorAuthPresent\":\"false\"}}"))),
                // ForAllValues holds if there are no values, or only values that are named.
                row(
                        "every requested tag is one of EKS's",
                        Verdict.ALLOWED,
                        -1,
                        set(
                                "reader trust",
                                trusting(
                                        TRUSTED,
                                        "{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"eks-cluster-arn\","
                                                + "\"eks-cluster-name\",\"kubernetes-namespace\","
                                                + "\"kubernetes-service-account\",\"kubernetes-pod-name\","
                                                + "\"kubernetes-pod-uid\"]}}"))),
                // Boundaries limit what the trust policy of the same account allows a role.
                row(
                        "a boundary of the operator without TagSession",
                        Verdict.DENIED,
                        1,
                        set(
                                "operator boundary",
                                "{\"Effect\":\"Allow\",\"Action\":[\"sts:AssumeRole\",\"sqs:*\"],\"Resource\":\"*\"}")),
                // A statement with NotAction allows what it does not name.
                row(
                        "everything except writing",
                        Verdict.DENIED,
                        2,
                        set(
                                "reader permissions",
                                "{\"Effect\":\"Allow\",\"NotAction\":\"sqs:Get*\",\"Resource\":\"*\"}")),
                row(
                        "everything except what others read",
                        Verdict.ALLOWED,
                        -1,
                        set(
                                "reader permissions",
                                "{\"Effect\":\"Allow\",\"NotAction\":\"sns:*\",\"NotResource\":\"" + ChainVariant.QUEUE
                                        + "-2\"}")),
                // The origin of a call is known only when it is made.
                row(
                        "a deny outside of a network",
                        Verdict.DEPENDS,
                        2,
                        add(
                                "reader permissions",
                                deny("\"Action\":\"sqs:*\",\"Resource\":\"*\",\"Condition\":{\"NotIpAddress\":"
                                        + "{\"aws:SourceIp\":\"203.0.113.0/24\"}}"))),
                row(
                        "a deny for other organizations",
                        Verdict.DEPENDS,
                        1,
                        add(
                                "reader trust",
                                deny("\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sts:AssumeRole\",\"Condition\":"
                                        + "{\"StringNotEquals\":{\"aws:PrincipalOrgID\":\"o-example\"}}"))),
                // The queue's policy alone is enough in one account, and its denial wins over everything.
                row(
                        "a queue that names the role, which has no permission",
                        Verdict.ALLOWED,
                        -1,
                        set(
                                        "reader permissions",
                                        "{\"Effect\":\"Allow\",\"Action\":\"s3:ListAllMyBuckets\",\"Resource\":\"*\"}")
                                .andThen(parts -> parts.set(
                                        "queue policy",
                                        VERSION + "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                                                + parts.text("reader role")
                                                + "\"},\"Action\":\"sqs:GetQueueAttributes\",\"Resource\":\"*\"}]}"))),
                row(
                        "a queue that denies the operator, which is not the reader",
                        Verdict.ALLOWED,
                        -1,
                        set(
                                "queue policy",
                                deny("\"Principal\":{\"AWS\":\"" + ChainVariant.OPERATOR
                                        + "\"},\"Action\":\"sqs:*\",\"Resource\":\"*\""))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"chains", "chainsByPrincipal"})
    void theProofSaysWhatAwsDoes(String name, Verdict verdict, int hop, Consumer<Parts> change) {
        check(ChainVariant.CHAIN, name, verdict, hop, change);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("chainsAcrossAccounts")
    void theProofSaysWhatAwsDoesAcrossAccounts(String name, Verdict verdict, int hop, Consumer<Parts> change) {
        check(ChainVariant.ELSEWHERE, name, verdict, hop, change);
    }

    private static void check(ChainVariant variant, String name, Verdict verdict, int hop, Consumer<Parts> change) {
        Parts parts = variant.parts();
        assertThat(parts.path().isAllowed()).isTrue();
        Map<String, String> before = parts.documents();

        change.accept(parts);

        assertThat(parts.documents()).as("the change changes something").isNotEqualTo(before);
        AccessPath path = parts.path();
        assertThat(path.verdict()).as("%s%n%s", name, path).isEqualTo(verdict);
        if (hop >= 0) {
            assertThat(path.hops().get(hop).verdict()).as("%s%n%s", name, path).isEqualTo(verdict);
            assertThat(path.hops().subList(0, hop)).allMatch(one -> one.verdict() == Verdict.ALLOWED);
        }
    }
}
