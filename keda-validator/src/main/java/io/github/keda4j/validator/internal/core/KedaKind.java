package io.github.keda4j.validator.internal.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** KEDA's kinds. Each is served in only one version, which has not changed since KEDA 2.0. */
public enum KedaKind {
    SCALED_OBJECT("keda.sh", "ScaledObject", true),
    SCALED_JOB("keda.sh", "ScaledJob", true),
    TRIGGER_AUTHENTICATION("keda.sh", "TriggerAuthentication", true),
    CLUSTER_TRIGGER_AUTHENTICATION("keda.sh", "ClusterTriggerAuthentication", false),
    CLOUD_EVENT_SOURCE("eventing.keda.sh", "CloudEventSource", true),
    CLUSTER_CLOUD_EVENT_SOURCE("eventing.keda.sh", "ClusterCloudEventSource", false);

    public static final String VERSION = "v1alpha1";
    public static final List<String> KINDS = kinds();

    private static final KedaKind[] ALL = values();

    private final String group;
    private final String kind;
    private final boolean namespaced;
    private final String apiVersion;

    KedaKind(String group, String kind, boolean namespaced) {
        this.group = group;
        this.kind = kind;
        this.namespaced = namespaced;
        this.apiVersion = group + "/v1alpha1";
    }

    private static List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        for (KedaKind each : values()) {
            kinds.add(each.kind);
        }
        return List.copyOf(kinds);
    }

    /** The kind with exactly this name, regardless of its group; null if KEDA has none. */
    public static @Nullable KedaKind named(String kind) {
        for (KedaKind each : ALL) {
            if (each.kind.equals(kind)) {
                return each;
            }
        }
        return null;
    }

    public String group() {
        return group;
    }

    public String kind() {
        return kind;
    }

    public boolean isNamespaced() {
        return namespaced;
    }

    public String apiVersion() {
        return apiVersion;
    }

    public boolean isAuthentication() {
        return this == TRIGGER_AUTHENTICATION || this == CLUSTER_TRIGGER_AUTHENTICATION;
    }

    @Override
    public String toString() {
        return kind;
    }
}
