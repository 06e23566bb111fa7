package io.github.keda4j.provisioner.internal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A hash of hidden values that may be stored in a file: each guess costs half a million hash operations, separately for
 * each file.
 *
 * @param iterations how often a value is hashed, from 1 to {@value #MOST_ITERATIONS}; stored with the hash, so that a
 *     later version may use a higher number and still check this hash
 * @param salt random bytes, in hexadecimal digits
 * @param hash the hash, in hexadecimal digits
 */
public record SlowHash(int iterations, String salt, String hash) {

    /** How many hexadecimal digits a salt has. */
    public static final int SALT_DIGITS = 32;

    /** How many hexadecimal digits a hash has. */
    public static final int HASH_DIGITS = 64;

    /** The number of iterations that OWASP's Password Storage Cheat Sheet recommends for PBKDF2 with SHA-256. */
    public static final int ITERATIONS = 600_000;

    /** The most iterations that a file may require: a few seconds of work. */
    public static final int MOST_ITERATIONS = 10_000_000;

    private static final int BITS_A_DIGIT = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * {@return a hash with a new salt}
     *
     * @param values the values; their order matters
     * @param iterations how often they are hashed: {@link #ITERATIONS} for a hash that leaves this process
     */
    public static SlowHash of(List<String> values, int iterations) {
        byte[] salt = new byte[SALT_DIGITS / 2];
        RANDOM.nextBytes(salt);
        return of(values, iterations, HexFormat.of().formatHex(salt));
    }

    /**
     * {@return whether this is the hash of some values}
     *
     * @param values the values; their order matters
     */
    public boolean isOf(List<String> values) {
        return equals(of(values, iterations, salt));
    }

    private static SlowHash of(List<String> values, int iterations, String salt) {
        StringBuilder text = new StringBuilder().append(values.size());
        values.forEach(
                value -> text.append(' ').append(value.length()).append(':').append(value));
        PBEKeySpec spec = new PBEKeySpec(
                text.toString().toCharArray(), HexFormat.of().parseHex(salt), iterations, HASH_DIGITS * BITS_A_DIGIT);
        try {
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new SlowHash(iterations, salt, HexFormat.of().formatHex(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2 with SHA-256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
