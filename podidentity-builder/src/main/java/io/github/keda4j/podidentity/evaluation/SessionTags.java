package io.github.keda4j.podidentity.evaluation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tags of a role session, and which of them are passed on to the sessions that it makes. Immutable. As in STS, keys
 * that differ only in case are the same key. A value that is not known yet is {@code *}.
 *
 * @param tags by key
 * @param transitive those that are passed on; a part of {@code tags}
 */
public record SessionTags(Map<String, String> tags, Map<String, String> transitive) {

    private static final SessionTags NONE = new SessionTags(Map.of(), Map.of());

    /**
     * Copies the tags.
     *
     * @param tags by key
     * @param transitive those that are passed on
     */
    public SessionTags {
        boolean all = transitive == tags;
        tags = caseless(tags);
        transitive = all ? tags : caseless(transitive);
    }

    /** {@return no tags} */
    public static SessionTags none() {
        return NONE;
    }

    /**
     * {@return tags that are all transitive, like those of EKS Pod Identity}
     *
     * @param tags by key
     */
    public static SessionTags transitive(Map<String, String> tags) {
        return new SessionTags(tags, tags);
    }

    /**
     * {@return the six transitive tags that EKS Pod Identity gives the session of a pod} Source: Amazon EKS User Guide, "Grant
     * Pods access to AWS resources based on tags".
     *
     * @param pod the pod that gets the session
     */
    public static SessionTags ofPod(PodIdentity pod) {
        return transitive(Map.of(
                "eks-cluster-arn", pod.clusterArn(),
                "eks-cluster-name", pod.clusterName(),
                "kubernetes-namespace", pod.namespace(),
                "kubernetes-service-account", pod.serviceAccount(),
                "kubernetes-pod-name", pod.podName(),
                "kubernetes-pod-uid", pod.podUid()));
    }

    /** Adds the keys that a call carries if it requests these tags. */
    void addTo(RequestContext.Builder context) {
        context.withTags("aws:RequestTag", tags);
        if (!tags.isEmpty()) {
            context.with("aws:TagKeys", tags.keySet());
        }
        if (!transitive.isEmpty()) {
            context.with("sts:TransitiveTagKeys", transitive.keySet());
        }
    }

    /**
     * Adds the keys that a call may carry because the calling session passes these tags on. AWS does not document
     * whether the call carries such keys. In a context without unknown keys they count as absent.
     *
     * @param asked the tags that the call requests by name
     */
    void addInherited(RequestContext.Builder context, SessionTags asked) {
        Map<String, String> passedOn = transitive;
        if (!asked.tags.isEmpty()) {
            passedOn = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            passedOn.putAll(transitive);
            passedOn.keySet().removeAll(asked.tags.keySet());
        }
        if (passedOn.isEmpty()) {
            return;
        }
        passedOn.forEach((key, value) -> {
            if (value.equals("*")) {
                context.withUnknown("aws:RequestTag/" + key);
            } else {
                context.withOptional("aws:RequestTag/" + key, List.of(value), false);
            }
        });
        for (String key : List.of("aws:TagKeys", "sts:TransitiveTagKeys")) {
            if (asked.tags.isEmpty()) {
                context.withOptional(key, passedOn.keySet(), true);
            } else {
                context.withUnknown(key);
            }
        }
    }

    /**
     * These tags together with those that a calling session passes on.
     *
     * @throws IllegalArgumentException if a requested tag would change one that is passed on, which STS refuses
     */
    SessionTags inheriting(SessionTags caller) {
        if (tags.isEmpty() && caller.tags.equals(caller.transitive)) {
            return caller;
        }
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(caller.transitive);
        tags.forEach((key, value) -> {
            String inherited = all.put(key, value);
            if (inherited != null && !inherited.equals(value)) {
                throw new IllegalArgumentException("The calling session passes on the tag " + key + " as \"" + inherited
                        + "\", so it cannot be changed to \"" + value + "\".");
            }
        });
        Map<String, String> passedOn = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        passedOn.putAll(caller.transitive);
        passedOn.putAll(transitive);
        return new SessionTags(all, passedOn);
    }

    private static Map<String, String> caseless(Map<String, String> tags) {
        if (tags.isEmpty()) {
            return Map.of();
        }
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(tags);
        return Collections.unmodifiableMap(copy);
    }
}
