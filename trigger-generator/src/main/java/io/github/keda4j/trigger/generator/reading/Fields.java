package io.github.keda4j.trigger.generator.reading;

import io.github.keda4j.trigger.generator.catalogue.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the entries of a mapping by the types that they should have. An entry of another type is reported as a problem
 * and then counts as absent.
 */
final class Fields {

    private final Map<String, Yaml> entries = new LinkedHashMap<>();
    private final Map<String, Place> keys = new LinkedHashMap<>();
    private final Place place;
    private final String owner;
    private final Problems problems;

    /** Creates a reader of entries; {@code owner} is the name of their owner in messages. */
    Fields(Yaml.Mapping mapping, String owner, Problems problems) {
        this.entries.putAll(mapping.entries());
        this.keys.putAll(mapping.keys());
        this.place = mapping.place();
        this.owner = owner;
        this.problems = problems;
    }

    /** Adds the entries of another mapping that are not present yet. */
    void addMissing(Fields others) {
        addMissing(others, List.of());
    }

    /** Adds some entries of another mapping that are not present yet. */
    void addMissing(Fields others, Collection<String> but) {
        others.entries.forEach((key, value) -> {
            if (!but.contains(key)) {
                entries.putIfAbsent(key, value);
                keys.putIfAbsent(key, others.placeOf(key));
            }
        });
    }

    /** Adds an entry for an entire fragment, if there is none. */
    void addMissing(String key, Yaml value) {
        if (entries.putIfAbsent(key, value) == null) {
            keys.put(key, value.place());
        }
    }

    Place place() {
        return place;
    }

    Place placeOf(String key) {
        return keys.getOrDefault(key, place);
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    @Nullable
    Yaml get(String key) {
        return entries.get(key);
    }

    Set<String> names() {
        return entries.keySet();
    }

    void problem(String key, String message) {
        problems.add(placeOf(key), message);
    }

    /** Reports every entry that is not one of the known ones. */
    void allowOnly(Set<String> known, String what) {
        for (String key : entries.keySet()) {
            if (!known.contains(key)) {
                problem(key, "unknown " + what + " " + key + " of " + owner + Problems.suggestion(key, known));
            }
        }
    }

    Optional<String> text(String key) {
        Yaml value = entries.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Yaml.Scalar scalar) {
            if (!scalar.text().isBlank()) {
                return Optional.of(scalar.text());
            }
            wrongType(key, value, "a text");
            return Optional.empty();
        }
        wrongType(key, value, "a text");
        return Optional.empty();
    }

    /** Reads a text, or a list, whose elements are joined with the separator. */
    Optional<String> textOrList(String key, String separator) {
        return entries.get(key) instanceof Yaml.Items ? Optional.of(String.join(separator, texts(key))) : text(key);
    }

    boolean flag(String key) {
        Yaml value = entries.get(key);
        if (value == null) {
            return false;
        }
        if (value instanceof Yaml.Scalar scalar && !scalar.quoted()) {
            if (scalar.text().equals("true") || scalar.text().equals("false")) {
                return scalar.text().equals("true");
            }
        }
        wrongType(key, value, "true or false");
        return false;
    }

    List<String> texts(String key) {
        Yaml value = entries.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Yaml.Items list)) {
            wrongType(key, value, "a list, [a, b]");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Yaml item : list.items()) {
            if (item instanceof Yaml.Scalar scalar) {
                texts.add(scalar.text());
            } else {
                wrongType(key, item, "a list of words");
            }
        }
        return texts;
    }

    /** Reads a word that must be one of the allowed words. */
    <T> Optional<T> oneOf(String key, Map<String, T> known) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        T value = known.get(text.get());
        if (value == null) {
            problem(key, key + " of " + owner + " is " + text.get() + Problems.suggestion(text.get(), known.keySet()));
        }
        return Optional.ofNullable(value);
    }

    /** Reads a list of words, each of which must be one of the allowed words. */
    <T> List<T> someOf(String key, Map<String, T> known) {
        List<T> values = new ArrayList<>();
        for (String text : texts(key)) {
            T value = known.get(text);
            if (value == null) {
                problem(key, key + " of " + owner + " has " + text + Problems.suggestion(text, known.keySet()));
            } else if (values.contains(value)) {
                problem(key, key + " of " + owner + " lists " + text + " twice");
            } else {
                values.add(value);
            }
        }
        return values;
    }

    /** The entries of a mapping under the key; empty if there is none. */
    Optional<Yaml.Mapping> mapping(String key) {
        Yaml value = entries.get(key);
        if (value instanceof Yaml.Mapping mapping) {
            return Optional.of(mapping);
        }
        if (value != null) {
            wrongType(key, value, "a mapping");
        }
        return Optional.empty();
    }

    /** The mappings of a list under the key; empty if there is none. */
    List<Yaml.Mapping> mappings(String key) {
        Yaml value = entries.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Yaml.Items list)) {
            wrongType(key, value, "a list of mappings");
            return List.of();
        }
        List<Yaml.Mapping> mappings = new ArrayList<>();
        for (Yaml item : list.items()) {
            if (item instanceof Yaml.Mapping mapping) {
                mappings.add(mapping);
            } else {
                problems.add(
                        item.place(), key + " of " + owner + " has " + item.kind() + ", but must contain mappings");
            }
        }
        return mappings;
    }

    private void wrongType(String key, Yaml value, String wanted) {
        String found = value instanceof Yaml.Scalar scalar && scalar.text().isBlank() ? "empty" : value.kind();
        problems.add(placeOf(key), key + " of " + owner + " is " + found + ", but must be " + wanted);
    }
}
