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
                    "1 validation error detected: Value null at '" + Constraint.spelled(name)
                            + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    /** A non-negative number. */
    int number(String name, int otherwise) {
        return number(name, otherwise, 0, Integer.MAX_VALUE);
    }

    /** A number in a range, including both bounds. */
    int number(String name, int otherwise, int least, int most) {
        String value = values.get(name);
        try {
            int number = value == null ? otherwise : Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The error is the same as for a number that is out of range.
        }
        throw Constraint.refusal(
                String.valueOf(value),
                name,
                "Member must be a number from " + least + (most == Integer.MAX_VALUE ? "" : " to " + most));
    }

    /** {@code name.member.1}, {@code name.member.2} and so on. */
    List<String> list(String name) {
        return list(name, "");
    }

    /** {@code name.member.1.part}, {@code name.member.2.part} and so on; the part includes its dot. */
    List<String> list(String name, String part) {
        List<String> members = new ArrayList<>();
        String value = values.get(name + ".member.1" + part);
        while (value != null) {
            members.add(value);
            value = values.get(name + ".member." + (members.size() + 1) + part);
        }
        return members;
    }

    /** {@code name.member.1.Key} with {@code name.member.1.Value} and so on, including repeated keys. */
    List<Map.Entry<String, String>> tagList(String name) {
        List<Map.Entry<String, String>> tags = new ArrayList<>();
        String key = values.get(name + ".member.1.Key");
        while (key != null) {
            String member = name + ".member." + (tags.size() + 1);
            tags.add(Map.entry(key, values.getOrDefault(member + ".Value", "")));
            key = values.get(name + ".member." + (tags.size() + 1) + ".Key");
        }
        return tags;
    }

    /** The same parameters as a map. */
    Map<String, String> tags(String name) {
        Map<String, String> tags = new LinkedHashMap<>();
        tagList(name).forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        return tags;
    }

    /** The text, which must meet the constraint; null if it is absent. */
    @Nullable
    String get(String name, Constraint constraint) {
        String value = values.get(name);
        return value == null ? null : constraint.require(value, name);
    }

    String get(String name, String otherwise, Constraint constraint) {
        return constraint.require(get(name, otherwise), name);
    }

    String required(String name, Constraint constraint) {
        return constraint.require(required(name), name);
    }

    /** Decodes the percent escapes of a form or a path. */
    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new AwsError(400, "MalformedQueryString", "The call is not URL-encoded: " + malformed.getMessage());
        }
    }
}
