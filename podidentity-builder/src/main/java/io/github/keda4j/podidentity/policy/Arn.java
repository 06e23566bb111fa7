package io.github.keda4j.podidentity.policy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Amazon Resource Name in its parts: {@code arn:partition:service:region:account:resource}. Exact: it has no wildcards, which
 * only {@link Patterns} in policies have.
 *
 * @param partition the cloud
 * @param service such as {@code eks}
 * @param region empty for global services such as IAM
 * @param account twelve digits; empty for S3 buckets
 * @param resource the rest, colons and slashes included
 */
public record Arn(Partition partition, String service, String region, String account, String resource) {

    private static final Pattern FORM =
            Pattern.compile("arn:([a-z-]+):([a-z0-9-]+):([a-z0-9-]*):(\\d{12}|aws|):([^\\s*?]+)");

    /**
     * Takes the parts, and checks their form.
     *
     * @param partition the cloud
     * @param service the service
     * @param region the region or empty
     * @param account the account or empty
     * @param resource the resource
     * @throws IllegalArgumentException if the parts do not make an ARN
     */
    public Arn {
        String text = join(partition, service, region, account, resource);
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(notAnArn(text));
        }
    }

    /**
     * {@return the parts of an ARN}
     *
     * @param text such as {@code arn:aws:sqs:us-east-1:111122223333:event-messages-queue}
     * @throws IllegalArgumentException if it is not an ARN, has a wildcard, or names an unknown partition
     */
    public static Arn parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(notAnArn(text));
        }
        Partition partition = Partition.ofId(form.group(1))
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" names the unknown partition "
                        + form.group(1) + "; expected one of " + Partition.ids() + "."));
        return new Arn(partition, form.group(2), form.group(3), form.group(4), form.group(5));
    }

    /**
     * {@return the parts of an ARN of the given kind}
     *
     * @param text the ARN
     * @param service the service it must belong to, such as {@code iam}
     * @param resourcePrefix what its resource must begin with, such as {@code role/}; empty for any
     * @throws IllegalArgumentException if it is something else
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
     * {@return the name of the role, cluster or queue: what follows the last slash of the resource, or its last colon, or the
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
        return String.join(":", "arn", partition.id(), service, region, account, resource);
    }

    private static String notAnArn(String text) {
        return "\"" + text
                + "\" is not an ARN; expected arn:partition:service:region:account:resource with an account of 12"
                + " digits and without wildcards.";
    }
}
