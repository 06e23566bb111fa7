package io.github.keda4j.provisioner.internal;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * An object that is being deleted: since when, what holds it, and what to do if it stays.
 *
 * @param target its name in a plan
 * @param tree the object
 */
record Termination(String target, ObjectNode tree) {

    private static final String OF_KEDA = "finalizer.keda.sh";

    /** Kubernetes' garbage collector removes these itself. */
    private static final List<String> OF_DEPENDENTS = List.of("foregroundDeletion", "orphan");

    /**
     * Waits until an object is gone, and says what holds it if it stays.
     *
     * @param first the object as it was read last
     * @param read reads it again; empty once it is gone
     */
    static void awaitEnd(Clients clients, String target, LiveObject first, Supplier<Optional<LiveObject>> read) {
        AtomicReference<LiveObject> last = new AtomicReference<>(first);
        boolean gone = clients.retry().until("see that " + target + " is gone", () -> {
            Optional<LiveObject> now = read.get();
            now.ifPresent(last::set);
            return now.isEmpty();
        });
        if (!gone) {
            throw new Termination(target, requireNonNull(last.get()).tree()).stuck();
        }
    }

    private List<String> finalizers() {
        List<String> finalizers = new ArrayList<>();
        for (JsonNode finalizer : tree.at("/metadata/finalizers")) {
            finalizers.add(finalizer.asText());
        }
        return finalizers;
    }

    /** Since when it is being deleted and what holds it, as the end of a sentence. */
    String facts() {
        List<String> finalizers = finalizers();
        return "terminating since " + tree.at("/metadata/deletionTimestamp").asText()
                + switch (finalizers.size()) {
                    case 0 -> "";
                    case 1 -> ", held by finalizer " + finalizers.get(0);
                    default -> ", held by finalizers " + String.join(", ", finalizers);
                };
    }

    /** The exception if it does not go away in time. */
    StuckException stuck() {
        return new StuckException(target + " does not go away: it has been " + facts() + ". " + advice());
    }

    private String advice() {
        List<String> finalizers = finalizers();
        if (finalizers.isEmpty()) {
            return "Look at its pods, and run again once it is gone.";
        }
        if (OF_DEPENDENTS.containsAll(finalizers)) {
            return "Kubernetes is still processing the objects that it owns: find out what holds them, and run again once it"
                    + " is gone.";
        }
        boolean single = finalizers.size() == 1;
        String who = finalizers.contains(OF_KEDA)
                ? "KEDA's operator removes " + (single ? "that finalizer" : OF_KEDA)
                        + ": check that it runs, watches namespace "
                        + tree.at("/metadata/namespace").asText()
                        + ", and logs no error. If KEDA is gone for good, remove"
                : controllers(single);
        return who + (single ? " the finalizer" : " the finalizers") + " yourself: " + command() + ". Then run again.";
    }

    private static String controllers(boolean single) {
        return single
                ? "The controller that set it has to remove it: check that it runs. If it is gone for good, remove"
                : "The controllers that set them have to remove them: check that they run. If they are gone for good,"
                        + " remove";
    }

    private String command() {
        return "kubectl patch " + tree.path("kind").asText().toLowerCase(Locale.ROOT) + " "
                + tree.at("/metadata/name").asText() + " -n "
                + tree.at("/metadata/namespace").asText()
                + " --type=merge -p '{\"metadata\":{\"finalizers\":null}}'";
    }
}
