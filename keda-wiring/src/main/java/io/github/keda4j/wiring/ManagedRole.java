package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A role that the stack creates and maintains. Immutable; created with {@link IamRole#named(String)}. */
public final class ManagedRole implements IamRole {

    private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7E]{1,510}/");
    private static final String PATH_OF_SERVICES = "/aws-service-role/";
    private static final Pattern BOUNDARY = Pattern.compile("arn:[^:]+:iam::(\\d{12}|aws):policy/.+");
    /** What IAM allows in keys and values (IAM User Guide, "Rules for tagging in IAM and AWS STS"). */
    private static final Pattern IN_TAGS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]*");

    private final String name;
    private final String path;
    private final @Nullable String permissionsBoundary;
    private final @Nullable PolicyDocument boundaryDocument;
    private final Map<String, String> tags;

    private ManagedRole(
            String name,
            String path,
            @Nullable String permissionsBoundary,
            @Nullable PolicyDocument boundaryDocument,
            Map<String, String> tags) {
        this.name = name;
        this.path = path;
        this.permissionsBoundary = permissionsBoundary;
        this.boundaryDocument = boundaryDocument;
        this.tags = tags;
    }

    static ManagedRole of(String name) {
        if (!IamNames.isName(name, IamNames.LONGEST_OF_ROLE)) {
            throw new IllegalArgumentException(
                    "role name \"" + name + "\": IAM allows 1 to 64 characters of A-Z a-z 0-9 + = , . @ _ -");
        }
        return new ManagedRole(name, "/", null, null, Map.of());
    }

    /**
     * The same role under another path.
     *
     * @param newPath a path that begins and ends with a slash, such as {@code /platform/}
     * @return a copy
     * @throws IllegalArgumentException if IAM would refuse the path, or keeps it for roles of AWS services
     */
    public ManagedRole withPath(String newPath) {
        if (!PATH.matcher(newPath).matches()) {
            throw new IllegalArgumentException(
                    "path \"" + newPath + "\" of role " + name + ": it must begin and end with a slash");
        }
        if (newPath.startsWith(PATH_OF_SERVICES)) {
            throw new IllegalArgumentException("path \"" + newPath + "\" of role " + name + ": " + PATH_OF_SERVICES
                    + " is for the roles of AWS services");
        }
        return new ManagedRole(name, newPath, permissionsBoundary, boundaryDocument, tags);
    }

    /**
     * The same role with a permissions boundary whose content is unknown: the permissions of the role are then
     * reported as not checked.
     *
     * @param policyArn ARN of the managed policy that is the boundary
     * @return a copy
     * @throws IllegalArgumentException if it is not the ARN of a managed policy
     */
    public ManagedRole withPermissionsBoundary(String policyArn) {
        return new ManagedRole(name, path, requireBoundary(policyArn), null, tags);
    }

    /**
     * The same role with a permissions boundary.
     *
     * @param policyArn ARN of the managed policy that bounds it
     * @param document the content of that policy, so that the role's permissions can be decided
     * @return a copy
     * @throws IllegalArgumentException if it is not the ARN of a managed policy
     */
    public ManagedRole withPermissionsBoundary(String policyArn, PolicyDocument document) {
        return new ManagedRole(name, path, requireBoundary(policyArn), document, tags);
    }

    private static String requireBoundary(String policyArn) {
        if (!BOUNDARY.matcher(policyArn).matches()) {
            throw new IllegalArgumentException("\"" + policyArn
                    + "\" is not the ARN of a managed policy, such as arn:aws:iam::111122223333:policy/boundary");
        }
        return policyArn;
    }

    /**
     * The same role with one more tag.
     *
     * @param key 1 to 128 letters, digits, spaces and characters of {@code _.:/=+@-}, not beginning with {@code aws:}; the
     *     same key as before replaces the value
     * @param value up to 256 of these characters
     * @return a copy
     * @throws IllegalArgumentException if IAM would refuse the tag, also because it differs from another one only in case
     */
    public ManagedRole withTag(String key, String value) {
        if (key.isEmpty()
                || key.length() > 128
                || value.length() > 256
                || key.regionMatches(true, 0, "aws:", 0, 4)
                || !IN_TAGS.matcher(key).matches()
                || !IN_TAGS.matcher(value).matches()) {
            throw new IllegalArgumentException("tag \"" + key + "\" = \"" + value + "\" of role " + name
                    + ": IAM allows keys of 1 to 128 characters that do not begin with aws:, and values of up to 256, of"
                    + " letters, digits, spaces and _.:/=+@-");
        }
        for (String other : tags.keySet()) {
            if (other.equalsIgnoreCase(key) && !other.equals(key)) {
                throw new IllegalArgumentException("tag \"" + key + "\" of role " + name
                        + ": IAM does not distinguish it from tag \"" + other + "\"");
            }
        }
        Map<String, String> more = new TreeMap<>(tags);
        more.put(key, value);
        return new ManagedRole(name, path, permissionsBoundary, boundaryDocument, Collections.unmodifiableMap(more));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String arn(EksCluster cluster) {
        return "arn:" + cluster.partition() + ":iam::" + cluster.accountId() + ":role" + path + name;
    }

    /**
     * The role's path.
     *
     * @return {@code /} unless another was given
     */
    public String path() {
        return path;
    }

    /**
     * The policy that limits the role's permissions.
     *
     * @return its ARN, or empty for none
     */
    public Optional<String> permissionsBoundary() {
        return Optional.ofNullable(permissionsBoundary);
    }

    /** The content of the boundary, if there is one and its content was given. */
    Optional<PolicyDocument> boundaryDocument() {
        return Optional.ofNullable(boundaryDocument);
    }

    /**
     * The role's tags, besides those that mark it as made by keda4j.
     *
     * @return immutable, by key
     */
    public Map<String, String> tags() {
        return tags;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ManagedRole that
                && name.equals(that.name)
                && path.equals(that.path)
                && permissionsBoundary().equals(that.permissionsBoundary())
                && boundaryDocument().equals(that.boundaryDocument())
                && tags.equals(that.tags);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Returns path and name. */
    @Override
    public String toString() {
        return "role" + path + name;
    }
}
