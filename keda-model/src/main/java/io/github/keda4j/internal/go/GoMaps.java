package io.github.keda4j.internal.go;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps as KEDA reads them: in the form {@code a=1,b=2}, or like the query of a URL. */
public final class GoMaps {

    private GoMaps() {}

    public static <V> Map<String, V> unmodifiable(Map<String, V> map) {
        return Collections.unmodifiableMap(map);
    }

    /** Describes what KEDA would refuse in a map; null if it is valid. */
    public static @Nullable String mapProblem(String text) {
        for (String pair : GoText.split(text, ",")) {
            int equals = pair.indexOf('=');
            if (equals < 0 || pair.indexOf('=', equals + 1) >= 0) {
                return "it must consist of pairs with one equals sign each (for example a=1,b=2)";
            }
        }
        return null;
    }

    public static Map<String, String> map(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        if (!text.isEmpty()) {
            for (String pair : GoText.split(text, ",")) {
                int equals = pair.indexOf('=');
                map.put(GoText.trim(pair.substring(0, equals)), GoText.trim(pair.substring(equals + 1)));
            }
        }
        return unmodifiable(map);
    }

    /** Writes a map as text; null if KEDA would not read it as it was written. */
    public static @Nullable String formatMap(Map<String, ?> map) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, ?> entry : map.entrySet()) {
            String value = entry.getValue().toString();
            if (!isWritable(entry.getKey()) || !isWritable(value)) {
                return null;
            }
            text.append(text.isEmpty() ? "" : ",")
                    .append(entry.getKey())
                    .append('=')
                    .append(value);
        }
        return text.toString();
    }

    private static boolean isWritable(String part) {
        return part.indexOf(',') < 0 && part.indexOf('=') < 0 && part.equals(GoText.trim(part));
    }

    /** Describes what {@code url.ParseQuery} would refuse; null if it is valid. */
    public static @Nullable String queryProblem(String text) {
        if (text.indexOf(';') >= 0) {
            return "a semicolon does not separate pairs";
        }
        for (int index = text.indexOf('%'); index >= 0; index = text.indexOf('%', index + 1)) {
            if (!GoEscapes.isEscape(text, index)) {
                return "two hexadecimal digits must follow each percent sign";
            }
        }
        return null;
    }

    public static Map<String, List<String>> query(String text) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('&', start);
            String pair = text.substring(start, end < 0 ? text.length() : end);
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String key = GoEscapes.decode(equals < 0 ? pair : pair.substring(0, equals));
                List<String> values = query.get(key);
                if (values == null) {
                    values = new ArrayList<>();
                    query.put(key, values);
                }
                values.add(equals < 0 ? "" : GoEscapes.decode(pair.substring(equals + 1)));
            }
            start = end < 0 ? text.length() : end + 1;
        }
        for (Map.Entry<String, List<String>> entry : query.entrySet()) {
            entry.setValue(List.copyOf(entry.getValue()));
        }
        return unmodifiable(query);
    }

    /** Writes a map as the query of a URL. A list has a pair for each element; any other value has a single pair. */
    public static String formatQuery(Map<String, ?> query) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, ?> entry : query.entrySet()) {
            List<?> values = entry.getValue() instanceof List<?> list ? list : List.of(entry.getValue());
            for (Object value : values) {
                text.append(text.isEmpty() ? "" : "&")
                        .append(encode(entry.getKey()))
                        .append('=')
                        .append(encode(value.toString()));
            }
        }
        return text.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
