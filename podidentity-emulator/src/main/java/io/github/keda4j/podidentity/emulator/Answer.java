package io.github.keda4j.podidentity.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The answer that is sent back. */
final class Answer {

    private static final String CONTENT_TYPE = "Content-Type";
    private static final String REQUEST_ID = "x-amzn-RequestId";

    private final int status;
    private final Map<String, String> headers;
    private final byte[] bytes;

    Answer(int status, Map<String, String> headers, byte[] bytes) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.bytes = bytes;
    }

    Answer(int status, Map<String, String> headers, String body) {
        this(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer xml(int status, String body) {
        return new Answer(status, Map.of(CONTENT_TYPE, "text/xml"), body);
    }

    /** An error in the form of the query protocol. */
    static Answer xml(String namespace, AwsError error, String requestId) {
        return xml(error.status(), XmlWriter.error(namespace, error, requestId));
    }

    static Answer json(String body) {
        return new Answer(200, Map.of(CONTENT_TYPE, Wire.REST.contentType()), body);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void send(HttpExchange exchange, String requestId) throws IOException {
        exchange.getResponseHeaders().set(REQUEST_ID, requestId);
        headers.forEach(exchange.getResponseHeaders()::set);
        // To HttpServer, 0 means "length unknown" and -1 "no body".
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            OutputStream body = exchange.getResponseBody();
            body.write(bytes);
            // Closing the exchange waits for the rest of the call, and JDK 25 holds back the answer until then.
            body.flush();
        }
    }
}
