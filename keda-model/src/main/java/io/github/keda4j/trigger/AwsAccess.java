package io.github.keda4j.trigger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The AWS permissions that KEDA needs to read a trigger, or a secret of an authentication. A part that depends on
 * something unknown, such as an environment variable, is empty, and {@link #missing()} names what is unknown.
 *
 * @param actions the actions, as IAM names them, such as {@code sqs:GetQueueAttributes}
 * @param service the service, as ARNs name it, such as {@code sqs}
 * @param region the region to which the calls are made; empty if it is unknown, or is the default of KEDA's operator
 * @param account the account that the resource belongs to; empty if that is the account of KEDA's identity
 * @param resource the last part of the resource's ARN, such as {@code table/orders}, with wildcards if AWS appends
 *     something to the name; {@code *} for actions that have no resource; empty if it is unknown
 * @param conditions the values of IAM condition keys in these calls, by key, for actions that cannot be restricted in
 *     another way
 * @param when whether KEDA makes the calls
 * @param missing the parameters whose values must be known to determine the rest; empty if everything is known
 * @param partition the partition that the trigger names the resource in, such as {@code aws-cn}; empty if it names none
 * @param invalid why a value cannot lead to a resource, in full sentences by parameter, for those of the missing
 *     parameters that have such a value
 */
public record AwsAccess(
        List<String> actions,
        String service,
        Optional<String> region,
        Optional<String> account,
        Optional<String> resource,
        Map<String, String> conditions,
        When when,
        List<String> missing,
        Optional<String> partition,
        Map<String, String> invalid) {

    private static final String ANY_SUFFIX = "-??????";

    /** Whether calls are made. */
    public enum When {
        /** KEDA makes the calls. */
        ALWAYS,
        /** Whether KEDA makes the calls depends on something unknown, such as the authentication. */
        POSSIBLY
    }

    /**
     * Copies the lists.
     *
     * @param actions the actions, as IAM names them
     * @param service the service
     * @param region the region, if it is known
     * @param account the account, unless it is that of KEDA's identity
     * @param resource the last part of the ARN, or {@code *}, if it is known
     * @param conditions the values of IAM condition keys
     * @param when whether KEDA makes the calls
     * @param missing the parameters whose values are not known
     * @param partition the partition, if the resource's name states it
     * @param invalid why values cannot lead to a resource, by parameter
     */
    public AwsAccess {
        actions = List.copyOf(actions);
        conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
        missing = List.copyOf(missing);
        invalid = Collections.unmodifiableMap(new LinkedHashMap<>(invalid));
    }

    /**
     * The permissions that KEDA needs to read a secret of AWS Secrets Manager. The region is known only if an ARN is
     * given.
     *
     * @param nameOrArn the secret, as {@code awsSecretManager} names it
     * @return the access
     */
    public static AwsAccess ofSecret(String nameOrArn) {
        String[] arn = nameOrArn.split(":", 6);
        return arn.length == 6 && arn[0].equals("arn")
                ? ofSecret(Optional.of(arn[3]), Optional.of(arn[4]), withSuffix(arn[5]))
                : ofSecret(Optional.empty(), Optional.empty(), "secret:" + nameOrArn + ANY_SUFFIX);
    }

    /**
     * Secrets Manager finds a secret by an ARN without the suffix, too, but the secret's own ARN, which policies are
     * compared with, always has it.
     */
    private static String withSuffix(String secret) {
        int hyphen = secret.length() - ANY_SUFFIX.length();
        boolean complete = hyphen > 0 && secret.charAt(hyphen) == '-';
        for (int i = hyphen + 1; complete && i < secret.length(); i++) {
            complete = Character.isLetterOrDigit(secret.charAt(i)) || secret.charAt(i) == '?';
        }
        return complete ? secret : secret + ANY_SUFFIX;
    }

    /**
     * {@return whether both are accesses to one secret, as far as is known} A name or an ARN without its suffix stands
     * for the secret of that name.
     *
     * @param other access to a secret, too
     */
    public boolean isOfSameSecret(AwsAccess other) {
        return mayBeEqual(region, other.region)
                && mayBeEqual(account, other.account)
                && resource.isPresent()
                && other.resource.isPresent()
                && isOfSameSecret(resource.get(), other.resource.get());
    }

    private static boolean isOfSameSecret(String one, String other) {
        boolean open = one.endsWith(ANY_SUFFIX) || other.endsWith(ANY_SUFFIX);
        return one.equals(other)
                || (open
                        && one.length() == other.length()
                        && one.regionMatches(0, other, 0, one.length() - ANY_SUFFIX.length() + 1));
    }

    private static boolean mayBeEqual(Optional<String> one, Optional<String> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    private static AwsAccess ofSecret(Optional<String> region, Optional<String> account, String resource) {
        return new AwsAccess(
                List.of("secretsmanager:GetSecretValue"),
                "secretsmanager",
                region,
                account,
                Optional.of(resource),
                Map.of(),
                When.ALWAYS,
                List.of(),
                Optional.empty(),
                Map.of());
    }

    /** Access to a secret that cannot exist. */
    static AwsAccess ofNoSecret(String parameter, String why) {
        return new AwsAccess(
                List.of("secretsmanager:GetSecretValue"),
                "secretsmanager",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                When.ALWAYS,
                List.of(parameter),
                Optional.empty(),
                Map.of(parameter, why));
    }

    /**
     * {@return the same access, with the given region if its own region is unknown}
     *
     * @param defaultRegion the region of KEDA's operator
     */
    public AwsAccess inRegion(String defaultRegion) {
        return region.isPresent()
                ? this
                : new AwsAccess(
                        actions,
                        service,
                        Optional.of(defaultRegion),
                        account,
                        resource,
                        conditions,
                        when,
                        missing,
                        partition,
                        invalid);
    }

    /** {@return whether the actions have no resource, so that a policy can allow them only on {@code *}} */
    public boolean isWithoutResource() {
        return resource.equals(Optional.of("*"));
    }

    /**
     * {@return the resource's ARN, or {@code *}; empty if the region or the resource is unknown, or if the trigger names
     * the resource in another partition}
     *
     * @param ofRegion the partition of the region, such as {@code aws}
     * @param ownAccount the account of KEDA's identity, twelve digits
     */
    public Optional<String> arn(String ofRegion, String ownAccount) {
        if (isWithoutResource()) {
            return resource;
        }
        if (partition.filter(stated -> !stated.equals(ofRegion)).isPresent()) {
            return Optional.empty();
        }
        return region.flatMap(in ->
                resource.map(last -> String.join(":", "arn", ofRegion, service, in, account.orElse(ownAccount), last)));
    }
}
