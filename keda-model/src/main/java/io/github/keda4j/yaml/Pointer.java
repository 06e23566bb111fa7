package io.github.keda4j.yaml;

import org.jspecify.annotations.Nullable;

/**
 * The way from an object to a value in it. Made for every value that is read, and a text only for those that are wrong.
 *
 * @param parent the way to what the value is in, or null for the object itself
 * @param key the key of a map, or null for an element of a list
 * @param index the place in a list
 */
record Pointer(@Nullable Pointer parent, @Nullable String key, int index) {

    /** To the object itself. */
    static final Pointer ROOT = new Pointer(null, "", 0);

    Pointer to(String child) {
        return new Pointer(this, child, 0);
    }

    Pointer to(int element) {
        return new Pointer(this, null, element);
    }

    /** {@return the JSON pointer (RFC 6901); empty for the object itself} */
    @Override
    public String toString() {
        if (parent == null) {
            return "";
        }
        StringBuilder text = new StringBuilder(parent.toString()).append('/');
        return (key == null ? text.append(index) : text.append(escaped(key))).toString();
    }

    private static String escaped(String key) {
        return key.indexOf('~') < 0 && key.indexOf('/') < 0
                ? key
                : key.replace("~", "~0").replace("/", "~1");
    }
}
