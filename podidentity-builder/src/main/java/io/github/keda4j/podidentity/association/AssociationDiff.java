package io.github.keda4j.podidentity.association;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicySyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.TagResourceRequest;
import software.amazon.awssdk.services.eks.model.UntagResourceRequest;
import software.amazon.awssdk.services.eks.model.UpdatePodIdentityAssociationRequest;

/**
 * The differences between the association that EKS reports and the desired one, and the requests that remove them.
 *
 * <p>In an update EKS reads {@code null} as "keep" and {@code ""} as "clear", so only fields that differ are set. Tags
 * have separate requests. Cluster, namespace and service account cannot change: an association that differs in them
 * is replaced.
 */
public final class AssociationDiff {

    /** What to do about the differences. */
    public enum Action {
        /** Nothing. */
        NONE,
        /** Send the update and tag requests. */
        UPDATE,
        /** Delete and create: the reported association is for another cluster, namespace or service account. */
        REPLACE,
        /** Leave it alone: another AWS feature, such as an add-on, owns the association. */
        REFUSED
    }

    /**
     * One field that differs.
     *
     * @param field as the EKS API calls it; {@code tags/<key>} for a tag, {@code cluster} for the cluster's ARN
     * @param reported what EKS has; empty if it has no value
     * @param desired the desired value; empty if there is none
     */
    public record Change(String field, String reported, String desired) {

        /** {@return the change as readable text, such as {@code roleArn: "arn:...:role/a" -> "arn:...:role/b"}} */
        @Override
        public String toString() {
            return field + ": " + quoted(reported) + " -> " + quoted(desired);
        }

        private static String quoted(String text) {
            return text.isEmpty() ? "(none)" : "\"" + text + "\"";
        }
    }

    private final Action action;
    private final String ownerArn;
    private final List<Change> changes;
    private final @Nullable UpdatePodIdentityAssociationRequest update;
    private final @Nullable TagResourceRequest tag;
    private final @Nullable UntagResourceRequest untag;

    private AssociationDiff(
            Action action,
            String ownerArn,
            List<Change> changes,
            @Nullable UpdatePodIdentityAssociationRequest update,
            @Nullable TagResourceRequest tag,
            @Nullable UntagResourceRequest untag) {
        this.action = action;
        this.ownerArn = ownerArn;
        this.changes = List.copyOf(changes);
        this.update = update;
        this.tag = tag;
        this.untag = untag;
    }

    static AssociationDiff between(
            PodIdentityAssociation desired, software.amazon.awssdk.services.eks.model.PodIdentityAssociation reported) {
        List<Change> identity = new ArrayList<>();
        String cluster = PodIdentityAssociation.clusterOf(reported).toString();
        compare(identity, "cluster", cluster, desired.cluster().toString());
        compare(identity, "namespace", reported.namespace(), desired.namespace());
        compare(identity, "serviceAccount", reported.serviceAccount(), desired.serviceAccount());
        List<Change> fields = new ArrayList<>();
        UpdatePodIdentityAssociationRequest update = update(desired, reported, fields);
        boolean updates = !fields.isEmpty();
        TagResourceRequest tag = tag(desired, reported, fields);
        UntagResourceRequest untag = untag(desired, reported, fields);

        List<Change> all = new ArrayList<>(identity);
        all.addAll(fields);
        String owner = orEmpty(reported.ownerArn());
        if (all.isEmpty()) {
            return new AssociationDiff(Action.NONE, owner, all, null, null, null);
        }
        if (!owner.isEmpty()) {
            return new AssociationDiff(Action.REFUSED, owner, all, null, null, null);
        }
        if (!identity.isEmpty()) {
            return new AssociationDiff(Action.REPLACE, owner, all, null, null, null);
        }
        return new AssociationDiff(Action.UPDATE, owner, all, updates ? update : null, tag, untag);
    }

    /** {@return what to do; {@link Action#NONE} if both are the same} */
    public Action action() {
        return action;
    }

    /** {@return the fields that differ; empty if both are the same} */
    public List<Change> changes() {
        return changes;
    }

    /** {@return the ARN of the owner of the reported association, such as an add-on; empty if it has none} */
    public Optional<String> owner() {
        return ownerArn.isEmpty() ? Optional.empty() : Optional.of(ownerArn);
    }

    /**
     * {@return the request for what {@code UpdatePodIdentityAssociation} can change; empty if no such field differs, or
     * {@link #action()} is not {@link Action#UPDATE}}
     */
    public Optional<UpdatePodIdentityAssociationRequest> updateRequest() {
        return Optional.ofNullable(update);
    }

    /** {@return the request that adds tags and changes their values; empty if none differ} */
    public Optional<TagResourceRequest> tagRequest() {
        return Optional.ofNullable(tag);
    }

    /**
     * {@return the request that removes tags; empty if there is none to remove} Tags that AWS set itself ({@code aws:}) stay.
     */
    public Optional<UntagResourceRequest> untagRequest() {
        return Optional.ofNullable(untag);
    }

    /** {@return the action, and one line for each change} */
    @Override
    public String toString() {
        String head = switch (action) {
            case NONE -> "no change";
            case UPDATE -> "update";
            case REPLACE -> "replace";
            case REFUSED -> "refused: owned by " + ownerArn;
        };
        return head + changes.stream().map(change -> "\n  " + change).collect(Collectors.joining());
    }

    private static UpdatePodIdentityAssociationRequest update(
            PodIdentityAssociation desired,
            software.amazon.awssdk.services.eks.model.PodIdentityAssociation reported,
            List<Change> changes) {
        UpdatePodIdentityAssociationRequest.Builder request = UpdatePodIdentityAssociationRequest.builder()
                .clusterName(desired.clusterName())
                .associationId(reported.associationId());
        String role = desired.role().toString();
        if (compare(changes, "roleArn", reported.roleArn(), role)) {
            request.roleArn(role);
        }
        String target = desired.targetRole().map(Object::toString).orElse("");
        if (compare(changes, "targetRoleArn", reported.targetRoleArn(), target)) {
            request.targetRoleArn(target);
        }
        boolean reportedOff = Boolean.TRUE.equals(reported.disableSessionTags());
        if (reportedOff != desired.disableSessionTags()) {
            changes.add(new Change(
                    "disableSessionTags", String.valueOf(reportedOff), String.valueOf(desired.disableSessionTags())));
            request.disableSessionTags(desired.disableSessionTags());
        }
        String policy = desired.policy().map(PolicyDocument::toJson).orElse("");
        if (!samePolicy(desired, orEmpty(reported.policy()))) {
            changes.add(new Change("policy", orEmpty(reported.policy()), policy));
            request.policy(policy);
        }
        return request.build();
    }

    private static boolean samePolicy(PodIdentityAssociation desired, String reported) {
        if (desired.policy().isEmpty() || reported.isEmpty()) {
            return desired.policy().isEmpty() && reported.isEmpty();
        }
        try {
            return desired.policy().get().equals(PolicyDocument.parse(reported));
        } catch (PolicySyntaxException e) {
            // EKS accepted a session policy that keda4j cannot read, so it is replaced.
            return false;
        }
    }

    private static @Nullable TagResourceRequest tag(
            PodIdentityAssociation desired,
            software.amazon.awssdk.services.eks.model.PodIdentityAssociation reported,
            List<Change> changes) {
        Map<String, String> set = new TreeMap<>(desired.tags());
        set.entrySet().removeIf(tag -> tag.getValue().equals(reported.tags().get(tag.getKey())));
        set.forEach((key, value) ->
                changes.add(new Change("tags/" + key, orEmpty(reported.tags().get(key)), value)));
        return set.isEmpty()
                ? null
                : TagResourceRequest.builder()
                        .resourceArn(reported.associationArn())
                        .tags(set)
                        .build();
    }

    private static @Nullable UntagResourceRequest untag(
            PodIdentityAssociation desired,
            software.amazon.awssdk.services.eks.model.PodIdentityAssociation reported,
            List<Change> changes) {
        List<String> gone = reported.tags().keySet().stream()
                .filter(key -> !key.startsWith("aws:") && !desired.tags().containsKey(key))
                .sorted()
                .toList();
        gone.forEach(key ->
                changes.add(new Change("tags/" + key, orEmpty(reported.tags().get(key)), "")));
        return gone.isEmpty()
                ? null
                : UntagResourceRequest.builder()
                        .resourceArn(reported.associationArn())
                        .tagKeys(gone)
                        .build();
    }

    private static boolean compare(List<Change> changes, String field, @Nullable String reported, String desired) {
        if (orEmpty(reported).equals(desired)) {
            return false;
        }
        changes.add(new Change(field, orEmpty(reported), desired));
        return true;
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
