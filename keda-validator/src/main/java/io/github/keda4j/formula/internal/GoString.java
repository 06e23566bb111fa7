package io.github.keda4j.formula.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * Strings as in Go: bytes, mostly UTF-8. Inside this package a string of a formula is a Java string whose every char is
 * one byte, so that offsets, comparison and invalid UTF-8 behave as in Go, and Java stores the string compactly.
 */
final class GoString {

    /** The character that Go reads if the bytes are not UTF-8. */
    static final int REPLACEMENT = 0xFFFD;

    private static final int WIDTH_SHIFT = 24;
    private static final int RUNE_MASK = (1 << WIDTH_SHIFT) - 1;

    private GoString() {}

    /** The bytes of a text in UTF-8. */
    static String of(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) >= 0x80) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return text;
    }

    /** The text that the bytes encode; each byte that is not UTF-8 becomes the replacement character. */
    static String text(String bytes) {
        StringBuilder text = new StringBuilder(bytes.length());
        for (int at = 0; at < bytes.length(); at += width(bytes, at)) {
            text.appendCodePoint(rune(bytes, at));
        }
        return text.toString();
    }

    /** Appends a rune in UTF-8; an invalid rune becomes the replacement character. */
    static void append(StringBuilder bytes, int rune) {
        if (rune >= 0 && rune < 0x80) {
            bytes.append((char) rune);
        } else if (rune >= 0 && rune < 0x800) {
            bytes.append((char) (0xC0 | rune >> 6)).append(continuation(rune));
        } else if (rune < 0 || rune > Character.MAX_CODE_POINT || (rune >= 0xD800 && rune <= 0xDFFF)) {
            append(bytes, REPLACEMENT);
        } else if (rune < 0x10000) {
            bytes.append((char) (0xE0 | rune >> 12))
                    .append(continuation(rune >> 6))
                    .append(continuation(rune));
        } else {
            bytes.append((char) (0xF0 | rune >> 18))
                    .append(continuation(rune >> 12))
                    .append(continuation(rune >> 6))
                    .append(continuation(rune));
        }
    }

    private static char continuation(int bits) {
        return (char) (0x80 | (bits & 0x3F));
    }

    /** Reads the rune that begins at the index; pass the result to {@link #rune} and {@link #width}. */
    private static int decode(String bytes, int at) {
        int first = bytes.charAt(at);
        if (first < 0x80) {
            return 1 << WIDTH_SHIFT | first;
        }
        int width = first >= 0xF0 && first <= 0xF4 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
        if (width == 0 || first > 0xF4 || at + width > bytes.length()) {
            return 1 << WIDTH_SHIFT | REPLACEMENT;
        }
        int rune = first & (0x7F >> width);
        for (int i = 1; i < width; i++) {
            int next = bytes.charAt(at + i);
            if ((next & 0xC0) != 0x80) {
                return 1 << WIDTH_SHIFT | REPLACEMENT;
            }
            rune = rune << 6 | (next & 0x3F);
        }
        boolean tooLong = (width == 3 && rune < 0x800) || (width == 4 && rune < 0x10000);
        boolean surrogate = rune >= 0xD800 && rune <= 0xDFFF;
        return tooLong || surrogate || rune > Character.MAX_CODE_POINT
                ? 1 << WIDTH_SHIFT | REPLACEMENT
                : width << WIDTH_SHIFT | rune;
    }

    /** The rune that begins at the index, or the replacement character. */
    static int rune(String bytes, int at) {
        return decode(bytes, at) & RUNE_MASK;
    }

    /** The number of bytes of the rune at the index; 1 if the bytes are not UTF-8. */
    static int width(String bytes, int at) {
        return decode(bytes, at) >>> WIDTH_SHIFT;
    }

    static int runeCount(String bytes) {
        int count = 0;
        for (int at = 0; at < bytes.length(); at += width(bytes, at)) {
            count++;
        }
        return count;
    }

    /** {@code unicode.IsSpace}. */
    static boolean isSpace(int rune) {
        return switch (rune) {
            case '\t', '\n', 0x0B, '\f', '\r', ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default -> rune >= 0x2000 && rune <= 0x200A;
        };
    }

    static String upper(String bytes) {
        return map(bytes, Character::toUpperCase);
    }

    static String lower(String bytes) {
        return map(bytes, Character::toLowerCase);
    }

    private static String map(String bytes, IntUnaryOperator mapping) {
        StringBuilder mapped = new StringBuilder(bytes.length());
        for (int at = 0; at < bytes.length(); at += width(bytes, at)) {
            append(mapped, mapping.applyAsInt(rune(bytes, at)));
        }
        return mapped.toString();
    }

    static String trimSpace(String bytes) {
        return trim(bytes, GoString::isSpace);
    }

    /** Removes the characters of a set from both ends. */
    static String trim(String bytes, String set) {
        return trim(bytes, rune -> {
            for (int at = 0; at < set.length(); at += width(set, at)) {
                if (rune(set, at) == rune) {
                    return true;
                }
            }
            return false;
        });
    }

    private static String trim(String bytes, IntPredicate removed) {
        int start = 0;
        while (start < bytes.length() && removed.test(rune(bytes, start))) {
            start += width(bytes, start);
        }
        int end = bytes.length();
        while (end > start) {
            int last = lastRuneStart(bytes, start, end);
            if (!removed.test(rune(bytes, last))) {
                break;
            }
            end = last;
        }
        return bytes.substring(start, end);
    }

    private static int lastRuneStart(String bytes, int start, int end) {
        int at = end - 1;
        while (at > Math.max(start, end - 4) && (bytes.charAt(at) & 0xC0) == 0x80) {
            at--;
        }
        return at + width(bytes, at) == end ? at : end - 1;
    }

    /** {@code strings.SplitN}, or {@code SplitAfterN} if separators are kept; null for a nil slice. */
    static List<Object> split(String bytes, String separator, boolean keep, long limit) {
        List<Object> parts = new ArrayList<>();
        int start = 0;
        while (limit < 0 || parts.size() < limit - 1) {
            int end;
            if (separator.isEmpty()) {
                end = start < bytes.length() ? start + width(bytes, start) : -1;
                if (end == bytes.length()) {
                    end = -1;
                }
            } else {
                end = bytes.indexOf(separator, start);
            }
            if (end < 0) {
                break;
            }
            parts.add(bytes.substring(start, keep ? end + separator.length() : end));
            start = end + separator.length();
        }
        if (!separator.isEmpty() || start < bytes.length()) {
            parts.add(bytes.substring(start));
        }
        return parts;
    }

    /** {@code strings.Replace}, for all occurrences if the limit is negative. */
    static String replace(String bytes, String old, String replacement, long limit) {
        if (old.equals(replacement) || limit == 0) {
            return bytes;
        }
        StringBuilder result = new StringBuilder(bytes.length());
        int start = 0;
        for (long done = 0; limit < 0 || done < limit; done++) {
            int end;
            if (old.isEmpty()) {
                end = done == 0 ? 0 : start < bytes.length() ? start + width(bytes, start) : -1;
            } else {
                end = bytes.indexOf(old, start);
            }
            if (end < 0) {
                break;
            }
            result.append(bytes, start, end).append(replacement);
            start = end + old.length();
        }
        return result.append(bytes, start, bytes.length()).toString();
    }
}
