package io.github.keda4j.yaml;

import java.util.Locale;

/** Names of values that messages do not show, because they are usually confidential. */
final class SecretNames {

    private static final String[] PARTS = {
        "password",
        "passwd",
        "passphrase",
        "pwd",
        "secret",
        "token",
        "credential",
        "connection",
        "apikey",
        "accesskey",
        "privatekey",
        "authorization",
        "sasl",
        "signature"
    };

    private SecretNames() {}

    /** Whether a key is such a name, regardless of case, dashes and underscores. */
    static boolean contains(String key) {
        String plain = key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        for (String part : PARTS) {
            if (plain.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
