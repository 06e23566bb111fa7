package io.github.keda4j.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordTest {

    private static final List<String> TYPES = List.of(
            "nsq",
            "aws-sqs-queue",
            "aws-cloudwatch",
            "azure-queue",
            "gcp-pubsub",
            "cron",
            "kafka",
            "apache-kafka",
            "cpu");

    @ParameterizedTest
    @CsvSource({
        "sqs, aws-sqs-queue",
        "SQS, aws-sqs-queue",
        "sqs-queue, aws-sqs-queue",
        "cloudwatch, aws-cloudwatch",
        "pubsub, gcp-pubsub",
        "Kafka, kafka",
        "kafak, kafka",
        "crno, cron",
        "cpi, cpu",
        "pcu, cpu"
    })
    void theWordThatWasMeantIsFound(String written, String meant) {
        assertThat(NearestWord.of(written, TYPES)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"queue", "s3", "aws", "xyz"})
    void nothingIsSuggestedIfNoWordOrSeveralWordsAreSimilar(String written) {
        assertThat(NearestWord.of(written, TYPES)).isNull();
    }

    @Test
    void aPartIsNotAnyPieceOfAWord() {
        assertThat(NearestWord.of("watch", TYPES)).isNull();
    }
}
