package io.github.keda4j.trigger.generator.reading;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyNamesTest {

    @ParameterizedTest
    @CsvSource({
        "queueURL, queueUrl",
        "queueLength, queueLength",
        "awsAccessKeyID, awsAccessKeyId",
        "oauthTokenURI, oauthTokenUri",
        "nsqLookupdHTTPAddresses, nsqLookupdHttpAddresses",
        "restAPITemplate, restApiTemplate",
        "resultQueryRowID, resultQueryRowId",
        "unsafeSSL, unsafeSsl",
        "Cert, cert",
        "GoogleApplicationCredentials, googleApplicationCredentials",
        "query.*, query",
        "type, kedaType",
        "name, kedaName",
        "default, kedaDefault",
    })
    void namesAreWordsOfJava(String keda, String java) {
        assertThat(PropertyNames.of(keda)).isEqualTo(java);
    }
}
