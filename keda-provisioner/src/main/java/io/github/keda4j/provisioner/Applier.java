package io.github.keda4j.provisioner;

import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.provisioner.internal.CallerPermissions;
import io.github.keda4j.provisioner.internal.Clients;
import io.github.keda4j.provisioner.internal.Draft;
import io.github.keda4j.provisioner.internal.ExecutableChange;
import io.github.keda4j.provisioner.internal.ObjectPermissions;
import io.github.keda4j.provisioner.internal.StaleException;
import io.github.keda4j.provisioner.internal.StuckException;
import io.github.keda4j.wiring.EksCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the writes of a plan, after it has checked that they may be made. */
final class Applier {

    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final Clients clients;
    private final Planner planner;
    private final Consumer<Progress> progress;
    private final BooleanSupplier stop;

    Applier(Clients clients, Planner planner, Consumer<Progress> progress, BooleanSupplier stop) {
        this.clients = clients;
        this.planner = planner;
        this.progress = progress;
        this.stop = stop;
    }

    void apply(Plan plan) {
        List<ExecutableChange> changes = plan.executableChanges();
        if (changes.isEmpty()) {
            return;
        }
        Guard guard = Guard.with(plan.scrubber());
        guard.run("check the plan", () -> {
            check(plan);
            return true;
        });
        for (int index = 0; index < changes.size(); index++) {
            ExecutableChange change = changes.get(index);
            String what = change.action().name().toLowerCase(Locale.ROOT) + " " + change.target() + " (" + index
                    + " of " + changes.size() + " changes have been made; "
                    + (plan.isRemoval() ? "remove again" : "plan and apply again") + " to continue)";
            if (Thread.currentThread().isInterrupted()) {
                throw new ProvisioningException(Reason.INTERRUPTED, "Interrupted before it could " + what + ".");
            }
            if (stop.getAsBoolean()) {
                throw new ProvisioningException(Reason.CANCELLED, "Stopped before it could " + what + ".");
            }
            LOG.info("{} {}", change.action(), change.target());
            progress.accept(new Progress.Started(change, index + 1, changes.size()));
            boolean written = guard.run(what, () -> change.execute(clients));
            progress.accept(
                    written
                            ? new Progress.Done(change, index + 1, changes.size())
                            : new Progress.Skipped(change, index + 1, changes.size()));
        }
    }

    /** Checks everything that can be checked before the first write. */
    private void check(Plan plan) {
        List<ExecutableChange> changes = plan.executableChanges();
        planner.checkBinding(plan);
        List<String> stale = new ArrayList<>();
        changes.forEach(change -> change.staleness(clients).ifPresent(stale::add));
        if (!stale.isEmpty()) {
            throw new StaleException(String.join("\n", stale));
        }
        Draft draft = new Draft(Set.of(), Set.of());
        new CallerPermissions(clients).check(EksCluster.parse(plan.binding().cluster()), changes, draft);
        new ObjectPermissions(clients).check(changes, draft);
        draft.notes().forEach(note -> {
            LOG.info("{}", note);
            progress.accept(new Progress.Noted(note));
        });
        if (!draft.problems().isEmpty()) {
            throw new ProvisioningException(Reason.PREFLIGHT, String.join("\n", draft.problems()));
        }
        awaitRoom(changes);
    }

    /** Once the wait for one object has timed out, no other object is waited for. */
    private void awaitRoom(List<ExecutableChange> changes) {
        List<String> stuck = new ArrayList<>();
        Clients now = clients;
        for (ExecutableChange change : changes) {
            try {
                change.awaitRoom(now);
            } catch (StuckException still) {
                stuck.add(String.valueOf(still.getMessage()));
                now = new Clients(
                        clients.iam(),
                        clients.eks(),
                        clients.kubernetes(),
                        clients.sts(),
                        clients.retry().within(Duration.ZERO));
            }
        }
        if (!stuck.isEmpty()) {
            throw new StuckException(String.join("\n", stuck));
        }
    }
}
