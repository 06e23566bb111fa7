package io.github.keda4j.podidentity.emulator;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the API References of IAM and STS say about the members of their calls. The SDK's clients do not check these
 * rules, and their jars do not contain the model that defines them.
 */
enum Constraint {
    ROLE_NAME(1, 64, "[\\w+=,.@-]+"),
    POLICY_NAME(1, 128, "[\\w+=,.@-]+"),
    PATH(1, 512, "/|/[\\x21-\\x7E&&[^*?]]+/"),
    PATH_PREFIX(1, 512, "/[\\x21-\\x7E]*"),
    DESCRIPTION(0, 1000, "[\\t\\n\\r\\x20-\\x7E\\xA1-\\xFF]*"),
    ARN(20, 2048, "[\\t\\n\\r\\x20-\\x7E\\x85\\xA0-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]+"),
    SESSION_NAME(2, 64, "[\\w+=,.@-]*"),
    EXTERNAL_ID(2, 1224, "[\\w+=,.@:/-]*"),
    SOURCE_IDENTITY(2, 64, "[\\w+=,.@-]*"),
    TAG_KEY(1, 128, "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"),
    TAG_VALUE(0, 256, "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private final int least;
    private final int most;
    private final Pattern form;

    Constraint(int least, int most, String form) {
        this.least = least;
        this.most = most;
        this.form = Pattern.compile(form);
    }

    /** The value, if it meets the constraint; otherwise throws AWS's error. */
    String require(String value, String member) {
        int length = value.codePointCount(0, value.length());
        if (length > most) {
            throw refusal(value, member, "Member must have length less than or equal to " + most);
        }
        if (length < least) {
            throw refusal(value, member, "Member must have length greater than or equal to " + least);
        }
        if (!form.matcher(value).matches()) {
            throw refusal(value, member, "Member must satisfy regular expression pattern: " + form);
        }
        return value;
    }

    /** AWS's message for a member that violates a rule. */
    static AwsError refusal(String value, String member, String rule) {
        return new AwsError(
                400,
                "ValidationError",
                "1 validation error detected: Value '" + value + "' at '" + spelled(member)
                        + "' failed to satisfy constraint: " + rule);
    }

    /** In these messages, AWS begins the names of members with a lower-case letter. */
    static String spelled(String member) {
        return member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1);
    }
}
