package io.github.keda4j.provisioner.internal;

import io.fabric8.kubernetes.api.model.Condition;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.model.ObjectReferences;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits until KEDA reports that ScaledObjects are ready. */
public final class Readiness {

    private static final String READY = "Ready";

    private final Clients clients;
    private final Map<String, String> reasons = new LinkedHashMap<>();

    /**
     * Creates an instance for the caller's cluster.
     *
     * @param clients the clients to read with
     */
    public Readiness(Clients clients) {
        this.clients = clients;
    }

    /**
     * Waits for all given objects together.
     *
     * @param objects the objects to wait for
     * @return why objects are not ready, one sentence each; empty if all are ready
     */
    public List<String> await(List<ScaledObject> objects) {
        String first = objects.isEmpty() ? "" : target(objects.get(0));
        clients.retry().until("see " + first + (objects.size() < 2 ? "" : " and others") + " ready", retry -> {
            // Objects that were ready once are not checked again.
            objects.stream()
                    .filter(object -> reasons.isEmpty() || reasons.containsKey(target(object)))
                    .toList()
                    .forEach(object -> look(object, retry));
            return reasons.isEmpty();
        });
        return List.copyOf(reasons.values());
    }

    private void look(ScaledObject object, Retry retry) {
        String target = target(object);
        ScaledObject live = retry.call(
                "read " + target, () -> clients.kubernetes().resource(object).get());
        Optional<String> reason = reason(target, live);
        if (reason.isPresent()) {
            reasons.put(target, reason.get());
        } else {
            reasons.remove(target);
        }
    }

    private static Optional<String> reason(String target, @Nullable ScaledObject live) {
        if (live == null) {
            return Optional.of(target + " does not exist.");
        }
        if (live.getMetadata().getDeletionTimestamp() != null) {
            return Optional.of(target + " is being deleted.");
        }
        List<Condition> conditions =
                live.getStatus() == null || live.getStatus().getConditions() == null
                        ? List.of()
                        : live.getStatus().getConditions();
        Optional<Condition> ready = conditions.stream()
                .filter(condition -> READY.equals(condition.getType()))
                .findFirst();
        if (ready.isEmpty()) {
            return Optional.of(
                    target + " has no condition Ready yet. Check that KEDA's operator runs and watches its namespace.");
        }
        Condition condition = ready.get();
        return "True".equals(condition.getStatus())
                ? Optional.empty()
                : Optional.of(target + " is not ready: " + words(condition));
    }

    /** KEDA's own reason. */
    private static String words(Condition condition) {
        String reason = Objects.requireNonNullElse(condition.getReason(), "");
        String message = Objects.requireNonNullElse(condition.getMessage(), "");
        if (reason.isEmpty() && message.isEmpty()) {
            return "KEDA does not give a reason (status " + condition.getStatus() + ").";
        }
        String both = reason.isEmpty() || message.isEmpty() ? reason + message : reason + ": " + message;
        return both.endsWith(".") ? both : both + ".";
    }

    private static String target(ScaledObject object) {
        return ObjectReferences.of(object).toString();
    }
}
