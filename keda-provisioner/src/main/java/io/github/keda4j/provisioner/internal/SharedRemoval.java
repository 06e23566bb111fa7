package io.github.keda4j.provisioner.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Removes what stacks share, unless others need it by now: then it only removes the tags of the leaving owners. */
interface SharedRemoval extends ExecutableChange {

    /** The tags of the leaving owners. */
    Set<String> leaving();

    @Override
    default Action action() {
        return Action.DELETE;
    }

    @Override
    default List<String> details() {
        return List.of("no stack needs it any longer");
    }

    /** The owners that tags name, except the leaving ones. */
    default Set<String> others(Map<String, String> tags) {
        return OwnerTags.others(tags, leaving());
    }

    /**
     * The basis of the removal.
     *
     * @param id an id that a recreated role or association does not have
     * @param seen what the plan found
     */
    default Basis basis(String id, String seen) {
        return new Basis(id, "with " + String.join(" ", new TreeSet<>(leaving())) + " " + seen, null);
    }
}
