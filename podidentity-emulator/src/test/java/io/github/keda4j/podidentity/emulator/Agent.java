package io.github.keda4j.podidentity.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The answers that a pod gets from the agent. */
record Agent(int status, JsonNode body) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Agent ask(PodIdentityEmulator emulator, String token) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(emulator.credentialsUri())
                        .header("Authorization", token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Agent(answer.statusCode(), new ObjectMapper().readTree(answer.body()));
    }

    /** The credentials of a pod of KEDA's operator. */
    static AwsCredentialsProvider operator(PodIdentityEmulator emulator) throws Exception {
        return ask(emulator, emulator.mintToken("demo", "keda", "keda-operator", "keda-operator-0"))
                .credentials();
    }

    AwsCredentialsProvider credentials() {
        assertThat(status).as("%s", body).isEqualTo(200);
        return StaticCredentialsProvider.create(AwsSessionCredentials.create(
                body.get("AccessKeyId").asText(),
                body.get("SecretAccessKey").asText(),
                body.get("Token").asText()));
    }
}
