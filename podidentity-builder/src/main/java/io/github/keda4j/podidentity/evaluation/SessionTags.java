package io.github.keda4j.podidentity.evaluation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tags of a role session, and which of them are passed on to the sessions that it makes. Immutable.
 *
 * @param tags by key
 * @param transitive those that are passed on; a part of {@code tags}
 */
public record SessionTags(Map<String, String> tags, Map<String, String> transitive) {

    private static final SessionTags NONE = new SessionTags(Map.of(), Map.of());

    /**
     * Takes a copy of the tags.
     *
     * @param tags by key
     * @param transitive those that are passed on
     */
    public SessionTags {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        transitive = Collections.unmodifiableMap(new TreeMap<>(transitive));
    }

    /**
     * A session without tags.
     *
     * @return no tags
     */
    public static SessionTags none() {
        return NONE;
    }

    /**
     * Tags all of which are passed on, as those that EKS Pod Identity sets are.
     *
     * @param tags by key
     * @return transitive tags
     */
    public static SessionTags transitive(Map<String, String> tags) {
        return new SessionTags(tags, tags);
    }

    /**
     * The tags that EKS Pod Identity gives the session of a pod (Amazon EKS User Guide, "Grant Pods access to AWS resources
     * based on tags").
     *
     * @param pod whose session
     * @return six transitive tags
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

    /** The keys that a session with these tags carries in its requests. */
    RequestContext asPrincipalTags() {
        RequestContext context = RequestContext.empty();
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            context = context.with("aws:PrincipalTag/" + tag.getKey(), tag.getValue());
        }
        return context;
    }

    /** The keys that a call carries which asks for these tags. */
    RequestContext asRequestTags() {
        RequestContext context = RequestContext.empty();
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            context = context.with("aws:RequestTag/" + tag.getKey(), tag.getValue());
        }
        return context.with("aws:TagKeys", tags.keySet()).with("sts:TransitiveTagKeys", transitive.keySet());
    }

    /** These tags and those that a calling session passes on, which cannot be overridden. */
    SessionTags inheriting(SessionTags caller) {
        Map<String, String> all = new TreeMap<>(tags);
        all.putAll(caller.transitive());
        Map<String, String> passedOn = new TreeMap<>(transitive);
        passedOn.putAll(caller.transitive());
        return new SessionTags(all, passedOn);
    }
}
