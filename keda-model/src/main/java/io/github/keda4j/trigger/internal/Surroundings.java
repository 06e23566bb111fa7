package io.github.keda4j.trigger.internal;

import io.github.keda4j.trigger.KedaVersion;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the context of a trigger when it is checked.
 *
 * @param version the release of KEDA that the trigger is for
 * @param authentication the authentication's values by parameter, with null for an unknown value; null if nothing is
 *     known
 * @param podIdentity the provider, or {@link #NO_IDENTITY}; null if it is unknown
 * @param environment the environment of the scaled container, with null for an unknown value; null if nothing is known
 * @param readByFormula whether a formula, and not the autoscaler, reads the trigger
 * @param inScaledJob whether the trigger belongs to a ScaledJob
 * @param onlyTrigger whether the object has no other trigger
 * @param namespace the namespace of the object that the trigger belongs to; null if it is unknown
 */
public record Surroundings(
        KedaVersion version,
        @Nullable Map<String, @Nullable String> authentication,
        @Nullable String podIdentity,
        @Nullable Map<String, @Nullable String> environment,
        Truth readByFormula,
        Truth inScaledJob,
        Truth onlyTrigger,
        @Nullable String namespace) {

    public static final String NO_IDENTITY = "none";

    /** Whether the trigger is for the given release of KEDA or a later one. */
    public boolean isSince(KedaVersion release) {
        return version.compareTo(release) >= 0;
    }
}
