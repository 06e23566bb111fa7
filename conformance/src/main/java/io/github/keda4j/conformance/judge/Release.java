package io.github.keda4j.conformance.judge;

import io.github.keda4j.trigger.KedaVersion;
import java.util.List;

/**
 * A release of KEDA that there is a judge for.
 *
 * @param keda its full number, such as {@code 2.21.0}
 * @param version what this library calls it
 */
public record Release(String keda, KedaVersion version) {

    /** All of them, the newest last. */
    public static final List<Release> ALL = List.of(of("2.20.2"), of("2.21.0"));

    private static Release of(String keda) {
        return new Release(keda, KedaVersion.of(keda));
    }

    /** {@return those to compare with: {@code -Djudge.release}, or all of them} */
    public static List<Release> selected() {
        return Setting.text("judge.release")
                .map(keda -> ALL.stream()
                        .filter(release -> release.keda.startsWith(keda))
                        .toList())
                .orElse(ALL);
    }

    /** {@return the release that views of triggers are made for} */
    public static Release latest() {
        return ALL.get(ALL.size() - 1);
    }

    /** {@return whether it is the release that views of triggers are made for} */
    public boolean isLatest() {
        return version == KedaVersion.latest();
    }

    /** {@return its full number} */
    @Override
    public String toString() {
        return keda;
    }
}
