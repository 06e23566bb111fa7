package io.github.keda4j.podidentity.internal.pattern;

import java.util.Arrays;

/** The parts of a text in the form of an ARN or of a pattern for ARNs. */
public final class ArnParts {

    /** The index of the partition. */
    public static final int PARTITION = 1;
    /** The index of the service. */
    public static final int SERVICE = 2;
    /** The index of the region. */
    public static final int REGION = 3;
    /** The index of the account. */
    public static final int ACCOUNT = 4;
    /** The index of the resource, which may itself contain colons. */
    public static final int RESOURCE = 5;

    private ArnParts() {}

    /**
     * {@return all six parts; empty ones if there are fewer}
     *
     * @param arn such as {@code arn:aws:sqs:us-east-1:*:orders-*}
     */
    public static String[] of(String arn) {
        String[] parts = new String[RESOURCE + 1];
        int start = 0;
        for (int part = 0; part < RESOURCE; part++) {
            int colon = arn.indexOf(':', start);
            if (colon < 0) {
                Arrays.fill(parts, "");
                return parts;
            }
            parts[part] = arn.substring(start, colon);
            start = colon + 1;
        }
        parts[RESOURCE] = arn.substring(start);
        return parts;
    }

    /**
     * {@return a part; empty if there are fewer than six}
     *
     * @param arn such as {@code arn:aws:sqs:us-east-1:*:orders-*}
     * @param index the index of the part, from 0
     */
    public static String part(String arn, int index) {
        return part(arn, index, "");
    }

    /**
     * {@return a part}
     *
     * @param arn such as {@code arn:aws:sqs:us-east-1:*:orders-*}
     * @param index the index of the part, from 0
     * @param otherwise what to return if there are fewer than six parts
     */
    public static String part(String arn, int index, String otherwise) {
        int from = 0;
        int to = arn.length();
        int start = 0;
        for (int part = 0; part < RESOURCE; part++) {
            int colon = arn.indexOf(':', start);
            if (colon < 0) {
                return otherwise;
            }
            if (part == index) {
                from = start;
                to = colon;
            }
            start = colon + 1;
        }
        return index == RESOURCE ? arn.substring(start) : arn.substring(from, to);
    }
}
