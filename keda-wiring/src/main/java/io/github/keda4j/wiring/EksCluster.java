package io.github.keda4j.wiring;

import java.util.regex.Pattern;

/**
 * An EKS cluster, known by its ARN.
 *
 * @param partition such as {@code aws}, {@code aws-cn} or {@code aws-us-gov}
 * @param region such as {@code us-east-1}
 * @param accountId twelve digits
 * @param name the cluster's name
 */
public record EksCluster(String partition, String region, String accountId, String name) {

    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:eks:[a-z0-9-]+:\\d{12}:cluster/[0-9A-Za-z][A-Za-z0-9_-]{0,99}+");

    private static final int ARN_PARTS = 6;
    private static final String RESOURCE = "cluster/";

    /**
     * Creates a cluster from its parts; {@link #parse(String)} reads them from an ARN.
     *
     * @param partition such as {@code aws}
     * @param region such as {@code us-east-1}
     * @param accountId twelve digits
     * @param name the cluster's name
     * @throws IllegalArgumentException if they are not the parts of an EKS cluster's ARN
     */
    public EksCluster {
        String arn = arnOf(partition, region, accountId, name);
        if (!ARN.matcher(arn).matches()) {
            throw refused(arn);
        }
    }

    /**
     * Reads a cluster's ARN.
     *
     * @param arn such as {@code arn:aws:eks:us-east-1:111122223333:cluster/demo}
     * @return the cluster
     * @throws IllegalArgumentException if it is not the ARN of an EKS cluster
     */
    public static EksCluster parse(String arn) {
        String[] parts = arn.split(":", ARN_PARTS);
        boolean cluster = parts.length == ARN_PARTS && parts[2].equals("eks") && parts[5].startsWith(RESOURCE);
        if (!cluster || !parts[0].equals("arn")) {
            throw refused(arn);
        }
        return new EksCluster(parts[1], parts[3], parts[4], parts[5].substring(RESOURCE.length()));
    }

    /**
     * The cluster's ARN.
     *
     * @return the ARN, in the form that {@link #parse(String)} reads
     */
    public String arn() {
        return arnOf(partition, region, accountId, name);
    }

    private static String arnOf(String partition, String region, String accountId, String name) {
        return "arn:" + partition + ":eks:" + region + ":" + accountId + ":" + RESOURCE + name;
    }

    private static IllegalArgumentException refused(String arn) {
        return new IllegalArgumentException("\"" + arn + "\" is not the ARN of an EKS cluster,"
                + " such as arn:aws:eks:us-east-1:111122223333:cluster/demo");
    }

    /** Returns the ARN. */
    @Override
    public String toString() {
        return arn();
    }
}
