package io.github.keda4j.podidentity.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.podidentity.internal.pattern.Wildcards;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyScopeTest {

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::reports/2026/01.csv, arn:aws:s3:::reports",
        "arn:aws:s3:::reports/*, arn:aws:s3:::reports",
        "arn:aws:dynamodb:us-east-1:111122223333:table/T/index/by-day, arn:aws:dynamodb:us-east-1:111122223333:table/T",
        "arn:aws-cn:dynamodb:*:*:table/T/index/*, arn:aws-cn:dynamodb:*:*:table/T",
        "arn:aws:kafka:us-east-1:111122223333:topic/demo/1-2/orders, arn:aws:kafka:us-east-1:111122223333:cluster/demo/1-2",
        "arn:aws:kafka:us-east-1:111122223333:group/demo/1-2/*, arn:aws:kafka:us-east-1:111122223333:cluster/demo/1-2",
        "arn:aws:kafka:us-east-1:111122223333:transactional-id/demo/1-2/x, arn:aws:kafka:us-east-1:111122223333:cluster/demo/1-2"
    })
    void whatAResourceContainsIsDecidedByItsPolicy(String arn, String bearer) {
        assertThat(PolicyScope.bearerOf(arn)).isEqualTo(bearer);
        assertThat(PolicyScope.bearerOf(bearer)).isEqualTo(bearer);
        assertThat(PolicyScope.governed(bearer)).first().isEqualTo(bearer);
        assertThat(PolicyScope.governed(bearer)).anyMatch(one -> Wildcards.resourceMatches(one, null, arn));
    }

    @ParameterizedTest
    @ValueSource(strings = {"topic/*", "topic/*/orders", "group/*/billing", "transactional-id/demo*"})
    void whatSeveralClustersMayContainIsDecidedByTheirPolicies(String resource) {
        String msk = "arn:aws:kafka:us-east-1:111122223333:";

        assertThat(PolicyScope.bearerOf(msk + resource)).isEqualTo(msk + "cluster/*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:sqs:us-east-1:111122223333:orders",
                "arn:aws:s3:us-east-1:111122223333:accesspoint/reports/object/1",
                "arn:aws:dynamodb:us-east-1:111122223333:table/T/stream/2026-01-01T00:00:00.000",
                "arn:aws:kinesis:us-east-1:111122223333:stream/orders/consumer/billing:1",
                "arn:aws:kms:us-east-1:111122223333:key/1",
                "orders",
                "*"
            })
    void anyOtherResourceHasAPolicyOfItsOwn(String arn) {
        assertThat(PolicyScope.bearerOf(arn)).isEqualTo(arn);
    }
}
