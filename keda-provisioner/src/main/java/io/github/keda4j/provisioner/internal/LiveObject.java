package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds out from the metadata of an object in the API server who owns it and its fields. */
record LiveObject(ObjectNode tree) {

    /** What the hash of an adopted object begins with. */
    private static final String ADOPTED = "adopted.";

    private static final String MANAGED_BY_LABEL = "app.kubernetes.io/managed-by";

    String uid() {
        return tree.at("/metadata/uid").asText();
    }

    boolean isTerminating() {
        return tree.at("/metadata/deletionTimestamp").isTextual();
    }

    /**
     * The labels of the stacks that it belongs to; empty unless keda4j applied the object. A copy that somebody made of
     * an object has the labels, too, but keda4j did not apply it.
     */
    Set<String> owners() {
        Set<String> owners = new TreeSet<>();
        if (!isApplied()) {
            return owners;
        }
        tree.at("/metadata/labels").fieldNames().forEachRemaining(label -> {
            if (Owner.isOwnerLabel(label)) {
                owners.add(label);
            }
        });
        return owners;
    }

    /** Whether it belongs to stacks, even if somebody removed their labels. */
    boolean isOurs() {
        return !owners().isEmpty()
                || (isApplied() && annotation(Owner.DESCRIBED_ANNOTATION).isTextual());
    }

    private boolean isApplied() {
        for (JsonNode entry : tree.at("/metadata/managedFields")) {
            if (isOurApply(entry)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOurApply(JsonNode entry) {
        return entry.path("manager").asText().equals(Cluster.MANAGER)
                && entry.path("operation").asText().equals("Apply");
    }

    /** Who else claims one of our objects: Helm, through its label, or a controller, through an owner reference. */
    Optional<String> takenBy() {
        boolean isLabelled = tree.at("/metadata/labels").has(MANAGED_BY_LABEL)
                && !isAppliedByUs(".metadata.labels." + MANAGED_BY_LABEL);
        return isLabelled || controller().isPresent() ? Optional.of(foreignOwner()) : Optional.empty();
    }

    private Optional<String> controller() {
        for (JsonNode owner : tree.at("/metadata/ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                return Optional.of(
                        owner.path("kind").asText() + " " + owner.path("name").asText());
            }
        }
        return Optional.empty();
    }

    /**
     * Whether it existed before stacks needed it: an annotation says so, or the hash of its description begins with a
     * prefix. If an object of stacks has lost that hash, it may belong to somebody else, so it counts as adopted too.
     */
    boolean isAdopted() {
        String described = annotation(Owner.DESCRIBED_ANNOTATION).asText();
        return annotation(Owner.ADOPTED_ANNOTATION).isTextual()
                || described.startsWith(ADOPTED)
                || (described.isEmpty() && !owners().isEmpty());
    }

    /** The hash of what its stacks describe; empty if there is none. */
    String described() {
        String described = annotation(Owner.DESCRIBED_ANNOTATION).asText();
        return described.startsWith(ADOPTED) ? described.substring(ADOPTED.length()) : described;
    }

    /** The hash of what stacks describe, as it is written on an object. */
    static String description(String hash, boolean isAdopted) {
        return isAdopted ? ADOPTED + hash : hash;
    }

    JsonNode annotation(String key) {
        return tree.path("metadata").path("annotations").path(key);
    }

    /** Whether our apply was the last that set the number of replicas. */
    boolean replicasAreOurs() {
        return isAppliedByUs(".spec.replicas");
    }

    /**
     * Whether a field still has the value that we applied. A manager that changes a value becomes its only owner.
     *
     * @param path the path of the field, as the API server names it in a conflict: {@code .spec.triggers}
     */
    boolean isAppliedByUs(String path) {
        for (JsonNode entry : tree.at("/metadata/managedFields")) {
            if (isOurApply(entry) && has(entry.path("fieldsV1"), path)) {
                return true;
            }
        }
        return false;
    }

    /** Names may contain dots, so every name that the path begins with is tried. */
    private static boolean has(JsonNode fields, String path) {
        return path.isEmpty()
                || fields.properties().stream()
                        .filter(field -> field.getKey().startsWith("f:"))
                        .anyMatch(field -> {
                            String step = "." + field.getKey().substring(2);
                            return path.startsWith(step) && has(field.getValue(), path.substring(step.length()));
                        });
    }

    /** The field managers other than keda4j's. */
    Set<String> otherManagers() {
        Set<String> managers = new TreeSet<>();
        for (JsonNode entry : tree.at("/metadata/managedFields")) {
            String manager = entry.path("manager").asText();
            if (!manager.isEmpty()
                    && !manager.equals(Cluster.MANAGER)
                    && entry.path("subresource").asText().isEmpty()) {
                managers.add(manager);
            }
        }
        return managers;
    }

    /** The probable owner of an object that is not ours. */
    String foreignOwner() {
        JsonNode managedBy = tree.path("metadata").path("labels").path(MANAGED_BY_LABEL);
        if (managedBy.isTextual()) {
            JsonNode release = annotation("meta.helm.sh/release-name");
            return managedBy.asText() + (release.isTextual() ? " (release " + release.asText() + ")" : "");
        }
        Optional<String> controller = controller();
        if (controller.isPresent()) {
            return controller.get();
        }
        Set<String> managers = otherManagers();
        return managers.isEmpty()
                ? "somebody else (no field manager says who)"
                : "field manager " + String.join(", ", managers);
    }
}
