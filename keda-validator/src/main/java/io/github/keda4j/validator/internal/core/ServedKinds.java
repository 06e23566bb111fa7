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
 * Which kinds the API server serves: Kubernetes' own that are known without asking it, KEDA's, and those that a
 * CustomResourceDefinition declares or an object is of.
 */
public final class ServedKinds {

    /** Whether a kind is served. */
    public enum Answer {
        SERVED,
        NOT_SERVED,
        /** It is not, as far as is known, but more may be served than that. */
        UNKNOWN
    }

    /** All versions of these groups, and all kinds, since Kubernetes 1.25. */
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

    /** Kubernetes' own and KEDA's, the same for every cluster. */
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

    /** What an object is of is served, unless Kubernetes has it otherwise: what is to be applied may be wrong. */
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

    /** Whether the API server serves the kind, as KEDA asks its discovery: in small letters or as a list, too. */
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

    /** The kind as it is really written, if discovery accepts the given spelling; null otherwise. */
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

    /** The kinds of a version that are known. */
    public List<String> kinds(String apiVersion) {
        List<String> kinds = new ArrayList<>(ALWAYS.kinds(apiVersion));
        kinds.addAll(others.kinds(apiVersion));
        return kinds;
    }

    /** Kubernetes decides by its own release which unstable versions it serves. */
    private static boolean isUnstable(String version) {
        return version.contains("alpha") || version.contains("beta");
    }

    private static boolean isKedas(String group, String version) {
        return group.equals("keda.sh") && version.equals(KedaKind.VERSION);
    }

    /** Some kinds by the versions that have them. */
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

        /** The kind that is written so in small letters; null if there is none. */
        @Nullable
        String ofSmallLetters(String apiVersion, String kind) {
            return smallLetters.get(key(apiVersion, kind));
        }

        List<String> kinds(String apiVersion) {
            return kindsOfVersion.getOrDefault(apiVersion, List.of());
        }

        /** Without a version, as in {@code apiVersion: /}, any will do: the core group has one. */
        private static String key(String apiVersion, String kind) {
            return (apiVersion.isEmpty() ? "v1" : apiVersion) + " " + kind;
        }
    }
}
