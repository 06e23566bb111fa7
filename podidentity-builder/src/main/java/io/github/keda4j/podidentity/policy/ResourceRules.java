package io.github.keda4j.podidentity.policy;

import io.github.keda4j.podidentity.policy.ElementValues.Value;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules for the values of {@code Resource} and {@code NotResource}. IAM reads the parts of an ARN from the left
 * and completes a short ARN with wildcards, which its messages show.
 */
final class ResourceRules {

    private static final int PARTS = 6;
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}|aws|cloudfront|");

    /**
     * Queue URLs at today's endpoints (including FIPS, VPC and dual-stack ones) and at the legacy ones, which have no
     * region for us-east-1. See https://docs.aws.amazon.com/general/latest/gr/sqs-service.html.
     */
    private static final Pattern QUEUE_URL = Pattern.compile("https?://"
            + "(?:(?:[\\w-]+\\.)?sqs(?:-fips)?\\.(?<region>[a-z0-9-]+)|(?:(?<legacy>[a-z0-9-]+)\\.)?queue)\\.[a-z.]+"
            + "/(?<account>\\d{12})/(?<name>[\\w.-]+)");

    private static final String LEGACY_REGION = "us-east-1";
    private static final List<String> IAM_PATHS = List.of(
            "user/",
            "federated-user/",
            "role/",
            "group/",
            "instance-profile/",
            "mfa/",
            "server-certificate/",
            "policy/",
            "sms-mfa/",
            "saml-provider/",
            "oidc-provider/",
            "report/",
            "access-report/");

    private ResourceRules() {}

    static void check(ElementValues resources, Optional<Partition> partition, Report report) {
        for (Value resource : resources.all()) {
            if (!resource.text().equals("*")) {
                check(resource, partition, report);
            }
        }
    }

    private static void check(Value resource, Optional<Partition> expected, Report report) {
        String text = resource.text();
        String[] parts = text.split(":", PARTS);
        if (parts.length < 2) {
            notAnArn(resource, report);
            return;
        }
        if (text.startsWith("https:") || text.startsWith("http:")) {
            url(resource, completed(parts), report);
            return;
        }
        if (!partition(parts[1], expected)) {
            report.refused(
                    "resource-partition",
                    resource.pointer(),
                    Report.quote(text) + " is in partition " + Report.quote(parts[1]) + ", but "
                            + expected.map(partition -> "the policy is for partition \"" + partition.id() + "\"")
                                    .orElse("AWS has no such partition")
                            + ".",
                    "Partition \"" + parts[1] + "\" is not valid for resource \"" + completed(parts) + "\".",
                    expected.map(partition -> "Write \"" + partition.id() + "\" after \"arn:\".")
                            .orElse("Write one of " + Partition.ids() + " after \"arn:\"."));
            return;
        }
        if (!parts[0].equals("arn")) {
            notAnArn(resource, report);
            return;
        }
        if (parts.length < 3 || hasWildcard(parts[2])) {
            report.refused(
                    "resource-vendor",
                    resource.pointer(),
                    Report.quote(text) + " must name a service, without wildcards.",
                    "Resource vendor must be fully qualified and cannot contain regexes.",
                    "Name the service, or write * alone for every resource.");
            return;
        }
        if (parts[2].isEmpty() || (parts.length < PARTS && text.contains("::"))) {
            legacy(resource, parts.length, report);
            return;
        }
        checkService(resource, parts, report);
    }

    private static void url(Value resource, String completed, Report report) {
        Matcher queue = QUEUE_URL.matcher(resource.text());
        String inAwsWords =
                "Partition \"" + completed.split(":", 3)[1] + "\" is not valid for resource \"" + completed + "\".";
        if (!queue.matches()) {
            report.refused(
                    "resource-url",
                    resource.pointer(),
                    Report.quote(resource.text()) + " is a URL, but a resource must be an ARN.",
                    inAwsWords,
                    "Write arn:partition:service:region:account:resource.");
            return;
        }
        String region = Stream.of(queue.group("region"), queue.group("legacy"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(LEGACY_REGION);
        String arn = String.join(
                ":",
                "arn",
                Partition.ofRegion(region).id(),
                "sqs",
                region,
                queue.group("account"),
                queue.group("name"));
        report.refused(
                "resource-url",
                resource.pointer(),
                Report.quote(resource.text()) + " is the URL of a queue, but a resource must be an ARN.",
                inAwsWords,
                "Write the ARN of the queue: " + arn + ".");
    }

    private static void checkService(Value resource, String[] parts, Report report) {
        String service = parts[2];
        String region = parts.length > 3 ? parts[3] : "";
        String path = parts.length == PARTS ? parts[5] : "*";
        boolean exactRegion = !region.isEmpty() && !hasWildcard(region);
        if (exactRegion && (service.equals("iam") || service.equals("route53"))) {
            report.refused(
                    "resource-region",
                    resource.pointer(),
                    Report.quote(resource.text()) + " must not name a region.",
                    (service.equals("iam") ? "IAM resource " : "Resource ") + completed(parts)
                            + " cannot contain region information.",
                    "Leave the region empty, as in \"arn:aws:" + service + "::...\".");
        } else if (exactRegion && service.equals("s3") && isBucket(path)) {
            report.refused(
                    "resource-region",
                    resource.pointer(),
                    Report.quote(resource.text()) + " must not name a region.",
                    (parts.length < PARTS ? Report.LEGACY + ". " : "") + "Resource " + completed(parts)
                            + " can not contain region information.",
                    "Leave region and account empty: arn:partition:s3:::bucket.");
        } else if (service.equals("s3") && parts.length == PARTS && isBucket(path) && isExact(parts[4])) {
            report.refused(
                    "resource-account",
                    resource.pointer(),
                    Report.quote(resource.text()) + " must not name an account.",
                    "Resource " + resource.text() + " cannot contain an account id",
                    "Leave region and account empty: arn:partition:s3:::bucket.");
        } else if (service.equals("iam") && parts.length == PARTS && !isIamPath(path)) {
            report.refused(
                    "resource-iam-path",
                    resource.pointer(),
                    "The last part of an IAM ARN must begin with a resource type, but it is " + Report.quote(path)
                            + ".",
                    "IAM resource path must either be \"*\" or start with " + String.join(", ", IAM_PATHS) + ".",
                    null);
        } else if (parts.length < PARTS) {
            report.warning(
                    "resource-incomplete",
                    resource.pointer(),
                    Report.quote(resource.text()) + " has " + parts.length
                            + " of the 6 parts of an ARN. IAM completes it to " + Report.quote(completed(parts)) + ".",
                    "Write out all parts.");
        } else if (isExact(parts[4]) && !ACCOUNT.matcher(parts[4]).matches()) {
            report.warning(
                    "resource-account",
                    resource.pointer(),
                    "The account in " + Report.quote(resource.text())
                            + " must have 12 digits. The ARN matches nothing.",
                    null);
        }
    }

    private static void notAnArn(Value resource, Report report) {
        report.refused(
                "resource-format",
                resource.pointer(),
                Report.quote(resource.text()) + " is not an ARN.",
                "Resource " + resource.text() + " must be in ARN format or \"*\".",
                "Write arn:partition:service:region:account:resource, or * for every resource.");
    }

    private static void legacy(Value resource, int parts, Report report) {
        report.refused(
                "resource-parts",
                resource.pointer(),
                Report.quote(resource.text())
                        + (parts < PARTS ? " has " + parts + " of the 6 parts of an ARN." : " names no service."),
                Report.LEGACY,
                "Write arn:partition:service:region:account:resource. Leave parts that do not apply empty.");
    }

    private static boolean partition(String id, Optional<Partition> expected) {
        if (hasWildcard(id)) {
            return true;
        }
        return expected.map(partition -> partition.id().equals(id))
                .orElse(Partition.ofId(id).isPresent());
    }

    /** The ARN as IAM completes it; if the last part is empty, only the wildcard remains of it. */
    private static String completed(String[] parts) {
        StringBuilder arn = new StringBuilder("arn");
        for (int i = 1; i < PARTS; i++) {
            boolean missing = i >= parts.length || (i == parts.length - 1 && i == 2 && parts[i].isEmpty());
            arn.append(':').append(missing ? "*" : parts[i]);
        }
        return arn.toString();
    }

    private static boolean isBucket(String path) {
        return path.indexOf(':') < 0
                && !path.startsWith("accesspoint")
                && !path.startsWith("job/")
                && !path.startsWith("storage-lens")
                && !path.startsWith("async-request/")
                && !path.startsWith("access-grants/");
    }

    private static boolean isIamPath(String path) {
        int wildcard = path.indexOf('*');
        // A wildcard inside the type, such as "ro*", may match types in the list.
        return path.equals("*")
                || IAM_PATHS.stream().anyMatch(path::startsWith)
                || (wildcard > 0 && IAM_PATHS.stream().anyMatch(type -> type.startsWith(path.substring(0, wildcard))));
    }

    private static boolean isExact(String part) {
        return !part.isEmpty() && !hasWildcard(part);
    }

    private static boolean hasWildcard(String part) {
        return part.indexOf('*') >= 0 || part.indexOf('?') >= 0 || part.contains("${");
    }
}
