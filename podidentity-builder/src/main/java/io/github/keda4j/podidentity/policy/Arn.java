package io.github.keda4j.podidentity.policy;

import io.github.keda4j.podidentity.internal.pattern.ArnParts;
import io.github.keda4j.podidentity.internal.pattern.Ascii;
import java.util.Optional;

/**
 * An Amazon Resource Name in its parts: {@code arn:partition:service:region:account:resource}. It is exact, without
 * wildcards, which only {@link Patterns} in policies have.
 *
 * @param partition the cloud
 * @param service such as {@code eks}
 * @param region empty for global services such as IAM
 * @param account twelve digits; empty for S3 buckets
 * @param resource the rest, colons and slashes included
 */
public record Arn(Partition partition, String service, String region, String account, String resource) {

    private static final int ACCOUNT_DIGITS = 12;

    /**
     * Creates an ARN from its parts and checks their form.
     *
     * @param partition the cloud
     * @param service the service
     * @param region the region or empty
     * @param account the account or empty
     * @param resource the resource
     * @throws IllegalArgumentException if the parts do not form an ARN
     */
    public Arn {
        if (!areParts(service, region, account, resource)) {
            throw new IllegalArgumentException(notAnArn(join(partition, service, region, account, resource)));
        }
    }

    /**
     * {@return the parts of an ARN}
     *
     * @param text such as {@code arn:aws:sqs:us-east-1:111122223333:event-messages-queue}
     * @throws IllegalArgumentException if it is not an ARN, has a wildcard, or names an unknown partition
     */
    public static Arn parse(String text) {
        String[] parts = ArnParts.of(text);
        String id = parts[1];
        Optional<Partition> partition = Partition.ofId(id);
        String service = parts[2];
        String region = parts[ArnParts.REGION];
        String account = parts[ArnParts.ACCOUNT];
        String resource = parts[ArnParts.RESOURCE];
        boolean arn = parts[0].equals("arn") && (partition.isPresent() || isPartition(id));
        if (!arn || (partition.isEmpty() && !areParts(service, region, account, resource))) {
            throw new IllegalArgumentException(notAnArn(text));
        }
        if (partition.isEmpty()) {
            throw new IllegalArgumentException("\"" + text + "\" names the unknown partition " + id
                    + "; expected one of " + Partition.ids() + ".");
        }
        return new Arn(partition.get(), service, region, account, resource);
    }

    private static boolean areParts(String service, String region, String account, String resource) {
        return !service.isEmpty() && isPlain(service) && isPlain(region) && isAccount(account) && isExact(resource);
    }

    private static boolean isPartition(String id) {
        return !id.isEmpty() && id.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-');
    }

    /** Whether the text has only lower-case letters, digits and hyphens. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAccount(String text) {
        return Ascii.areDigits(text, ACCOUNT_DIGITS) || text.isEmpty() || text.equals("aws");
    }

    /** Whether the text is not empty and has neither white space nor wildcards. */
    private static boolean isExact(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*' || c == '?' || c == ' ' || (c >= '\t' && c <= '\r')) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /**
     * {@return the parts of an ARN of the given kind}
     *
     * @param text the ARN
     * @param service the service it must belong to, such as {@code iam}
     * @param resourcePrefix what its resource must begin with, such as {@code role/}; empty for any
     * @throws IllegalArgumentException if it is an ARN of another kind or not an ARN
     */
    public static Arn parse(String text, String service, String resourcePrefix) {
        Arn arn = parse(text);
        boolean matches = arn.service.equals(service)
                && arn.resource.startsWith(resourcePrefix)
                && arn.resource.length() > resourcePrefix.length();
        if (!matches) {
            throw new IllegalArgumentException("\"" + text + "\" is an ARN of another kind; expected \"arn:partition:"
                    + service + ":...:" + resourcePrefix + "...\".");
        }
        return arn;
    }

    /**
     * {@return the account in an ARN or in a pattern for ARNs, which may itself be a pattern; empty if there is none}
     *
     * @param text such as {@code arn:aws:sqs:*:111122223333:orders-*}, or a text that is not an ARN
     */
    public static String accountIn(String text) {
        return ArnParts.part(text, ArnParts.ACCOUNT);
    }

    /**
     * {@return the resource in an ARN or in a pattern for ARNs, colons and slashes included; empty if there is none}
     *
     * @param text such as {@code arn:aws:sqs:*:111122223333:orders-*}, or a text that is not an ARN
     */
    public static String resourceIn(String text) {
        return ArnParts.part(text, ArnParts.RESOURCE);
    }

    /**
     * {@return the name of the role, cluster or queue: the part after the last slash of the resource, or its last colon, or the
     * resource as a whole}
     */
    public String name() {
        return resource.substring(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1);
    }

    /**
     * {@return the ARN of the account's root, such as {@code arn:aws:iam::111122223333:root}} In a trust policy it stands for
     * the whole account.
     */
    public Arn accountRoot() {
        return new Arn(partition, "iam", "", account, "root");
    }

    /** {@return the ARN as AWS writes it} */
    @Override
    public String toString() {
        return join(partition, service, region, account, resource);
    }

    private static String join(Partition partition, String service, String region, String account, String resource) {
        return "arn:" + partition.id() + ":" + service + ":" + region + ":" + account + ":" + resource;
    }

    private static String notAnArn(String text) {
        return "\"" + text
                + "\" is not an ARN; expected arn:partition:service:region:account:resource with an account of 12"
                + " digits and without wildcards.";
    }
}
