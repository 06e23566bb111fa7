package io.github.keda4j.testing.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an object may be stored, as a validating webhook does: after defaults are set and everything else is
 * valid, on creations and on updates, including dry runs. Add it with {@link KubernetesApiServer.Builder#admission}.
 */
@FunctionalInterface
public interface Admission {

    /**
     * Decides.
     *
     * @param object the object to be stored: of the class that fabric8 knows for its kind, or a {@code
     * GenericKubernetesResource}
     * @param before the stored object; null if the object is new
     * @return the decision
     */
    Decision review(HasMetadata object, @Nullable HasMetadata before);

    /** The decision of an {@link Admission}. */
    final class Decision {

        private static final Decision ALLOWED = new Decision(null);

        private final @Nullable String message;

        private Decision(@Nullable String message) {
            this.message = message;
        }

        /** {@return the decision that the object may be stored} */
        public static Decision allow() {
            return ALLOWED;
        }

        /**
         * {@return the decision that the object must not be stored}
         *
         * @param message the message to the client, with status code 403
         */
        public static Decision deny(String message) {
            return new Decision(Objects.requireNonNull(message, "message"));
        }

        /** {@return the message to the client; empty if the object may be stored} */
        public Optional<String> message() {
            return Optional.ofNullable(message);
        }
    }
}
