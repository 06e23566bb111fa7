package io.github.keda4j.provisioner.internal;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Writes to the Kubernetes API. */
sealed interface ObjectChange extends ExecutableChange {

    /** How long a deletion may take: KEDA's finalizer restores the target's replicas first. */
    Duration DELETION = Duration.ofMinutes(1);

    /** Makes an object, or makes it what it should be if somebody was faster. */
    record Create(String target, HasMetadata object, HasMetadata desired, boolean replicasAreKedas)
            implements ObjectChange {

        @Override
        public Action action() {
            return Action.CREATE;
        }

        @Override
        public List<String> details() {
            return List.of();
        }

        @Override
        public void execute(Clients clients) {
            try {
                clients.kubernetes().resource(object).create();
            } catch (KubernetesClientException refused) {
                if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw refused;
                }
                ObjectPlanner planner = new ObjectPlanner(clients.kubernetes());
                Optional<ExecutableChange> left = planner.plan(desired, replicasAreKedas);
                if (left.filter(Create.class::isInstance).isPresent()) {
                    // Gone again: whoever does that is at work on it right now.
                    throw refused;
                }
                left.ifPresent(change -> change.execute(clients));
            }
        }
    }

    /** Changes some fields of an object. */
    record Patch(String target, HasMetadata object, String patch, List<String> details) implements ObjectChange {

        @Override
        public Action action() {
            return Action.UPDATE;
        }

        @Override
        public void execute(Clients clients) {
            clients.kubernetes().resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        }
    }

    /** Removes an object and waits until it is gone. */
    record Delete(String target, HasMetadata object) implements ObjectChange {

        @Override
        public Action action() {
            return Action.DELETE;
        }

        @Override
        public List<String> details() {
            return List.of();
        }

        @Override
        public void execute(Clients clients) {
            clients.kubernetes().resource(object).delete();
            clients.kubernetes()
                    .resource(object)
                    .waitUntilCondition(Objects::isNull, DELETION.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
