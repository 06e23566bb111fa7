package io.github.keda4j.podidentity.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** Calls that no SDK makes. */
class FrontTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TRUST = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
            + "\"pods.eks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final PodIdentityEmulator EMULATOR = PodIdentityEmulator.builder()
            .cluster("demo")
            .sqs(URI.create("http://127.0.0.1:1"))
            .start();
    private static final String KEY =
            EMULATOR.administrator().resolveCredentials().accessKeyId();

    @AfterAll
    static void stop() {
        EMULATOR.close();
    }

    private static HttpRequest.Builder signed(String key, String service, String path) {
        return HttpRequest.newBuilder(URI.create(EMULATOR.endpoint() + path))
                .header("Authorization", scope(key, service));
    }

    private static String scope(String key, String service) {
        return "AWS4-HMAC-SHA256 Credential=" + key + "/20260101/us-east-1/" + service
                + "/aws4_request, SignedHeaders=host, Signature=0";
    }

    /** Uses a new connection, because a shared client's pool may still contain one that an earlier answer closed. */
    private static HttpResponse<String> post(String service, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        signed(KEY, service, "/")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    /** The status line of the answer to a call of which only the headers are sent. */
    private static String answerToHead(String head) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", EMULATOR.endpoint().getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write((head.replace("\n", "\r\n")).getBytes(UTF_8));
            out.flush();
            byte[] answer = new byte[2048];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), UTF_8);
        }
    }

    /** The status line of the answer to a call that announces 400 MB and sends none of them. */
    private static String answerToHugeCall(String accessKeyId, String service) throws IOException {
        return answerToHead("""
                POST / HTTP/1.1
                Host: localhost
                Authorization: %s
                Content-Length: 400000000

                """.formatted(scope(accessKeyId, service)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iam", "sts", "eks", "sqs", "dynamodb", "monitoring"})
    void theBodyOfAStrangerIsNotWaitedFor(String service) throws Exception {
        String answer = answerToHugeCall("ASIANOBODY", service);

        assertThat(answer).containsPattern("^HTTP/1.1 40[03] ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iam", "sts", "eks", "sqs", "dynamodb", "monitoring"})
    void aBodyThatIsTooLargeIsNotWaitedForEither(String service) throws Exception {
        String answer = answerToHugeCall(KEY, service);

        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void anUnsignedCallIsShort() throws Exception {
        String answer = answerToHead("""
                POST / HTTP/1.1
                Host: localhost
                Content-Length: 400000000

                """);

        assertThat(answer).startsWith("HTTP/1.1 413 ");
        assertThat(answerToHead("POST / HTTP/1.1\nHost: localhost\nContent-Length: 0\n\n"))
                .startsWith("HTTP/1.1 403 ")
                .contains("MissingAuthenticationToken");
    }

    @Test
    void aBodyWithoutALengthEndsAtTheLimit() throws Exception {
        byte[] block = new byte[1 << 20];
        HttpRequest request = signed(KEY, "sts", "/")
                .POST(BodyPublishers.ofInputStream(() -> new Repeated(block, 9)))
                .build();
        try {
            assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
        } catch (IOException closed) {
            // The emulator has answered and closed the connection while the body was still being sent.
            assertThat(EMULATOR.calls())
                    .last()
                    .satisfies(call -> assertThat(call.detail()).contains("more than"));
        }
    }

    /** A block of bytes, several times. */
    private static final class Repeated extends InputStream {
        private final byte[] block;
        private long left;

        Repeated(byte[] block, int times) {
            this.block = block;
            this.left = (long) block.length * times;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(Math.min(left, length), block.length);
            left -= read;
            return read;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iam", "sts", "eks", "sqs", "dynamodb", "kinesis", "monitoring", "aps", "kafka-cluster"})
    void everyErrorCarriesARequestId(String service) throws Exception {
        HttpResponse<String> answer = post(service, "");

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-RequestId").orElse("")).hasSize(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%01%1B", "%EF%BF%BE", "%ED%A0%80", "%3C%26%5D%5D%3E"})
    void anAnswerIsWellFormedXmlWhateverItRepeats(String name) throws Exception {
        HttpResponse<String> answer = post(
                "iam",
                "Action=CreateRole&RoleName=x&AssumeRolePolicyDocument=" + URLEncoder.encode(TRUST, UTF_8) + "&Path="
                        + name);

        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body().getBytes(UTF_8)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(xml.getElementsByTagName("Code").item(0).getTextContent()).isEqualTo("ValidationError");
    }
}
