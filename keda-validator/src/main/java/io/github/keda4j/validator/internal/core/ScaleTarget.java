package io.github.keda4j.validator.internal.core;

import io.github.keda4j.yaml.tree.Node;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The target of {@code scaleTargetRef} in a ScaledObject or an autoscaler, as KEDA reads it: by default, a Deployment
 * of apps/v1.
 *
 * @param group the group; empty for the core group
 * @param version the version, as it is written
 * @param kind the kind, as it is written
 * @param name the name; empty if it is missing
 * @param readable whether apiVersion has at most one slash
 */
public record ScaleTarget(String group, String version, String kind, String name, boolean readable) {

    private static final String APPS = "apps";

    /** Reads {@code scaleTargetRef}; null stands for a missing one. */
    public static ScaleTarget of(Node.@Nullable Mapping reference) {
        if (reference == null) {
            return new ScaleTarget(APPS, "v1", "Deployment", "", true);
        }
        return of(reference.text("apiVersion"), reference.text("kind"), reference.text("name"));
    }

    static ScaleTarget of(@Nullable String apiVersion, @Nullable String givenKind, @Nullable String givenName) {
        String kind = givenKind == null || givenKind.isEmpty() ? "Deployment" : givenKind;
        String name = Objects.requireNonNullElse(givenName, "");
        if (apiVersion == null || apiVersion.isEmpty()) {
            return new ScaleTarget(APPS, "v1", kind, name, true);
        }
        if (apiVersion.equals("/")) {
            return new ScaleTarget("", "", kind, name, true);
        }
        boolean readable = apiVersion.indexOf('/') == apiVersion.lastIndexOf('/');
        return new ScaleTarget(Identity.groupOf(apiVersion), Identity.versionOf(apiVersion), kind, name, readable);
    }

    /** Whether KEDA checks the pods of the target at admission. */
    public boolean isDeploymentOrStatefulSet() {
        return group.equals(APPS) && version.equals("v1") && hasKindWithoutLookUp();
    }

    /** Whether KEDA assumes that the kind exists, in any group, instead of looking it up in the cluster. */
    public boolean hasKindWithoutLookUp() {
        return kind.equals("Deployment") || kind.equals("StatefulSet");
    }

    /** Whether KEDA considers this and the other target the same workload. */
    public boolean isSameAs(ScaleTarget other) {
        return name.equals(other.name)
                && kind.equals(other.kind)
                && group.equals(other.group)
                && version.equals(other.version);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The target as readable text, such as {@code Deployment orders}. */
    @Override
    public String toString() {
        return kind + " " + name;
    }
}
