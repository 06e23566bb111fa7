package io.github.keda4j.provisioner.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Changes which tags name the owners of a resource, if there are packed tags among them. It reads the tags when it is
 * applied, so it does not matter if owners have joined or left since the plan.
 *
 * @param action what happens
 * @param target what is written to
 * @param details the changes and the owners that they are for
 * @param at the resource with the tags
 * @param isMade whether the tags are already in their final state
 * @param write makes the write
 * @param permissions what the caller must be allowed to do
 */
record PackedTagsWrite(
        Action action,
        String target,
        List<String> details,
        Function<Clients, OwnerTags.Store> at,
        Predicate<Map<String, String>> isMade,
        Consumer<OwnerTags.Store> write,
        List<Permission> permissions)
        implements ExecutableChange {

    PackedTagsWrite {
        details = List.copyOf(details);
    }

    /** Makes room for more owners. */
    static PackedTagsWrite compact(
            String target,
            Function<Clients, OwnerTags.Store> at,
            Map<String, String> seen,
            int coming,
            List<Permission> permissions) {
        int owners = Owner.tagKeysIn(seen).size();
        return new PackedTagsWrite(
                Action.UPDATE,
                "tags of " + target,
                List.of("the tags of " + owners + " stacks are packed into fewer tags"),
                at,
                tags -> tags.size() + coming <= OwnerTags.ROOM,
                OwnerTags::compact,
                permissions);
    }

    /** Removes owners. */
    static PackedTagsWrite leave(
            Action action,
            String target,
            Function<Clients, OwnerTags.Store> at,
            Set<String> going,
            boolean alsoOwnTags,
            List<Permission> permissions) {
        return new PackedTagsWrite(
                action,
                target,
                List.of("without "
                        + Owner.names(going.stream().filter(Owner::isTagKey).toList())),
                at,
                tags -> OwnerTags.packedWith(tags, going).isEmpty()
                        && (!alsoOwnTags || going.stream().noneMatch(tags::containsKey)),
                store -> OwnerTags.leave(store, going, alsoOwnTags),
                permissions);
    }

    @Override
    public String toString() {
        return ExecutableChange.inWords(this);
    }

    @Override
    public Basis basis() {
        return new Basis(null, null, String.join("\n", details));
    }

    /** An update neither adds nor removes owners. */
    @Override
    public boolean isHousekeeping() {
        return action == Action.UPDATE;
    }

    @Override
    public Optional<String> staleness(Clients clients) {
        return Optional.empty();
    }

    @Override
    public boolean execute(Clients clients) {
        OwnerTags.Store store = at.apply(clients);
        if (isMade.test(store.read())) {
            return false;
        }
        write.accept(store);
        return true;
    }
}
