package io.github.keda4j.provisioner.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The inline policies that a stack has put into a role, as the value of the stack's tag: for each policy its name (or
 * its hash, if the names are too long or have characters that tags do not allow) and the hash of its document.
 *
 * @param tokens document hashes by name or hashed name
 */
record Claims(Map<String, String> tokens) {

    private static final int LONGEST = 256;
    private static final int NAME_DIGITS = 12;
    private static final int DOCUMENT_DIGITS = 8;
    private static final String BETWEEN = " ";
    private static final String HASHED = ":";

    Claims {
        tokens = new TreeMap<>(tokens);
    }

    static Claims of(Map<String, String> documents) {
        Map<String, String> tokens = new LinkedHashMap<>();
        documents.forEach((name, text) -> tokens.put(name, Hashes.of(text, DOCUMENT_DIGITS)));
        Claims plain = new Claims(tokens);
        if (tokens.keySet().stream().noneMatch(name -> name.contains(",") || name.contains("="))
                && plain.value().length() <= LONGEST) {
            return plain;
        }
        Map<String, String> hashed = new LinkedHashMap<>();
        tokens.forEach((name, document) -> hashed.put(hashed(name), document));
        return new Claims(hashed);
    }

    static final Claims NONE = new Claims(Map.of());

    static Claims parse(String value) {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String token : value.split(BETWEEN, -1)) {
            int equals = token.lastIndexOf('=');
            if (equals > 0) {
                tokens.put(token.substring(0, equals), token.substring(equals + 1));
            }
        }
        return new Claims(tokens);
    }

    /** The claims as written in a packed tag: two hashes for each inline policy, without separators. */
    String packed() {
        StringBuilder packed = new StringBuilder();
        tokens.forEach((name, document) -> packed.append(
                        (name.startsWith(HASHED) ? name : hashed(name)).substring(HASHED.length()))
                .append(document));
        return packed.toString();
    }

    static Claims unpack(String packed) {
        Map<String, String> tokens = new LinkedHashMap<>();
        int digits = NAME_DIGITS + DOCUMENT_DIGITS;
        for (int at = 0; at + digits <= packed.length(); at += digits) {
            tokens.put(
                    HASHED + packed.substring(at, at + NAME_DIGITS), packed.substring(at + NAME_DIGITS, at + digits));
        }
        return new Claims(tokens);
    }

    /** These claims together with others. */
    Claims with(Claims others) {
        Map<String, String> both = new TreeMap<>(others.tokens);
        both.putAll(tokens);
        return new Claims(both);
    }

    /** Whether both mean the same, no matter whether their names are hashed. */
    boolean isAs(Claims others) {
        return canonical().equals(others.canonical());
    }

    /** A hash that is the same for equal claims. */
    Claims canonical() {
        return unpack(packed());
    }

    private static String hashed(String name) {
        return HASHED + Hashes.of(name, NAME_DIGITS);
    }

    /** The tag's value. */
    String value() {
        List<String> parts = new ArrayList<>();
        tokens.forEach((name, document) -> parts.add(name + "=" + document));
        return String.join(BETWEEN, parts);
    }

    boolean fits() {
        return value().length() <= LONGEST;
    }

    boolean has(String policy) {
        return documentHash(policy).isPresent();
    }

    /** Whether the owner claims this policy with this text. */
    boolean agrees(String policy, String text) {
        return documentHash(policy)
                .filter(Hashes.of(text, DOCUMENT_DIGITS)::equals)
                .isPresent();
    }

    private Optional<String> documentHash(String policy) {
        return Optional.ofNullable(tokens.getOrDefault(policy, tokens.get(hashed(policy))));
    }
}
