package io.github.keda4j.provisioner;

import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.provisioner.SavedPlan.Entry;
import io.github.keda4j.provisioner.SavedPlan.Origin;
import io.github.keda4j.wiring.EksCluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares a reviewed plan with the stacks and with a new plan for them. Writes that the new plan lacks
 * have already been made, for example by a run that crashed; any other difference causes the plan to be refused.
 */
final class PlanReview {

    private final SavedPlan reviewed;

    PlanReview(SavedPlan reviewed) {
        this.reviewed = reviewed;
    }

    /** Checks that the stacks are those that were planned; runs before any call. */
    void check(Descriptions stacks) {
        Origin origin = reviewed.origin();
        if (stacks.isEmpty()) {
            throw new ProvisioningException(
                    Reason.PREFLIGHT,
                    "The reviewed plan is for " + String.join(", ", origin.stacks()) + "; no stack was given.");
        }
        EksCluster now = stacks.cluster();
        if (!origin.cluster().equals(now.arn())) {
            throw new ProvisioningException(
                    Reason.PREFLIGHT,
                    "The reviewed plan is for cluster " + origin.cluster() + "; the stacks are for "
                            + difference(EksCluster.parse(origin.cluster()), now) + ", " + now.arn() + ".");
        }
        List<String> names = stacks.names();
        if (!origin.stacks().equals(names)) {
            throw new ProvisioningException(
                    Reason.STALE_PLAN,
                    "The reviewed plan is for the stacks " + String.join(", ", origin.stacks()) + "; these are "
                            + String.join(", ", names) + ".");
        }
        List<String> changes = redescribed(origin.described(), stacks.hashes());
        if (changes.isEmpty() && !sameHiddenValues(stacks.hiddenValues())) {
            changes.add("Values of environment variables or secrets differ from those of the reviewed plan.");
        }
        refuse(changes);
    }

    private static String difference(EksCluster planned, EksCluster now) {
        List<String> others = new ArrayList<>();
        if (!planned.accountId().equals(now.accountId())) {
            others.add("account");
        }
        if (!planned.region().equals(now.region())) {
            others.add("region");
        }
        return others.isEmpty() ? "another cluster" : "a cluster of another " + String.join(" and another ", others);
    }

    private static List<String> redescribed(Map<String, String> planned, Map<String, String> now) {
        List<String> changes = new ArrayList<>();
        TreeSet<String> targets = new TreeSet<>(planned.keySet());
        targets.addAll(now.keySet());
        for (String target : targets) {
            if (!now.containsKey(target)) {
                changes.add("The stacks no longer describe " + target + ", which the reviewed plan was made for.");
            } else if (!planned.containsKey(target)) {
                changes.add(
                        "The stacks now describe " + target + ", which they did not describe for the reviewed plan.");
            } else if (!Objects.equals(planned.get(target), now.get(target))) {
                changes.add("The stacks now describe " + target + " differently than for the reviewed plan.");
            }
        }
        return changes;
    }

    private boolean sameHiddenValues(List<String> values) {
        return reviewed.origin().hidden().map(hash -> hash.isOf(values)).orElse(values.isEmpty());
    }

    /**
     * Checks that the state that was read has not changed and that the new plan would write the same; runs before any
     * write.
     */
    void check(Plan now) {
        String planned = reviewed.origin().identity();
        String found = now.origin().identity();
        if (!planned.isEmpty() && !found.isEmpty() && !planned.equals(found)) {
            throw new ProvisioningException(
                    Reason.PREFLIGHT, "The reviewed plan was made with a Kubernetes client for a different cluster.");
        }
        Map<String, List<Entry>> left = new HashMap<>();
        reviewed.entries()
                .forEach(entry -> left.computeIfAbsent(entry.target(), target -> new ArrayList<>())
                        .add(entry));
        List<String> changes = new ArrayList<>();
        for (Entry entry : now.entriesToReview()) {
            List<Entry> candidates = left.getOrDefault(entry.target(), List.of());
            if (candidates.isEmpty()) {
                changes.add(entry.target() + " would now be " + done(entry) + ", which is not in the reviewed plan"
                        + details(entry) + ".");
            } else if (!candidates.remove(entry) && !candidates.removeIf(earlier -> isMadeAnew(earlier, entry))) {
                Entry before = candidates.get(0);
                boolean isExplained = entry.action() == Change.Action.RELEASE
                        && staysNow(before, now).findAny().isPresent();
                if (!isExplained) {
                    changes.add(difference(before, entry));
                }
            }
        }
        left.values().stream()
                .flatMap(List::stream)
                .forEach(entry -> staysNow(entry, now)
                        .forEach(reason -> changes.add(
                                "The reviewed plan deletes " + entry.target() + ", but it would now stay: " + reason)));
        refuse(changes);
    }

    /**
     * Whether a target that is created again was still terminating, or held by something else, when the plan was made.
     */
    private static boolean isMadeAnew(Entry planned, Entry now) {
        return planned.action() == Change.Action.REPLACE
                && (now.action() == Change.Action.REPLACE || now.action() == Change.Action.CREATE)
                && Objects.equals(planned.wanted(), now.wanted());
    }

    /** Why something stays that the reviewed plan deletes. */
    private Stream<String> staysNow(Entry planned, Plan now) {
        String stays = planned.target() + " stays: ";
        return now.notes().stream()
                .filter(note -> planned.action() == Change.Action.DELETE && note.startsWith(stays))
                .filter(note -> !reviewed.notes().contains(note))
                .map(note -> note.substring(stays.length()));
    }

    private static String difference(Entry planned, Entry now) {
        String target = now.target();
        if (planned.action() != now.action()) {
            return target + " would now be " + done(now) + "; in the reviewed plan it is " + done(planned) + ".";
        }
        if (!Objects.equals(planned.identity(), now.identity())) {
            return target + " was recreated since the plan.";
        }
        boolean sameFound = Objects.equals(planned.seen(), now.seen());
        return target
                + (sameFound ? " would now be written differently" : " has changed since the plan")
                + (planned.details().equals(now.details())
                        ? ", in a part that the plan leaves unchanged."
                        : ": in the plan it was " + String.join("; ", planned.details()) + ", now it is "
                                + String.join("; ", now.details()) + ".");
    }

    private static String done(Entry entry) {
        return switch (entry.action()) {
            case CREATE -> "created";
            case UPDATE -> "updated";
            case DELETE -> "deleted";
            case REPLACE -> "replaced";
            case RELEASE -> "released";
        };
    }

    private static String details(Entry entry) {
        return entry.details().isEmpty() ? "" : " (" + String.join("; ", entry.details()) + ")";
    }

    private static void refuse(List<String> changes) {
        if (!changes.isEmpty()) {
            throw new ProvisioningException(Reason.STALE_PLAN, String.join("\n", changes));
        }
    }
}
