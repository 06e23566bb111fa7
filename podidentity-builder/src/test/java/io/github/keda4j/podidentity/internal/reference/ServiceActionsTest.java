package io.github.keda4j.podidentity.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.internal.reference.ServiceActions.Action;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The actions of the known services, and what they act on. */
class ServiceActionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aps",
                "cloudwatch",
                "dynamodb",
                "ecr",
                "eks",
                "eks-auth",
                "iam",
                "kafka-cluster",
                "kinesis",
                "kms",
                "s3",
                "secretsmanager",
                "sns",
                "sqs",
                "ssm",
                "sts"
            })
    void everyServiceHasActionsAndEveryTypeThatTheyNameExists(String service) {
        List<Action> actions =
                List.copyOf(ServiceActions.of(service).orElseThrow().actions());

        assertThat(actions).isNotEmpty();
        assertThat(actions.stream().map(Action::fullName).collect(Collectors.toSet()))
                .hasSameSizeAs(actions)
                .allMatch(name -> name.matches("[a-z0-9-]+:[A-Z][A-Za-z0-9]+"));
        assertThat(actions)
                .allSatisfy(action -> assertThat(action.types())
                        .allSatisfy(type -> assertThat(type.arn()).startsWith("arn:")));
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "sqs:GetQueueAttributes, arn:aws:sqs:us-east-1:111122223333:orders, true",
        "SQS:getqueueattributes, arn:aws:sqs:*:*:*, true",
        "sqs:GetQueueAttributes, *, true",
        "sqs:GetQueueAttributes, arn:aws:sns:us-east-1:111122223333:orders, false",
        "s3:GetObject, arn:aws:s3:::bucket/key, true",
        "s3:GetObject, arn:aws:s3:::bucket/*, true",
        "s3:GetObject, arn:aws:s3:::bucket*, true",
        "s3:GetObject, arn:aws:s3:::bucket, false",
        "s3:ListBucket, arn:aws:s3:::bucket, true",
        "s3:ListBucket, arn:aws:s3:::bucket/*, false",
        "kms:Decrypt, arn:aws:kms:us-east-1:111122223333:key/1234, true",
        "kms:Decrypt, arn:aws:kms:us-east-1:111122223333:alias/orders, false",
        "dynamodb:Query, arn:aws:dynamodb:us-east-1:111122223333:table/orders/index/by-day, true",
        "dynamodb:GetRecords, arn:aws:dynamodb:us-east-1:111122223333:table/orders, false",
        "sts:AssumeRole, arn:aws:iam::111122223333:role/teams/one, true",
        "cloudwatch:GetMetricData, arn:aws:cloudwatch:us-east-1:111122223333:alarm:a, false"
    })
    void anActionFitsTheResourcesOfItsTypes(String action, String resource, boolean fits) {
        assertThat(ServiceActions.action(action).orElseThrow().fits(resource)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "cloudwatch:GetMetricData, true",
        "sqs:ListQueues, true",
        "kms:CreateKey, true",
        "sqs:SendMessage, false",
        "s3:GetObject, false",
        "s3:ListAllMyBuckets, true",
        "sts:GetCallerIdentity, true"
    })
    void someActionsTakeNoResource(String action, boolean none) {
        assertThat(ServiceActions.action(action).orElseThrow().takesNoResource())
                .isEqualTo(none);
    }

    @ParameterizedTest
    @CsvSource({
        "sqs, GetQueueAttribute, sqs:GetQueueAttributes",
        "sqs, RecieveMessage, sqs:ReceiveMessage",
        "sqs, getqueueurls, sqs:GetQueueUrl",
        "kinesis, DescribeStreamSumary, kinesis:DescribeStreamSummary",
        "sts, AsumeRole, sts:AssumeRole",
        "sqs, Frobnicate, "
    })
    void aMisspeltActionHasANearestOne(String service, String name, String nearest) {
        assertThat(ServiceActions.of(service)
                        .orElseThrow()
                        .nearest(name)
                        .map(Action::fullName)
                        .orElse(null))
                .isEqualTo(nearest);
    }

    @Test
    void nothingIsSaidOfOtherServices() {
        assertThat(ServiceActions.of("ec2")).isEmpty();
        assertThat(ServiceActions.action("ec2:RunInstances")).isEmpty();
        assertThat(ServiceActions.action("sqs")).isEmpty();
    }
}
