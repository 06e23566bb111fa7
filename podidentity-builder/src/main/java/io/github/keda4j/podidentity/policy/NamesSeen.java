package io.github.keda4j.podidentity.policy;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names seen in one object: a list to scan while there are few, as in every ordinary policy, and a set when there
 * are many.
 */
final class NamesSeen {

    private static final int FEW = 8;

    private final @Nullable String[] few = new @Nullable String[FEW];
    private int count;
    private @Nullable Set<String> many;

    /** Whether the name is new. */
    boolean add(String name) {
        if (many != null) {
            return many.add(name);
        }
        for (int i = 0; i < count; i++) {
            if (name.equals(few[i])) {
                return false;
            }
        }
        if (count < FEW) {
            few[count++] = name;
            return true;
        }
        Set<String> all = new HashSet<>();
        for (String seen : few) {
            if (seen != null) {
                all.add(seen);
            }
        }
        many = all;
        return all.add(name);
    }
}
