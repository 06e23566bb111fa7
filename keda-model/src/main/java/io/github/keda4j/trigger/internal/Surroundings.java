package io.github.keda4j.trigger.internal;

import io.github.keda4j.trigger.KedaVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known around a trigger when it is checked.
 *
 * @param version the release of KEDA that is to take the trigger
 * @param authentication by parameter, a value being null where it cannot be looked into; null where nothing is known
 * @param podIdentity the provider, or {@link #NO_IDENTITY}; null where it is not known
 * @param environment of the scaled container, a value being null where it is not known; null where nothing is known
 * @param readByFormula whether a formula reads the trigger, and not the autoscaler
 * @param inScaledJob whether the trigger stands in a ScaledJob
 * @param namespace of the object that the trigger stands in; null where it is not known
 */
public record Surroundings(
        KedaVersion version,
        @Nullable Map<String, @Nullable String> authentication,
        @Nullable String podIdentity,
        @Nullable Map<String, @Nullable String> environment,
        Truth readByFormula,
        Truth inScaledJob,
        @Nullable String namespace) {

    public static final String NO_IDENTITY = "none";

    /** Whether KEDA is of that release or a later one. */
    public boolean isSince(KedaVersion release) {
        return version.compareTo(release) >= 0;
    }
}
