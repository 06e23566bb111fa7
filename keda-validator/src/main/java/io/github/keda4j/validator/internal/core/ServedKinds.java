package io.github.keda4j.validator.internal.core;

import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kinds that the API server serves: those of Kubernetes and KEDA, those that a CustomResourceDefinition declares,
 * and those of existing objects.
 */
public final class ServedKinds {

    /** Whether the API server serves a kind. */
    public enum Answer {
        SERVED,
        NOT_SERVED,
        /** The kind is not known to be served, but the API server may serve more kinds than are known. */
        UNKNOWN
    }

    /** All versions and kinds of these groups since Kubernetes 1.25. */
    private static final Map<String, List<String>> KUBERNETES = Map.of(
            "v1",
            List.of(
                    "Binding",
                    "ComponentStatus",
                    "ConfigMap",
                    "Endpoints",
                    "Event",
                    "LimitRange",
                    "Namespace",
                    "Node",
                    "PersistentVolume",
                    "PersistentVolumeClaim",
                    "Pod",
                    "PodTemplate",
                    "ReplicationController",
                    "ResourceQuota",
                    "Secret",
                    "Service",
                    "ServiceAccount"),
            "apps/v1",
            List.of("ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"),
            "batch/v1",
            List.of("CronJob", "Job"));

    private static final Set<String> KUBERNETES_GROUPS = Set.of("", "apps", "batch");

    /** The kinds of Kubernetes and KEDA, which are the same in every cluster. */
    private static final Table ALWAYS = always();

    private final Table others = new Table();
    private final boolean complete;

    ServedKinds(Bundle bundle) {
        complete = bundle.isComplete();
        for (Subject subject : bundle.everything()) {
            if (subject.kind().equals("CustomResourceDefinition")
                    && subject.group().equals("apiextensions.k8s.io")) {
                addDefinition(subject);
            }
        }
        for (Subject subject : bundle.everything()) {
            if (subject.keda() == null) {
                addOf(subject);
            }
        }
    }

    private static Table always() {
        Table table = new Table();
        for (Map.Entry<String, List<String>> version : KUBERNETES.entrySet()) {
            for (String kind : version.getValue()) {
                table.add(version.getKey(), kind);
            }
        }
        for (KedaKind kind : KedaKind.values()) {
            table.add(kind.apiVersion(), kind.kind());
        }
        return table;
    }

    /**
     * Adds the kind of an object, which must be served, unless Kubernetes defines it differently; an object that is
     * about to be applied may be wrong.
     */
    private void addOf(Subject subject) {
        if (!KUBERNETES_GROUPS.contains(subject.group())
                && !subject.apiVersion().isEmpty()) {
            others.add(subject.apiVersion(), subject.kind());
        }
    }

    private void addDefinition(Subject definition) {
        Node.Mapping spec = definition.spec();
        String group = spec.text("group");
        Node.Mapping names = spec.mapping("names");
        String kind = names == null ? null : names.text("kind");
        if (group == null || kind == null) {
            return;
        }
        for (Node version : spec.elements("versions")) {
            String name = version instanceof Node.Mapping map ? map.text("name") : null;
            if (name != null) {
                others.add(group + "/" + name, kind);
            }
        }
    }

    /**
     * Whether the API server serves the kind according to the discovery API that KEDA uses, which also accepts lower
     * case and list kinds.
     */
    public Answer of(String group, String version, String kind) {
        String apiVersion = group.isEmpty() ? version : group + "/" + version;
        if (isKnown(apiVersion, kind) || exact(apiVersion, kind) != null) {
            return Answer.SERVED;
        }
        boolean told = KUBERNETES_GROUPS.contains(group)
                || isKedas(group, version)
                || (complete && !(Identity.isKubernetesOwn(group) && isUnstable(version)));
        return told ? Answer.NOT_SERVED : Answer.UNKNOWN;
    }

    /** The kind in its correct spelling, if discovery accepts the given spelling; otherwise null. */
    public @Nullable String exact(String apiVersion, String kind) {
        String small = ALWAYS.ofSmallLetters(apiVersion, kind);
        small = small == null ? others.ofSmallLetters(apiVersion, kind) : small;
        if (small != null) {
            return small.equals(kind) ? null : small;
        }
        if (kind.endsWith("List")) {
            String item = kind.substring(0, kind.length() - "List".length());
            return isKnown(apiVersion, item) ? item : null;
        }
        return null;
    }

    private boolean isKnown(String apiVersion, String kind) {
        return ALWAYS.has(apiVersion, kind) || others.has(apiVersion, kind);
    }

    /** The known kinds of a version. */
    public List<String> kinds(String apiVersion) {
        List<String> kinds = new ArrayList<>(ALWAYS.kinds(apiVersion));
        kinds.addAll(others.kinds(apiVersion));
        return kinds;
    }

    /** Which unstable versions Kubernetes serves depends on its release. */
    private static boolean isUnstable(String version) {
        return version.contains("alpha") || version.contains("beta");
    }

    private static boolean isKedas(String group, String version) {
        return group.equals("keda.sh") && version.equals(KedaKind.VERSION);
    }

    /** A set of kinds, by their versions. */
    private static final class Table {

        private final Set<String> known = new HashSet<>();
        private final Map<String, String> smallLetters = new HashMap<>();
        private final Map<String, List<String>> kindsOfVersion = new HashMap<>();

        void add(String apiVersion, String kind) {
            if (known.add(key(apiVersion, kind))) {
                smallLetters.put(key(apiVersion, kind.toLowerCase(Locale.ROOT)), kind);
                List<String> kinds = kindsOfVersion.get(apiVersion);
                if (kinds == null) {
                    kinds = new ArrayList<>();
                    kindsOfVersion.put(apiVersion, kinds);
                }
                kinds.add(kind);
            }
        }

        boolean has(String apiVersion, String kind) {
            return known.contains(key(apiVersion, kind));
        }

        /** The kind with this spelling in lower case; null if there is none. */
        @Nullable
        String ofSmallLetters(String apiVersion, String kind) {
            return smallLetters.get(key(apiVersion, kind));
        }

        List<String> kinds(String apiVersion) {
            return kindsOfVersion.getOrDefault(apiVersion, List.of());
        }

        /** If there is no version, as in {@code apiVersion: /}, any version matches: the core group has one. */
        private static String key(String apiVersion, String kind) {
            return (apiVersion.isEmpty() ? "v1" : apiVersion) + " " + kind;
        }
    }
}
