package io.github.keda4j.provisioner.internal;

import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.InOutCreateable;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Asks the API server whether the caller may make the writes of a plan. If a plan has many namespaces, it first asks
 * for answers that apply to the whole cluster.
 */
public final class ObjectPermissions {

    private static final int FEW_NAMESPACES = 3;
    private static final String EVERYWHERE = "";

    private final Clients clients;
    /** Kept, because fabric8 looks for a class that does not exist each time it is asked for. */
    private final InOutCreateable<SelfSubjectAccessReview, SelfSubjectAccessReview> reviews;

    /**
     * Creates a check.
     *
     * @param clients used only to ask
     */
    public ObjectPermissions(Clients clients) {
        this.clients = clients;
        this.reviews = clients.kubernetes().authorization().v1().selfSubjectAccessReview();
    }

    /** Thrown if the server does not answer such a question. */
    private static final class CannotAsk extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CannotAsk(String why) {
            super(why);
        }
    }

    /**
     * Refuses writes that the caller may not make.
     *
     * @param changes the writes of a plan
     * @param draft receives what is not allowed, or why that is not known
     */
    public void check(List<ExecutableChange> changes, Draft draft) {
        Map<ObjectPermission, Set<String>> namespaces = new TreeMap<>(
                (one, other) -> (one.qualified() + one.verb()).compareTo(other.qualified() + other.verb()));
        changes.forEach(change -> change.objectPermissions()
                .forEach(needed -> namespaces
                        .computeIfAbsent(needed.in(EVERYWHERE), key -> new TreeSet<>())
                        .add(needed.namespace())));
        try {
            namespaces.forEach((what, where) -> {
                Set<String> denied = denied(what, where);
                if (!denied.isEmpty()) {
                    draft.refuse("The caller may not " + what.verb() + " " + what.qualified() + " in "
                            + (denied.size() == 1 ? "namespace " : "namespaces ") + String.join(", ", denied)
                            + ". Allow it with a Role and a RoleBinding, or an access entry of the cluster.");
                }
            });
        } catch (CannotAsk refused) {
            draft.note("The caller's permissions in Kubernetes were not checked: " + refused.getMessage() + ".");
        }
    }

    private Set<String> denied(ObjectPermission what, Set<String> namespaces) {
        if (namespaces.size() > FEW_NAMESPACES && isAllowed(what)) {
            return Set.of();
        }
        List<String> asked = new ArrayList<>(namespaces);
        List<Boolean> answers =
                SideBySide.answers("ask for permissions", asked, namespace -> isAllowed(what.in(namespace)));
        Set<String> denied = new TreeSet<>(namespaces);
        for (int index = 0; index < asked.size(); index++) {
            if (answers.get(index)) {
                denied.remove(asked.get(index));
            }
        }
        return denied;
    }

    private boolean isAllowed(ObjectPermission what) {
        SelfSubjectAccessReview question = new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(what.verb())
                .withGroup(what.group())
                .withResource(what.resource())
                .withNamespace(what.namespace())
                .endResourceAttributes()
                .endSpec()
                .build();
        SelfSubjectAccessReview answer;
        try {
            answer = clients.retry()
                    .call(
                            "ask whether the caller may " + what.verb() + " " + what.qualified(),
                            () -> reviews.create(question));
        } catch (KubernetesClientException refused) {
            switch (refused.getCode()) {
                case HttpURLConnection.HTTP_FORBIDDEN ->
                    throw new CannotAsk("it may not create SelfSubjectAccessReviews");
                case HttpURLConnection.HTTP_NOT_FOUND, HttpURLConnection.HTTP_BAD_METHOD ->
                    throw new CannotAsk("the API server does not answer SelfSubjectAccessReviews");
                default -> throw refused;
            }
        }
        if (answer == null || answer.getStatus() == null || answer.getStatus().getAllowed() == null) {
            throw new CannotAsk("the API server does not answer SelfSubjectAccessReviews");
        }
        return answer.getStatus().getAllowed();
    }
}
