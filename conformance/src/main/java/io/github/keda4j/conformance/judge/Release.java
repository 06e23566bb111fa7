package io.github.keda4j.conformance.judge;

import io.github.keda4j.trigger.KedaVersion;
import java.util.List;

/**
 * A release of KEDA for which there is a judge.
 *
 * @param keda the full version number, such as {@code 2.21.0}
 * @param version this library's name for it
 */
public record Release(String keda, KedaVersion version) {

    /** All releases, the newest last. */
    public static final List<Release> ALL = List.of(of("2.20.2"), of("2.21.0"));

    private static Release of(String keda) {
        return new Release(keda, KedaVersion.of(keda));
    }

    /** {@return the releases to compare with: {@code -Djudge.release}, or all of them} */
    public static List<Release> selected() {
        return Setting.text("judge.release")
                .map(keda -> ALL.stream()
                        .filter(release -> release.keda.startsWith(keda))
                        .toList())
                .orElse(ALL);
    }

    /** {@return the release for which views of triggers are made} */
    public static Release latest() {
        return ALL.get(ALL.size() - 1);
    }

    /** {@return whether views of triggers are made for this release} */
    public boolean isLatest() {
        return version == KedaVersion.latest();
    }

    /** {@return the full version number} */
    @Override
    public String toString() {
        return keda;
    }
}
