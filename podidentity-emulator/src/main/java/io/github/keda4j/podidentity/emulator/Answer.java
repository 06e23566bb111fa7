package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What is sent back. */
record Answer(int status, Map<String, String> headers, String body) {

    static Answer xml(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "text/xml"), body);
    }

    static Answer json(String body) {
        return new Answer(200, Map.of("Content-Type", "application/json"), body);
    }

    /** An error in the form of the JSON protocols; the last header is how SQS names it to clients of its older protocol. */
    static Answer json(AwsError error) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("__type", error.code())
                .put("message", error.text())
                .toString();
        return new Answer(
                error.status(),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "X-Amzn-ErrorType",
                        error.code(),
                        "x-amzn-query-error",
                        error.code() + ";Sender"),
                body);
    }

    void send(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        // To HttpServer, 0 means "length unknown" and -1 "no body".
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
