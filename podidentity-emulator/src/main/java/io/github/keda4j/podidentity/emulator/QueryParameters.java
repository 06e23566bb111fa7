package io.github.keda4j.podidentity.emulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a call in AWS's query protocol: {@code Action=CreateRole&RoleName=x&Tags.member.1.Key=...}. */
final class QueryParameters {

    private final Map<String, String> values;

    private QueryParameters(Map<String, String> values) {
        this.values = values;
    }

    static QueryParameters parse(String form) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new QueryParameters(values);
    }

    String action() {
        return values.getOrDefault("Action", "");
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    String get(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    String required(String name) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw new AwsError(
                    400,
                    "ValidationError",
                    "1 validation error detected: Value null at '" + Character.toLowerCase(name.charAt(0))
                            + name.substring(1) + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    /** A number that is not negative. */
    int number(String name, int otherwise) {
        return number(name, otherwise, 0, Integer.MAX_VALUE);
    }

    /** A number between two others, which are allowed too. */
    int number(String name, int otherwise, int least, int most) {
        String value = values.get(name);
        try {
            int number = value == null ? otherwise : Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The error is the same.
        }
        throw new AwsError(
                400,
                "ValidationError",
                "1 validation error detected: Value '" + value + "' at '" + Character.toLowerCase(name.charAt(0))
                        + name.substring(1) + "' failed to satisfy constraint: Member must be a number from " + least
                        + (most == Integer.MAX_VALUE ? "" : " to " + most));
    }

    /** {@code name.member.1}, {@code name.member.2} and so on. */
    List<String> list(String name) {
        List<String> members = new ArrayList<>();
        for (String value = values.get(name + ".member.1"); value != null; ) {
            members.add(value);
            value = values.get(name + ".member." + (members.size() + 1));
        }
        return members;
    }

    /** {@code name.member.1.Key} with {@code name.member.1.Value} and so on. */
    Map<String, String> tags(String name) {
        Map<String, String> tags = new LinkedHashMap<>();
        int index = 1;
        for (String key = values.get(name + ".member.1.Key"); key != null; ) {
            tags.put(key, values.getOrDefault(name + ".member." + index + ".Value", ""));
            index++;
            key = values.get(name + ".member." + index + ".Key");
        }
        return tags;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
