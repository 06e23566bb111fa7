package io.github.keda4j.trigger.generator.upgrade;

import io.github.keda4j.trigger.generator.catalogue.Source;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a Go expression without running it.
 *
 * @param type the type; null if it is unknown
 * @param texts the strings that the value may be; for a map or slice literal, its elements
 * @param keys the keys of a map literal
 * @param given which of the maps with users' values this is; null for any other value
 * @param element whether it is a key or a value from such a map
 */
record GoValue(
        @Nullable Type type,
        Set<String> texts,
        Set<String> keys,
        @Nullable Source given,
        boolean element) {

    /** A type, as the tokens with which it is written in a package. */
    record Type(String inPackage, List<GoToken> name) {}

    static final GoValue UNKNOWN = new GoValue(null, Set.of(), Set.of(), null, false);

    static GoValue of(String inPackage, List<GoToken> type) {
        return new GoValue(new Type(inPackage, type), Set.of(), Set.of(), null, false);
    }

    static GoValue text(String text) {
        return new GoValue(null, Set.of(text), Set.of(), null, false);
    }

    static GoValue literal(Set<String> keys, Set<String> elements) {
        return new GoValue(null, sorted(elements), sorted(keys), null, false);
    }

    static GoValue given(Source source) {
        return new GoValue(null, Set.of(), Set.of(), source, false);
    }

    static GoValue elementOfGiven() {
        return new GoValue(null, Set.of(), Set.of(), null, true);
    }

    boolean isKnown() {
        return !equals(UNKNOWN);
    }

    /** A key of the value, if code iterates over it. */
    GoValue key() {
        return given == null ? new GoValue(null, keys, Set.of(), null, false) : elementOfGiven();
    }

    /** An element of the value. */
    GoValue anElement() {
        return given == null ? new GoValue(null, texts, Set.of(), null, element) : elementOfGiven();
    }

    /** What is known about a variable to which both values are assigned. */
    GoValue or(GoValue other) {
        Set<String> allTexts = new TreeSet<>(texts);
        allTexts.addAll(other.texts);
        Set<String> allKeys = new TreeSet<>(keys);
        allKeys.addAll(other.keys);
        return new GoValue(
                type == null ? other.type : type,
                sorted(allTexts),
                sorted(allKeys),
                given == null ? other.given : given,
                element || other.element);
    }

    private static Set<String> sorted(Set<String> texts) {
        return Collections.unmodifiableSet(new TreeSet<>(texts));
    }
}
