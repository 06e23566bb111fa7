package io.github.keda4j.trigger.internal;

import java.util.regex.Pattern;

/**
 * The names that AWS allows for what triggers read. KEDA passes on any text, but no resource has another name, and in a
 * policy a wildcard would stand for many resources.
 */
public enum AwsName {
    REGION("[a-z0-9-]{1,64}", "The name of a region must consist of lower-case letters, digits and hyphens."),
    ACCOUNT("\\d{12}", "An account must have twelve digits."),
    /** See Amazon SQS API Reference, "CreateQueue". */
    QUEUE(
            "[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo",
            "The name of a queue must consist of 1 to 80 letters, digits, hyphens and underscores; it may end in .fifo."),
    /** See Amazon Kinesis Data Streams API Reference, "DescribeStreamSummary". */
    STREAM(
            "[a-zA-Z0-9_.-]{1,128}",
            "The name of a stream must consist of 1 to 128 letters, digits, dots, hyphens and underscores."),
    /** See Amazon DynamoDB API Reference, "Query". */
    TABLE(
            "[a-zA-Z0-9_.-]{3,255}|arn:aws[a-z-]*:dynamodb:[a-z0-9-]{1,64}:\\d{12}:table/[a-zA-Z0-9_.-]{3,255}",
            "The name of a table must consist of 3 to 255 letters, digits, dots, hyphens and underscores; the table's ARN "
                    + "is allowed, too."),
    /** See Amazon DynamoDB API Reference, "Query". */
    INDEX(
            "[a-zA-Z0-9_.-]{3,255}",
            "The name of an index must consist of 3 to 255 letters, digits, dots, hyphens and underscores."),
    /** See {@code Topic} in Kafka's {@code org.apache.kafka.common.internals}. */
    TOPIC(
            "(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}",
            "The name of a topic must consist of 1 to 249 letters, digits, dots, hyphens and underscores."),
    /** See Amazon Managed Service for Prometheus API Reference, "DescribeWorkspace". */
    WORKSPACE(
            "[0-9A-Za-z][0-9A-Za-z_.-]{0,63}",
            "The id of a workspace must consist of 1 to 64 letters, digits, dots, hyphens and underscores."),
    /** See AWS Secrets Manager API Reference, "CreateSecret"; AWS services write an exclamation mark into their own. */
    SECRET(
            "(?:arn:aws[a-z-]*:secretsmanager:[a-z0-9-]{1,64}:\\d{12}:secret:)?[A-Za-z0-9/_+=.@!-]{1,519}",
            "The name of a secret must consist of letters, digits and the characters /_+=.@!-; the secret's ARN is "
                    + "allowed, too."),
    /** Names of any characters, such as those of consumer groups, which a policy must not read as a pattern. */
    OTHER("(?!.*\\$\\{)[^*?\\p{Cntrl}]+", "IAM would read *, ? and ${ as a pattern that stands for other names, too.");

    private final Pattern names;
    private final String allowed;

    AwsName(String names, String allowed) {
        this.names = Pattern.compile(names);
        this.allowed = allowed;
    }

    /** The kind of name that continues the last part of an ARN. */
    static AwsName of(String service, String before) {
        return switch (service) {
            case "sqs" -> QUEUE;
            case "kinesis" -> STREAM;
            case "dynamodb" -> before.endsWith("/index/") ? INDEX : TABLE;
            case "kafka" -> before.startsWith("topic/") ? TOPIC : OTHER;
            case "aps" -> WORKSPACE;
            default -> OTHER;
        };
    }

    public boolean isNameOf(String text) {
        return names.matcher(text).matches();
    }

    /** Which names are allowed, as a sentence. */
    public String allowed() {
        return allowed;
    }
}
