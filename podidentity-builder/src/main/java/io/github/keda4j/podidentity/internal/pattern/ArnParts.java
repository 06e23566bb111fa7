package io.github.keda4j.podidentity.internal.pattern;

/** The parts of what has the form of an ARN, or of a pattern of one. */
public final class ArnParts {

    /** Of the region among the parts. */
    public static final int REGION = 3;
    /** Of the account among the parts. */
    public static final int ACCOUNT = 4;
    /** Of the resource among the parts, which may have colons of its own. */
    public static final int RESOURCE = 5;

    private ArnParts() {}

    /**
     * {@return a part; empty if there are fewer than six}
     *
     * @param arn such as {@code arn:aws:sqs:us-east-1:*:orders-*}
     * @param index of the part, from 0
     */
    public static String part(String arn, int index) {
        return part(arn, index, "");
    }

    /**
     * {@return a part}
     *
     * @param arn such as {@code arn:aws:sqs:us-east-1:*:orders-*}
     * @param index of the part, from 0
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
