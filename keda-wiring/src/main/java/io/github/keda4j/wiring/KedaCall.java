package io.github.keda4j.wiring;

import static io.github.keda4j.podidentity.policy.ConditionOperator.Base.STRING_EQUALS;

import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.Condition;
import io.github.keda4j.podidentity.policy.ConditionOperator;
import io.github.keda4j.podidentity.policy.Partition;
import io.github.keda4j.trigger.AwsAccess;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls that KEDA makes in AWS to read a trigger, or a secret of an authentication.
 *
 * @param identity the identity whose credentials it uses
 * @param access the calls and their resources
 * @param account the account of that identity; the cluster's account if the identity is not known
 * @param keyArn the KMS key that the resource is encrypted with; null if none was given
 * @param rival a resource of another account that the call may be on instead; null if none is known
 * @param endpoint the endpoint that is called instead of AWS's own for the region; null for AWS's own
 */
record KedaCall(
        KedaIdentity identity,
        AwsAccess access,
        String account,
        @Nullable String keyArn,
        @Nullable String rival,
        @Nullable String endpoint) {

    /** AWS endpoints, including private ones, FIPS ones, and those of DynamoDB Streams. */
    private static final Pattern HOST =
            Pattern.compile("(?<private>vpce-[a-z0-9-]+\\.)?(?<service>(?:streams\\.(?=dynamodb))?[a-z]+)(?:-fips)?"
                    + "\\.(?<region>[a-z0-9-]+)\\.(?<vpce>vpce\\.)?(?<domain>[a-z0-9.-]+)");

    private static final int HTTPS = 443;

    /** The domains of endpoints that have IPv6 addresses, too, by partition. */
    private static final Map<Partition, String> DUAL_STACK = Map.of(
            Partition.AWS, "api.aws",
            Partition.AWS_US_GOV, "api.aws",
            Partition.AWS_CN, "api.amazonwebservices.com.cn");

    /** The part of host names that identifies a service, by service. */
    private static final Map<String, String> HOSTS =
            Map.of("sqs", "sqs", "kinesis", "kinesis", "dynamodb", "dynamodb", "cloudwatch", "monitoring");

    /** Adds permissions for the calls whose resources are known; returns false if none is known. */
    boolean grant(Permissions.Builder permissions) {
        Optional<String> arn = arn();
        arn.ifPresent(resource ->
                permissions.allow(sid(), access.actions(), List.of(resource), conditions(access.conditions())));
        if (arn.isPresent() && keyArn != null) {
            permissions.decryptSecrets(keyArn);
        }
        return arn.isPresent();
    }

    /** A parameter whose value cannot lead to a resource in AWS, with the reason; empty if there is none. */
    Optional<Map.Entry<String, String>> invalid() {
        if (access.region().isPresent()
                && access.resource().isPresent()
                && access.partition().isPresent()
                && arn().isEmpty()) {
            String region = access.region().get();
            return Optional.of(Map.entry(
                    "tableName",
                    "tableName is in partition " + access.partition().get() + ", but awsRegion is " + region
                            + ", which is in " + Partition.ofRegion(region).id() + "."));
        }
        return access.invalid().entrySet().stream().findFirst();
    }

    /** Why it cannot be decided whether the calls are allowed; null if it can be decided. */
    @Nullable
    String unknown() {
        if (identity instanceof KedaIdentity.Unknown unknown) {
            return unknown.why();
        }
        String invalid = invalid().map(Map.Entry::getValue).orElse(null);
        if (invalid != null) {
            return invalid;
        }
        if (!access.missing().isEmpty()) {
            return String.join(" and ", access.missing())
                    + (arn().isPresent() ? " does not say which account the resource belongs to" : " is not known");
        }
        if (endpoint != null && !isOfAws(endpoint)) {
            return "awsEndpoint is \"" + endpoint + "\", which is not an https endpoint of AWS";
        }
        if (access.when() == AwsAccess.When.POSSIBLY) {
            return "it is not known whether KEDA makes this call: its authentication was not given";
        }
        return TriggerSource.Kind.of(access)
                .filter(kind -> rival != null)
                .map(kind -> kind.parameter() + " does not say " + kind.question() + ", and it may be " + rival
                        + " of another account; name it with " + kind.method() + "(...)")
                .orElse(null);
    }

    /**
     * Why it cannot be decided whether the resource can be decrypted; null if it can be decided. Other accounts cannot use
     * the AWS managed key of Secrets Manager (AWS Secrets Manager User Guide, "Access AWS Secrets Manager secrets from a
     * different account").
     */
    @Nullable
    String unknownKey() {
        boolean elsewhere =
                access.account().filter(owner -> !owner.equals(account)).isPresent();
        return keyArn == null && elsewhere && service().equals("secretsmanager")
                ? "the KMS key of " + access.resource().orElseThrow()
                        + " was not given, and without a key of its own no other account can read a secret"
                : null;
    }

    /**
     * Whether the host is an AWS endpoint for the service and the region: IAM policies apply there, and the
     * connection uses TLS.
     */
    private boolean isOfAws(String endpoint) {
        try {
            URI uri = new URI(endpoint);
            if (!"https".equalsIgnoreCase(uri.getScheme())
                    || uri.getHost() == null
                    || (uri.getPort() >= 0 && uri.getPort() != HTTPS)) {
                return false;
            }
            Matcher host = HOST.matcher(uri.getHost().toLowerCase(Locale.ROOT));
            return host.matches()
                    && host.group("service").replace("streams.", "").equals(HOSTS.get(service()))
                    && access.region().map(host.group("region")::equals).orElse(true)
                    && isOfPartition(host, Partition.ofRegion(host.group("region")));
        } catch (URISyntaxException notAnEndpoint) {
            return false;
        }
    }

    /** Private endpoints have a label of their own and are in a domain of their own; neither occurs alone. */
    private static boolean isOfPartition(Matcher host, Partition partition) {
        String domain = host.group("domain");
        boolean ofEndpoint = host.group("private") != null;
        return ofEndpoint == (host.group("vpce") != null)
                && (domain.equals(partition.dnsSuffix()) || (!ofEndpoint && domain.equals(DUAL_STACK.get(partition))));
    }

    /** The service's prefix in actions, such as {@code sqs}. */
    private String service() {
        String action = access.actions().get(0);
        return action.substring(0, action.indexOf(':'));
    }

    /** The calls in readable form. */
    String description() {
        return String.join(" + ", access.actions())
                + access.resource().map(resource -> " on " + resource).orElse("");
    }

    Optional<String> arn() {
        String partition =
                access.region().map(region -> Partition.ofRegion(region).id()).orElse("aws");
        return access.arn(partition, account);
    }

    /** A name for a policy statement, such as {@code SqsGetQueueAttributes}. */
    private String sid() {
        String action = access.actions().get(0);
        StringBuilder sid = new StringBuilder(action.length());
        boolean begins = true;
        for (int i = 0; i < action.length(); i++) {
            char c = action.charAt(i);
            boolean inWord = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (inWord) {
                sid.append(begins ? Character.toUpperCase(c) : c);
            }
            begins = !inWord;
        }
        return sid.toString();
    }

    private static List<Condition> conditions(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry ->
                        new Condition(ConditionOperator.of(STRING_EQUALS), entry.getKey(), List.of(entry.getValue())))
                .toList();
    }
}
