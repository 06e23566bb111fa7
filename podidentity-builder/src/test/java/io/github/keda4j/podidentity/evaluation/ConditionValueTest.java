package io.github.keda4j.podidentity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.Statement;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How single values compare, according to the sections of the IAM User Guide named above the rows: "Condition
 * operators", "Variables and tags", "Resource". A value that is not of the operator's type equals nothing, so only a
 * negated operator holds.
 */
class ConditionValueTest {

    private static final String KEY = "aws:RequestTag/x";

    @ParameterizedTest(name = "{0} {1}, but the request has {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # Condition operators, "Numeric": whole numbers and decimals
            NumericEquals            | 5     | 5.00     | true
            NumericEquals            | 5     | 05       | true
            NumericEquals            | .5    | 0.5      | true
            NumericEquals            | -0    | 0        | true
            NumericEquals            | 10    | 1e1      | true
            NumericEquals            | 9007199254740993 | 9007199254740992 | false
            NumericEquals            | 5     | five     | false
            NumericNotEquals         | 5     | five     | true
            NumericEquals            | 5     | ''       | false
            NumericLessThan          | five  | 1        | false
            NumericEquals            | 0x10  | 16       | false
            NumericLessThan          | -2    | -3       | true
            # "Date": the W3C's profile of ISO 8601, or seconds since 1970
            DateEquals               | 2026-06-15                | 2026-06-15T00:00:00Z       | true
            DateEquals               | 2026                      | 2026-01-01                 | true
            DateEquals               | 2026-06                   | 2026-06-01T00:00Z          | true
            DateEquals               | 2026-06-15T12:30Z         | 2026-06-15T12:30:00.000Z   | true
            DateEquals               | 2026-06-15T12:30:00+02:00 | 2026-06-15T10:30:00Z       | true
            DateEquals               | 2026-06-15T12:30:00+0200  | 2026-06-15T10:30:00Z       | true
            DateEquals               | 2026-06-15T12:30:00-05    | 2026-06-15T17:30:00Z       | true
            DateEquals               | 2026-06-15t12:30:00z      | 2026-06-15T12:30:00Z       | true
            DateEquals               | 2026-06-15T12:30:00       | 2026-06-15T12:30:00Z       | true
            DateEquals               | 1781526600                | 2026-06-15T12:30:00Z       | true
            DateEquals               | 2026-06-15T12:30:00.5Z    | 2026-06-15T12:30:00.500Z   | true
            DateGreaterThan          | 2026-06-15T12:30:00Z      | 2026-06-15T12:30:00.001Z   | true
            DateGreaterThan          | 0                         | 2026                       | true
            DateLessThan             | 0                         | -86400                     | true
            DateEquals               | 2026-02-30                | 2026-03-02                 | false
            DateEquals               | today                     | today                      | false
            DateNotEquals            | 2026-06-15                | today                      | true
            DateLessThan             | 2026-06-15                | ''                         | false
            # "Boolean"
            Bool                     | true  | TRUE     | true
            Bool                     | False | false    | true
            Bool                     | true  | 1        | false
            Bool                     | yes   | yes      | false
            Bool                     | false | ''       | false
            # "Binary": base64, byte for byte
            BinaryEquals             | QUJD  | QUJD     | true
            BinaryEquals             | QUJD  | qujd     | false
            BinaryEquals             | QUI=  | QUI=     | true
            BinaryEquals             | ===   | ===      | false
            # "IP address": CIDR of RFC 4632; without a prefix /32 and /128
            IpAddress                | 203.0.113.7      | 203.0.113.7      | true
            IpAddress                | 203.0.113.7      | 203.0.113.8      | false
            IpAddress                | 203.0.113.9/24   | 203.0.113.250    | true
            IpAddress                | 10.0.0.0/30      | 10.0.0.3         | true
            IpAddress                | 10.0.0.0/30      | 10.0.0.4         | false
            IpAddress                | 0.0.0.0/0        | 198.51.100.1     | true
            IpAddress                | ::/0             | 198.51.100.1     | false
            NotIpAddress             | 0.0.0.0/0        | 2001:db8::1      | true
            IpAddress                | 2001:DB8::/33    | 2001:db8:7fff::1 | true
            IpAddress                | 2001:DB8::/33    | 2001:db8:8000::1 | false
            IpAddress                | 2001:db8::1      | 2001:db8:0:0:0:0:0:1 | true
            IpAddress                | ::ffff:10.0.0.1  | ::ffff:a00:1     | true
            IpAddress                | 10.0.0.0/33      | 10.0.0.1         | false
            IpAddress                | 10.0.0           | 10.0.0.0         | false
            IpAddress                | 10.0.0.255/32    | 10.0.0.255       | true
            IpAddress                | 2001:db8::1/128  | 2001:db8::1      | true
            IpAddress                | 2001:db8::1/129  | 2001:db8::1      | false
            IpAddress                | 10.0.0.256       | 10.0.0.256       | false
            IpAddress                | 0010.0.0.1       | 10.0.0.1         | false
            IpAddress                | 10..0.1          | 10.0.0.1         | false
            IpAddress                | 10.0.0.x         | 10.0.0.1         | false
            IpAddress                | 1:2:3:4:5:6:7::  | 1:2:3:4:5:6:7:0  | true
            IpAddress                | 1:2:3:4::5:6:7:8 | 1:2:3:4:5:6:7:8  | false
            IpAddress                | 1:2:3:4:5:6:7:8:9 | 1:2:3:4:5:6:7:8 | false
            IpAddress                | 10.0.0.1::       | a00:1::          | false
            IpAddress                | ::10.0.0.1:1     | ::a00:1:1        | false
            IpAddress                | ::10.0.0.1       | ::a00:1          | true
            NotIpAddress             | 10.0.0.0/8       | localhost        | true
            # "ARN": part by part, and a wildcard stays in its part; only the sixth part may hold colons
            ArnLike                  | arn:aws:sns:*:*:orders              | arn:aws:sns:us-east-1:111122223333:orders       | true
            ArnLike                  | arn:aws:sns:us-east-1:*             | arn:aws:sns:us-east-1:111122223333:orders       | false
            ArnLike                  | arn:aws:sns:*:orders                | arn:aws:sns:us-east-1:111122223333:orders       | false
            ArnLike                  | arn:aws:s?s:us-east-1:111122223333:orders | arn:aws:sns:us-east-1:111122223333:orders | true
            ArnLike                  | arn:aws:sns:us-east-1:111122223333:* | arn:aws:sns:us-east-1:111122223333:orders:sub-1 | true
            ArnLike                  | arn:aws:sns:us-east-1:111122223333:orders | arn:aws:sns:us-east-1:111122223333:orders:sub-1 | false
            ArnEquals                | arn:aws:s3:::data-*                 | arn:aws:s3:::data-1                             | true
            ArnEquals                | arn:aws:s3:::data                   | arn:aws:s3:us-east-1::data                      | false
            ArnEquals                | arn:aws:s3:::data                   | arn:aws:s3:::Data                               | false
            ArnEquals                | data                                | data                                            | false
            ArnNotEquals             | arn:aws:s3:::data                   | data                                            | true
            # "String": wildcards in StringLike only; every other character is itself
            StringLike               | a*c   | abc      | true
            StringLike               | a*c   | ac       | true
            StringLike               | a?c   | ac       | false
            StringLike               | a.c   | abc      | false
            StringLike               | *     | ''       | true
            StringLike               | ?     | ''       | false
            StringLike               | a*    | Abc      | false
            StringEquals             | a*c   | abc      | false
            StringEquals             | a*c   | a*c      | true
            StringEquals             | ''    | ''       | true
            StringEqualsIgnoreCase   | stra\u00dfe | STRA\u00dfE | true
            StringEqualsIgnoreCase   | \u00e9 | \u00c9  | true
            # "Variables and tags": text is brought in as it is, once; without a value the statement allows nothing
            StringEquals             | ${aws:PrincipalTag/team}               | alpha        | true
            StringEquals             | ${AWS:principaltag/TEAM}               | alpha        | true
            StringEquals             | ${aws:PrincipalTag/team}               | ALPHA        | false
            StringEqualsIgnoreCase   | ${aws:PrincipalTag/team}               | ALPHA        | true
            StringLike               | q-${aws:PrincipalTag/team}-*           | q-alpha-1    | true
            StringLike               | ${aws:PrincipalTag/star}               | alpha        | false
            StringLike               | ${aws:PrincipalTag/star}               | *            | true
            StringEquals             | ${aws:PrincipalTag/none}               | ''           | false
            StringNotEquals          | ${aws:PrincipalTag/none}               | alpha        | false
            StringNotLike            | ${aws:PrincipalTag/none}*              | alpha        | false
            StringEquals             | ${aws:PrincipalTag/none, 'all'}        | all          | true
            StringEquals             | ${aws:PrincipalTag/none,'all'}         | all          | true
            StringEquals             | ${ aws:PrincipalTag/none , 'a b' }     | a b          | true
            StringEquals             | ${aws:PrincipalTag/team, 'all'}        | alpha        | true
            StringEquals             | ${aws:PrincipalTag/none, all}          | all          | false
            StringEquals             | ${aws:TagKeys}                         | one          | false
            StringLike               | a${*}c                                 | a*c          | true
            StringLike               | a${*}c                                 | abc          | false
            StringLike               | a${?}c                                 | abc          | false
            StringEquals             | ${$}{aws:PrincipalTag/team}            | ${aws:PrincipalTag/team} | true
            ArnLike                  | arn:aws:s3:::${aws:PrincipalTag/team}/* | arn:aws:s3:::alpha/b    | true
            ArnLike                  | arn:aws:s3:::${aws:PrincipalTag/star}   | arn:aws:s3:::alpha      | false
            Bool                     | ${aws:PrincipalTag/yes}                | true         | true
            # not in values of numbers, dates, addresses and bytes
            NumericEquals            | ${aws:PrincipalTag/five}               | 5            | false
            DateEquals               | ${aws:PrincipalTag/day}                | 2026-06-15   | false
            IpAddress                | ${aws:PrincipalTag/ip}                 | 10.0.0.1     | false
            """)
    void comparesOneValue(String operator, String policy, String value, boolean holds) {
        assertThat(holds(PolicyDocument.VERSION_2012_10_17, operator, policy, value))
                .isEqualTo(holds);
    }

    @Test
    void theOldVersionHasNoVariables() {
        String variable = "${aws:PrincipalTag/team}";

        assertThat(holds(PolicyDocument.VERSION_2008_10_17, "StringEquals", variable, variable))
                .isTrue();
        assertThat(holds(PolicyDocument.VERSION_2008_10_17, "StringEquals", variable, "alpha"))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # "Resource": case counts, a wildcard stays in its part of the ARN, and a short ARN is completed by wildcards
            arn:aws:sqs:us-east-1:111122223333:orders                   | true
            arn:aws:sqs:us-east-1:111122223333:Orders                   | false
            arn:aws:sqs:us-east-1:111122223333:ord*                     | true
            arn:aws:sqs:us-east-1:111122223333:order?                   | true
            arn:aws:sqs:us-east-1:111122223333:orders?                  | false
            arn:aws:sqs:us-east-1:111122223333:orders*                  | true
            arn:aws:sqs:*:111122223333:orders                           | true
            arn:aws:sqs:us-*:1111*3333:orders                           | true
            arn:aws:sqs:*:orders                                        | false
            arn:aws:sqs:us-east-1                                       | true
            arn:aws:sqs                                                 | true
            arn:aws:sns                                                 | false
            arn:aws-cn:sqs:us-east-1:111122223333:orders                | false
            arn:*:sqs:us-east-1:111122223333:orders                     | true
            *                                                           | true
            arn:aws:sqs:us-east-1:111122223333:${aws:PrincipalTag/queue}          | true
            arn:aws:sqs:us-east-1:111122223333:${aws:PrincipalTag/none, 'orders'} | true
            arn:aws:sqs:us-east-1:111122223333:${aws:PrincipalTag/star}           | false
            """)
    void matchesAResourceAndNotResourceIsItsOpposite(String pattern, boolean matches) {
        Statement of = Statement.allow().action("sqs:*").resource(pattern).build();
        Statement but = Statement.allow().action("sqs:*").notResource(pattern).build();

        assertThat(decide(PolicyDocument.of(of), RequestContext.empty())).isEqualTo(matches);
        assertThat(decide(PolicyDocument.of(but), RequestContext.empty())).isEqualTo(!matches);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # "Action": case is ignored
            sqs:TagQueue   | true
            SQS:tagqueue   | true
            sqs:*          | true
            sqs:Tag*       | true
            sqs:?agQueue   | true
            sqs:TagQueue?  | false
            sns:*          | false
            *              | true
            """)
    void matchesAnActionAndNotActionIsItsOpposite(String pattern, boolean matches) {
        Statement of = Statement.allow().action(pattern).resource("*").build();
        Statement but = Statement.allow().notAction(pattern).resource("*").build();

        assertThat(decide(PolicyDocument.of(of), RequestContext.empty())).isEqualTo(matches);
        assertThat(decide(PolicyDocument.of(but), RequestContext.empty())).isEqualTo(!matches);
    }

    /** "Variables and tags": the whole statement may be invalid if a variable has no value. */
    @Test
    void aStatementAllowsNothingIfAVariableOfItHasNoValue() {
        String queue = "arn:aws:sqs:us-east-1:111122223333:${aws:PrincipalTag/none}";
        Statement.Builder every = Statement.allow().action("sqs:*");

        assertThat(decide(PolicyDocument.of(every.notResource(queue).build()), RequestContext.empty()))
                .isFalse();
        assertThat(decide(
                        PolicyDocument.of(Statement.allow()
                                .action("sqs:*")
                                .resource("*", queue)
                                .build()),
                        RequestContext.empty()))
                .isFalse();
        assertThat(decide(
                        PolicyDocument.of(Statement.allow()
                                .action("sqs:*")
                                .resource("*")
                                .condition(Base.STRING_NOT_EQUALS, "aws:RequestTag/x", "${aws:PrincipalTag/none}")
                                .build()),
                        RequestContext.empty()))
                .isFalse();
        assertThat(decide(
                        PolicyDocument.of(
                                Statement.allow().action("*").resource("*").build(),
                                Statement.deny()
                                        .action("sqs:*")
                                        .notResource(queue)
                                        .build()),
                        RequestContext.empty()))
                .isFalse();
    }

    /** AWS's pages say both: that an empty value counts, and that a set operator reads it as no value. */
    @ParameterizedTest
    @CsvSource({"ForAllValues:StringEquals", "ForAllValues:StringNotEquals", "ForAnyValue:StringNotEquals", "Null"})
    void anEmptyValueIsReadTheStricterWayByOperatorsThatLookForOne(String operator) {
        Condition condition = new Condition(ConditionOperator.of(operator), KEY, List.of("true"));
        RequestContext empty = RequestContext.empty().with(KEY, "");
        Statement allow =
                Statement.allow().action("*").resource("*").condition(condition).build();
        Statement deny =
                Statement.deny().action("*").resource("*").condition(condition).build();
        Statement all = Statement.allow().action("*").resource("*").build();
        boolean certain = operator.equals("ForAllValues:StringNotEquals");

        assertThat(decide(PolicyDocument.of(allow), empty)).isEqualTo(certain);
        assertThat(decide(PolicyDocument.of(all, deny), empty)).isFalse();
    }

    private static boolean holds(String version, String operator, String policy, String value) {
        Statement statement = Statement.allow()
                .action("sqs:TagQueue")
                .resource("*")
                .condition(new Condition(ConditionOperator.of(operator), KEY.toUpperCase(Locale.ROOT), List.of(policy)))
                .build();
        PolicyDocument document =
                PolicyDocument.parse("{\"Version\":\"" + version + "\",\"Statement\":" + statement.toJson() + "}");
        return decide(document, RequestContext.empty().with(KEY, value));
    }

    private static boolean decide(PolicyDocument policy, RequestContext context) {
        RequestContext known = context.with("aws:PrincipalTag/team", "alpha")
                .with("aws:PrincipalTag/queue", "orders")
                .with("aws:PrincipalTag/star", "*")
                .with("aws:PrincipalTag/yes", "true")
                .with("aws:PrincipalTag/five", "5")
                .with("aws:PrincipalTag/day", "2026-06-15")
                .with("aws:PrincipalTag/ip", "10.0.0.1")
                .with("aws:TagKeys", List.of("one"));
        return PolicyEvaluator.evaluate(
                        AuthorizationRequest.of(
                                Caller.parse("arn:aws:iam::111122223333:user/alice"),
                                "sqs:TagQueue",
                                "arn:aws:sqs:us-east-1:111122223333:orders",
                                known),
                        AuthorizationPolicies.builder().identity(policy).build())
                .isAllowed();
    }
}
