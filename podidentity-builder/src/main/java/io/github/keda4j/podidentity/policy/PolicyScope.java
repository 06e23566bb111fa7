package io.github.keda4j.podidentity.policy;

import io.github.keda4j.podidentity.internal.pattern.ArnParts;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the policy of a resource is for, besides the resource itself: the objects of a bucket, the indexes of a table, the
 * topics and groups of an MSK cluster have no policies of their own. Streams of a table and consumers of a Kinesis stream
 * do. Sources: Amazon S3 User Guide, "Policy resources for Amazon S3"; Amazon DynamoDB Developer Guide, "Authorization
 * with IAM identity-based policies and DynamoDB resource-based policies"; Amazon MSK Developer Guide, "Attach a cluster
 * policy to the MSK cluster".
 */
public final class PolicyScope {

    private static final Pattern IN_BUCKET = Pattern.compile("(arn:[^:]*:s3:::[^/]+)/.*", Pattern.DOTALL);
    private static final Pattern IN_TABLE =
            Pattern.compile("(arn:[^:]*:dynamodb:[^:]*:[^:]*:table/[^/]+)/index/.*", Pattern.DOTALL);
    private static final Pattern IN_MSK_CLUSTER = Pattern.compile(
            "(arn:[^:]*:kafka:[^:]*:[^:]*:)(?:topic|group|transactional-id)/(?:([^/]+/[^/]+)/.*|.*)", Pattern.DOTALL);

    private static final String ANY_CLUSTER = "*";

    private PolicyScope() {}

    /**
     * {@return the resource whose policy decides on a resource: its bucket, table or MSK cluster, or the resource itself}
     * For a pattern of topics or groups that may be of several clusters, it is the pattern of all clusters.
     *
     * @param arn such as {@code arn:aws:dynamodb:us-east-1:111122223333:table/orders/index/by-day}
     */
    public static String bearerOf(String arn) {
        Matcher inCluster = IN_MSK_CLUSTER.matcher(arn);
        if (inCluster.matches()) {
            return inCluster.group(1) + "cluster/" + Objects.requireNonNullElse(inCluster.group(2), ANY_CLUSTER);
        }
        Matcher inTable = IN_TABLE.matcher(arn);
        Matcher inBucket = IN_BUCKET.matcher(arn);
        return inTable.matches() ? inTable.group(1) : inBucket.matches() ? inBucket.group(1) : arn;
    }

    /**
     * {@return what the policy of a resource is for: the resource itself first, and then patterns of what it contains}
     *
     * @param arn such as {@code arn:aws:dynamodb:us-east-1:111122223333:table/orders}
     */
    public static Stream<String> governed(String arn) {
        return switch (ArnParts.part(arn, ArnParts.SERVICE)) {
            case "s3" -> Stream.of(arn, arn + "/*");
            case "dynamodb" -> Stream.of(arn, arn + "/index/*");
            case "kafka" ->
                Stream.of(
                        arn,
                        arn.replace(":cluster/", ":topic/") + "/*",
                        arn.replace(":cluster/", ":group/") + "/*",
                        arn.replace(":cluster/", ":transactional-id/") + "/*");
            default -> Stream.of(arn);
        };
    }
}
