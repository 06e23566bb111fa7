package io.github.keda4j.internal.go;

import java.nio.charset.StandardCharsets;

/** Characters that are written as two hexadecimal digits after a percent sign. */
final class GoEscapes {

    private GoEscapes() {}

    /** Whether two hexadecimal digits follow the character at the index. */
    static boolean isEscape(String text, int index) {
        return index + 2 < text.length() && hex(text.charAt(index + 1)) >= 0 && hex(text.charAt(index + 2)) >= 0;
    }

    /** Decodes a part of a query, whose escapes must be valid. */
    static String decode(String text) {
        return standsForItself(text) ? text : decodeBytes(text);
    }

    /**
     * Whether decoding leaves the text unchanged, as it does with most texts: it has no escape, no plus, and only ASCII
     * characters.
     */
    private static boolean standsForItself(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '%' || character == '+' || character >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String decodeBytes(String text) {
        byte[] bytes = new byte[text.length() * 3];
        int length = 0;
        for (int index = 0; index < text.length(); ) {
            char character = text.charAt(index);
            if (character == '%') {
                bytes[length++] = (byte) (hex(text.charAt(index + 1)) * 16 + hex(text.charAt(index + 2)));
                index += 3;
            } else if (character == '+') {
                bytes[length++] = ' ';
                index++;
            } else {
                int end = index + (Character.isHighSurrogate(character) && index + 1 < text.length() ? 2 : 1);
                for (byte one : text.substring(index, end).getBytes(StandardCharsets.UTF_8)) {
                    bytes[length++] = one;
                }
                index = end;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** The value of a hexadecimal digit; negative if the character is not one. */
    static int hex(char digit) {
        return digit < 128 ? Character.digit(digit, 16) : -1;
    }
}
