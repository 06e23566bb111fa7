package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call with its body, which is read once the caller is known and only up to a limit. */
final class HttpCall {

    /**
     * More than any call of these services takes: SQS allows 1 MiB of messages, and JSON may need six bytes for each
     * byte.
     */
    private static final int MAX_BYTES = 8 << 20;

    /** The size limit for the body of an unsigned call. */
    private static final int MAX_UNSIGNED_BYTES = 64 << 10;

    private final HttpExchange exchange;
    private final byte[] bytes;

    private HttpCall(HttpExchange exchange, byte[] bytes) {
        this.exchange = exchange;
        this.bytes = bytes;
    }

    static HttpCall signed(HttpExchange exchange) {
        return read(exchange, MAX_BYTES);
    }

    static HttpCall unsigned(HttpExchange exchange) {
        return read(exchange, MAX_UNSIGNED_BYTES);
    }

    private static HttpCall read(HttpExchange exchange, int limit) {
        if (announced(exchange) > limit) {
            throw tooLarge(limit);
        }
        try (InputStream body = exchange.getRequestBody()) {
            byte[] bytes = body.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw tooLarge(limit);
            }
            return new HttpCall(exchange, bytes);
        } catch (IOException broken) {
            throw new AwsError(400, "RequestTimeout", "The body of the call did not arrive: " + broken.getMessage());
        }
    }

    private static long announced(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length.trim());
        } catch (NumberFormatException notANumber) {
            throw new AwsError(400, "InvalidRequest", "The Content-Length \"" + length + "\" is not a number.");
        }
    }

    private static AwsError tooLarge(int limit) {
        return new AwsError(413, "RequestEntityTooLarge", "The body of the call has more than " + limit + " bytes.");
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    Wire wire() {
        return Wire.of(exchange.getRequestHeaders());
    }

    /** The body, decoded according to the call's protocol. */
    JsonNode json() {
        return wire().read(bytes);
    }

    /** The path as one text. */
    String wholePath() {
        return exchange.getRequestURI().getPath();
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /** A header's value; empty if it is missing. */
    String header(String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** The parts of the path between its slashes. */
    List<String> path() {
        List<String> path = new ArrayList<>();
        for (String part : exchange.getRequestURI().getRawPath().substring(1).split("/", -1)) {
            path.add(QueryParameters.decode(part.replace("+", "%2B")));
        }
        return path;
    }

    /** The query parameters; the values of a repeated parameter are separated by line breaks. */
    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    query.merge(
                            QueryParameters.decode(pair.substring(0, equals)),
                            QueryParameters.decode(pair.substring(equals + 1)),
                            (first, second) -> first + "\n" + second);
                }
            }
        }
        return query;
    }
}
