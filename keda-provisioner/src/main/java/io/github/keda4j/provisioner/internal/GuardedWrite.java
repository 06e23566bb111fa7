package io.github.keda4j.provisioner.internal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A write to AWS that is made only if what it changes is still as the plan found it. AWS has no conditions on these
 * writes, so what they change is read again right before the write.
 *
 * @param action what happens to the target
 * @param target what is written to
 * @param details what differs
 * @param probe reads what the write changes, as text; returns null if it does not exist
 * @param seen what the plan found
 * @param wanted the result of the write
 * @param write makes the write
 * @param words turns what the probe read into readable text
 * @param permissions what the caller must be allowed to do
 */
record GuardedWrite(
        Action action,
        String target,
        List<String> details,
        Probe probe,
        @Nullable String seen,
        @Nullable String wanted,
        Write write,
        UnaryOperator<@Nullable String> words,
        List<Permission> permissions)
        implements ExecutableChange {

    GuardedWrite {
        details = List.copyOf(details);
        permissions = List.copyOf(permissions);
    }

    /** A write whose probe already returns readable text. */
    GuardedWrite(
            Action action,
            String target,
            List<String> details,
            Probe probe,
            @Nullable String seen,
            @Nullable String wanted,
            Write write,
            List<Permission> permissions) {
        this(action, target, details, probe, seen, wanted, write, UnaryOperator.identity(), permissions);
    }

    /** Reads what a write changes. */
    @FunctionalInterface
    interface Probe {
        @Nullable
        String read(Clients clients);
    }

    /** Makes the write. */
    @FunctionalInterface
    interface Write {
        void make(Clients clients);
    }

    @Override
    public String toString() {
        return ExecutableChange.inWords(this);
    }

    @Override
    public Basis basis() {
        return new Basis(null, seen, wanted);
    }

    @Override
    public Optional<String> staleness(Clients clients) {
        return staleness(probe.read(clients));
    }

    private Optional<String> staleness(@Nullable String found) {
        if (Objects.equals(found, wanted) || Objects.equals(found, seen)) {
            return Optional.empty();
        }
        return Optional.of(target + " has changed since the plan: " + inWords(seen) + " -> " + inWords(found));
    }

    private String inWords(@Nullable String text) {
        return Objects.requireNonNullElse(words.apply(text), "(absent)");
    }

    @Override
    public boolean execute(Clients clients) {
        String found = probe.read(clients);
        staleness(found).ifPresent(change -> {
            throw new StaleException(change);
        });
        if (Objects.equals(found, wanted)) {
            return false;
        }
        write.make(clients);
        return true;
    }
}
