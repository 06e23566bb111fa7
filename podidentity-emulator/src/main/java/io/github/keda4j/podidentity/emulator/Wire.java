package io.github.keda4j.podidentity.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads calls and writes answers in the format of a protocol. */
enum Wire {
    REST("application/json"),
    JSON("application/x-amz-json-1.0"),
    JSON_1_1("application/x-amz-json-1.1"),
    CBOR("application/x-amz-cbor-1.1"),
    RPC_V2_CBOR("application/cbor"),
    XML("text/xml");

    private static final ObjectMapper TEXT = new ObjectMapper();
    private static final ObjectMapper BINARY = new CBORMapper();

    private final String contentType;

    Wire(String contentType) {
        this.contentType = contentType;
    }

    static Wire of(Headers headers) {
        if ("rpc-v2-cbor".equals(headers.getFirst("smithy-protocol"))) {
            return RPC_V2_CBOR;
        }
        String contentType = String.valueOf(headers.getFirst("Content-Type"));
        if (contentType.startsWith(CBOR.contentType)) {
            return CBOR;
        }
        if (contentType.startsWith("application/x-www-form-urlencoded")) {
            return XML;
        }
        return contentType.startsWith(JSON.contentType) ? JSON : JSON_1_1;
    }

    String contentType() {
        return contentType;
    }

    private ObjectMapper mapper() {
        return this == CBOR || this == RPC_V2_CBOR ? BINARY : TEXT;
    }

    JsonNode read(byte[] body) {
        try {
            return mapper().readTree(body);
        } catch (IOException unreadable) {
            throw new AwsError(400, "SerializationException", "The body of the call cannot be read.");
        }
    }

    /** An answer with a JSON object. */
    Answer answer(Consumer<ObjectNode> members) {
        return answer(200, Map.of(), members);
    }

    private Answer answer(int status, Map<String, String> more, Consumer<ObjectNode> members) {
        ObjectNode root = TEXT.createObjectNode();
        members.accept(root);
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("Content-Type", contentType);
        if (this == RPC_V2_CBOR) {
            headers.put("smithy-protocol", "rpc-v2-cbor");
        }
        try {
            return new Answer(status, headers, mapper().writeValueAsBytes(root));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * An error. The second header is for services that used to speak the query protocol. The SDK for Go reads the error
     * of the agent's answers from {@code code}.
     */
    Answer refusal(AwsError error) {
        return answer(
                error.status(),
                Map.of("X-Amzn-ErrorType", error.code(), "x-amzn-query-error", error.code() + ";Sender"),
                root -> root.put("code", error.code())
                        .put("__type", error.code())
                        .put("message", error.text()));
    }
}
