package io.github.keda4j.podidentity.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which actions an element matches. */
class PatternsTest {

    @ParameterizedTest
    @CsvSource({
        "sqs:ReceiveMessage, sqs:receivemessage, true",
        "sqs:*, sqs:ReceiveMessage, true",
        "sqs:Receive*, sqs:DeleteMessage, false",
        "sqs:ReceiveMessag?, sqs:ReceiveMessage, true",
        "sqs:ReceiveMessage?, sqs:ReceiveMessage, false",
        "*, sqs:*, true",
        "sqs:*, sqs:Get*, true",
        "sqs:Get*, sqs:*, false",
        "sqs:Get.*, sqs:GetQueueUrl, false",
    })
    void anActionIsMatchedByAValueWhateverItsCase(String value, String action, boolean matches) {
        assertThat(new Patterns(false, List.of("s3:GetObject", value)).matchesAction(action))
                .isEqualTo(matches);
        assertThat(new Patterns(true, List.of("s3:GetObject", value)).matchesAction(action))
                .isEqualTo(!matches);
    }
}
