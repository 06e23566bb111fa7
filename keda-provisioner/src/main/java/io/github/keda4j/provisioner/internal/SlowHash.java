package io.github.keda4j.provisioner.internal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A hash of hidden values that may be stored in a file: guessing a value costs half a million hashes per guess, and
 * again for each file.
 *
 * @param salt random bytes, in hexadecimal digits
 * @param hash the hash, in hexadecimal digits
 */
public record SlowHash(String salt, String hash) {

    /** The digits of a salt. */
    public static final int SALT_DIGITS = 32;

    /** The digits of a hash. */
    public static final int HASH_DIGITS = 64;

    /** What OWASP's Password Storage Cheat Sheet recommends for PBKDF2 with SHA-256. */
    private static final int ITERATIONS = 600_000;

    private static final int BITS_A_DIGIT = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * {@return a hash with a new salt}
     *
     * @param values the values; their order counts
     */
    public static SlowHash of(List<String> values) {
        byte[] salt = new byte[SALT_DIGITS / 2];
        RANDOM.nextBytes(salt);
        return of(values, HexFormat.of().formatHex(salt));
    }

    /**
     * {@return whether this is the hash of some values}
     *
     * @param values the values; their order counts
     */
    public boolean isOf(List<String> values) {
        return equals(of(values, salt));
    }

    private static SlowHash of(List<String> values, String salt) {
        StringBuilder text = new StringBuilder().append(values.size());
        values.forEach(
                value -> text.append(' ').append(value.length()).append(':').append(value));
        PBEKeySpec spec = new PBEKeySpec(
                text.toString().toCharArray(), HexFormat.of().parseHex(salt), ITERATIONS, HASH_DIGITS * BITS_A_DIGIT);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new SlowHash(salt, HexFormat.of().formatHex(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2 with SHA-256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
