package io.github.keda4j.podidentity.emulator;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What IAM and STS require of tags (IAM User Guide, "Rules for tagging in IAM and AWS STS"). */
final class TagRules {

    private static final int MAX_TAGS = 50;

    private TagRules() {}

    /**
     * The tags of a call.
     *
     * @param code the service's error code for duplicate or reserved tags
     */
    static Map<String, String> of(QueryParameters call, String code) {
        List<Map.Entry<String, String>> asked = call.tagList("Tags");
        if (asked.size() > MAX_TAGS) {
            throw Constraint.refusal(
                    asked.size() + " tags", "tags", "Member must have length less than or equal to " + MAX_TAGS);
        }
        Set<String> keys = caseless(List.of());
        Map<String, String> tags = new LinkedHashMap<>();
        for (Map.Entry<String, String> tag : asked) {
            String member = "tags." + (tags.size() + 1) + ".member.";
            Constraint.TAG_KEY.require(tag.getKey(), member + "key");
            Constraint.TAG_VALUE.require(tag.getValue(), member + "value");
            if (tag.getKey().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw new AwsError(
                        400, code, "'aws:' prefixed tag key names are not allowed for external use: " + tag.getKey());
            }
            if (!keys.add(tag.getKey())) {
                throw new AwsError(
                        400, code, "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            tags.put(tag.getKey(), tag.getValue());
        }
        return tags;
    }

    /** The tags that a call asks to pass on. */
    static Map<String, String> transitive(QueryParameters call, Map<String, String> tags) {
        Set<String> wanted = caseless(call.list("TransitiveTagKeys"));
        Set<String> unknown = caseless(wanted);
        unknown.removeAll(caseless(tags.keySet()));
        if (!unknown.isEmpty()) {
            throw new AwsError(
                    400,
                    "InvalidParameterValue",
                    "The specified transitive tag key must be included in the requested tags: "
                            + unknown.iterator().next());
        }
        Map<String, String> transitive = new HashMap<>(tags);
        transitive.keySet().removeIf(key -> !wanted.contains(key));
        return transitive;
    }

    private static Set<String> caseless(Collection<String> keys) {
        Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(keys);
        return all;
    }
}
