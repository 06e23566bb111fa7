package io.github.keda4j.validator.internal.core;

import io.github.keda4j.trigger.KedaVersion;

/**
 * The facts that a check knows in addition to its object.
 *
 * @param version the release of KEDA
 * @param strict whether fields that KEDA does not know are errors
 * @param bundle the other objects
 */
public record Setting(KedaVersion version, boolean strict, Bundle bundle) {

    public boolean isSince(KedaVersion release) {
        return version.compareTo(release) >= 0;
    }
}
