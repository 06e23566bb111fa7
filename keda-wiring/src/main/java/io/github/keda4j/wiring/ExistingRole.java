package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A role that somebody else creates and maintains. A stack refers to it but never writes to it. If its policies are
 * given, the chain through the role can be proved, too; without them, the verdict on its hops depends on those
 * policies.
 */
public final class ExistingRole implements IamRole {

    private static final Pattern ARN =
            Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):role/((?:[\\x21-\\x7E]+/)?)([\\w+=,.@-]{1,64})");

    private final String arn;
    private final String accountId;
    private final String name;
    private final @Nullable PolicyDocument trustPolicy;
    private final List<PolicyDocument> permissions;
    private final @Nullable PolicyDocument permissionsBoundary;

    private ExistingRole(
            String arn,
            String accountId,
            String name,
            @Nullable PolicyDocument trustPolicy,
            List<PolicyDocument> permissions,
            @Nullable PolicyDocument permissionsBoundary) {
        this.arn = arn;
        this.accountId = accountId;
        this.name = name;
        this.trustPolicy = trustPolicy;
        this.permissions = permissions;
        this.permissionsBoundary = permissionsBoundary;
    }

    static ExistingRole of(String arn) {
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "\"" + arn + "\" is not the ARN of an IAM role, such as arn:aws:iam::111122223333:role/reader");
        }
        return new ExistingRole(arn, matcher.group(2), matcher.group(4), null, List.of(), null);
    }

    /**
     * Returns the same role with its trust policy known, so that the hop into it can be decided.
     *
     * @param document what {@code GetRole} returns, decoded
     * @return a copy
     */
    public ExistingRole withTrustPolicy(PolicyDocument document) {
        return new ExistingRole(arn, accountId, name, document, permissions, permissionsBoundary);
    }

    /**
     * Returns the same role with one more of its permission policies known, so that its permissions can be decided.
     *
     * @param document an inline or attached policy of the role
     * @return a copy
     */
    public ExistingRole withPermissions(PolicyDocument document) {
        List<PolicyDocument> more = new ArrayList<>(permissions);
        more.add(document);
        return new ExistingRole(arn, accountId, name, trustPolicy, List.copyOf(more), permissionsBoundary);
    }

    /**
     * Returns the same role with its permissions boundary known. Without it, the role is assumed to have none.
     *
     * @param document the managed policy that is the role's boundary
     * @return a copy
     */
    public ExistingRole withPermissionsBoundary(PolicyDocument document) {
        return new ExistingRole(arn, accountId, name, trustPolicy, permissions, document);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String arn(EksCluster cluster) {
        return arn;
    }

    /**
     * The account that the role belongs to.
     *
     * @return twelve digits
     */
    public String accountId() {
        return accountId;
    }

    /**
     * The role's trust policy, if it was given.
     *
     * @return empty if it is unknown
     */
    public Optional<PolicyDocument> trustPolicy() {
        return Optional.ofNullable(trustPolicy);
    }

    /**
     * The role's permission policies, as far as they were given.
     *
     * @return immutable; empty if they are unknown
     */
    public List<PolicyDocument> permissions() {
        return permissions;
    }

    /** The role's permissions boundary, if it was given. */
    Optional<PolicyDocument> permissionsBoundary() {
        return Optional.ofNullable(permissionsBoundary);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExistingRole that
                && arn.equals(that.arn)
                && trustPolicy().equals(that.trustPolicy())
                && permissions.equals(that.permissions)
                && permissionsBoundary().equals(that.permissionsBoundary());
    }

    @Override
    public int hashCode() {
        return arn.hashCode();
    }

    /** Returns the ARN. */
    @Override
    public String toString() {
        return arn;
    }
}
