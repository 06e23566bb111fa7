package io.github.keda4j.validator.internal.core;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Decodes base64 as Kubernetes does: with padding, skipping line breaks. */
public final class Base64Text {

    private static final int GROUP = 4;

    private Base64Text() {}

    /** The decoded bytes; null if Kubernetes would refuse the text. */
    public static byte @Nullable [] decode(String text) {
        String encoded = text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : text.replace("\n", "").replace("\r", "");
        try {
            // Java's decoder does not insist on padding.
            return encoded.length() % GROUP == 0 ? Base64.getDecoder().decode(encoded) : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
