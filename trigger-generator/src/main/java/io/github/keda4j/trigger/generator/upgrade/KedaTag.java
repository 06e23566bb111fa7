package io.github.keda4j.trigger.generator.upgrade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code keda:"..."} tag of a field, as KEDA parses it: settings separated by commas, values by semicolons.
 */
record KedaTag(Map<String, String> settings) {

    private static final Pattern TAG = Pattern.compile("\\bkeda:\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Finds the tag among the field's tags. */
    static Optional<KedaTag> of(String tags) {
        Matcher matcher = TAG.matcher(tags);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : matcher.group(1).split(",", -1)) {
            int equals = setting.indexOf('=');
            String key = (equals < 0 ? setting : setting.substring(0, equals)).trim();
            if (!key.isEmpty()) {
                settings.put(
                        key, equals < 0 ? "" : setting.substring(equals + 1).trim());
            }
        }
        return Optional.of(new KedaTag(settings));
    }

    boolean has(String key) {
        return settings.containsKey(key);
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    /** A setting without a value counts as true. */
    boolean flag(String key) {
        String value = settings.get(key);
        return value != null && (value.isEmpty() || value.equals("true"));
    }

    List<String> values(String key) {
        List<String> values = new ArrayList<>();
        for (String value : settings.getOrDefault(key, "").split(";", -1)) {
            if (!value.isBlank()) {
                values.add(value.trim());
            }
        }
        return values;
    }
}
