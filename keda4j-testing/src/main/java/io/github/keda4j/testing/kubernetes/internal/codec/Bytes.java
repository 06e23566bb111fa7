package io.github.keda4j.testing.kubernetes.internal.codec;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bytes as the API server writes them: in Base64. */
final class Bytes {

    private Bytes() {}

    static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String canonical(String text) {
        // Go skips line breaks, but no other characters.
        String joined = text.replace("\n", "").replace("\r", "");
        try {
            byte[] bytes = Base64.getDecoder().decode(joined);
            String canonical = Base64.getEncoder().encodeToString(bytes);
            if (canonical.length() == joined.length()) {
                return canonical;
            }
        } catch (IllegalArgumentException e) {
            // Falls through to the message.
        }
        throw new DecodeException("illegal base64 data");
    }
}
