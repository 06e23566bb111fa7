package io.github.keda4j.podidentity.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArnTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sqs:us-east-1:111122223333:event-messages-queue",
                "arn:aws-us-gov:iam::111122223333:role/path/of/reader",
                "arn:aws:iam::aws:policy/AdministratorAccess",
                "arn:aws:s3:::bucket",
                "arn:aws:s3:::bucket/folder/a:b",
                "arn:aws:secretsmanager:eu-west-1:111122223333:secret:name-AbCdEf",
                "arn:aws-cn:dynamodb:cn-north-1:111122223333:table/Müller"
            })
    void isReadAndWrittenAlike(String text) {
        assertThat(Arn.parse(text)).hasToString(text).isEqualTo(Arn.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arn",
                "arn:aws:sqs:us-east-1:111122223333",
                "arn:aws:sqs:us-east-1:111122223333:",
                "ARN:aws:sqs:us-east-1:111122223333:q",
                "arn:aws::us-east-1:111122223333:q",
                "arn::sqs:us-east-1:111122223333:q",
                "arn:aws:SQS:us-east-1:111122223333:q",
                "arn:aws:sqs:us-east-*:111122223333:q",
                "arn:aws:sqs:us-east-1:11112222333:q",
                "arn:aws:sqs:us-east-1:1111222233334:q",
                "arn:aws:sqs:us-east-1:11112222333\u0663:q",
                "arn:aws:sqs:us-east-1:111122223333:q*",
                "arn:aws:sqs:us-east-1:111122223333:q?",
                "arn:aws:sqs:us-east-1:111122223333:a b",
                "arn:aws:sqs:us-east-1:111122223333:a\u000bb",
                "https://sqs.us-east-1.amazonaws.com/111122223333/q",
                "arn:moon:sqs:us-east-1:1:q"
            })
    void isNothingElse(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arn.parse(text))
                .withMessageStartingWith("\"" + text + "\" is not an ARN; expected arn:partition:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:moon:sqs:us-east-1:111122223333:q", "arn:-:sqs:us-east-1:111122223333:q"})
    void namesAPartitionThatAwsHas(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arn.parse(text))
                .withMessageContaining("names the unknown partition")
                .withMessageContaining("aws, aws-cn, aws-us-gov");
    }

    @Test
    void accountAndResourceAreFoundInPatternsToo() {
        assertThat(Arn.accountIn("arn:aws:sqs:*:111122223333:orders-*")).isEqualTo("111122223333");
        assertThat(Arn.resourceIn("arn:aws:secretsmanager:*:*:secret:orders-??????"))
                .isEqualTo("secret:orders-??????");
        assertThat(Arn.accountIn("*")).isEmpty();
        assertThat(Arn.resourceIn("arn:aws:sqs")).isEmpty();
    }
}
