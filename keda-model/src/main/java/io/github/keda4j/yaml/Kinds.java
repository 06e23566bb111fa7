package io.github.keda4j.yaml;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import io.github.keda4j.eventing.v1alpha1.CloudEventSource;
import io.github.keda4j.eventing.v1alpha1.ClusterCloudEventSource;
import io.github.keda4j.keda.v1alpha1.ClusterTriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.ScaledJob;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the class of a kind. The modules of fabric8 and of users list their classes in {@code
 * META-INF/services/io.fabric8.kubernetes.api.model.KubernetesResource}; the client loads all of these classes, about
 * 600, before it reads its first object. Here the lists are read as text, and only classes with the name of the kind
 * are loaded.
 */
final class Kinds {

    /** The classes found with the class loader that was used last; an application server has several. */
    private static volatile @Nullable Registered registered;

    private record Registered(
            ClassLoader loader,
            Map<String, List<String>> namesBySimpleName,
            Map<String, Class<? extends HasMetadata>> classesByKind) {}

    private Kinds() {}

    /** Returns the class of a kind, or null if no module on the class path has one. */
    static @Nullable Class<? extends HasMetadata> find(String apiVersion, String kind) {
        Class<? extends HasMetadata> known = ours(apiVersion, kind);
        if (known == null) {
            known = CommonTypes.ofKind(apiVersion, kind);
        }
        if (known != null) {
            return known;
        }
        ClassLoader loader = classLoader();
        Registered here = registered;
        if (here == null || here.loader() != loader) {
            here = new Registered(loader, readRegistrations(loader), new ConcurrentHashMap<>());
            registered = here;
        }
        String key = apiVersion.concat("#").concat(kind);
        Class<? extends HasMetadata> type = here.classesByKind().get(key);
        if (type == null) {
            type = search(here, apiVersion, kind);
            if (type != null) { // only kinds that exist are cached, because texts may name any number of others
                here.classesByKind().put(key, type);
            }
        }
        return type;
    }

    private static @Nullable Class<? extends HasMetadata> ours(String apiVersion, String kind) {
        return switch (apiVersion) {
            case "keda.sh/v1alpha1" ->
                switch (kind) {
                    case "ScaledObject" -> ScaledObject.class;
                    case "ScaledJob" -> ScaledJob.class;
                    case "TriggerAuthentication" -> TriggerAuthentication.class;
                    case "ClusterTriggerAuthentication" -> ClusterTriggerAuthentication.class;
                    default -> null;
                };
            case "eventing.keda.sh/v1alpha1" ->
                switch (kind) {
                    case "CloudEventSource" -> CloudEventSource.class;
                    case "ClusterCloudEventSource" -> ClusterCloudEventSource.class;
                    default -> null;
                };
            default -> null;
        };
    }

    private static @Nullable Class<? extends HasMetadata> search(Registered here, String apiVersion, String kind) {
        for (String name : here.namesBySimpleName().getOrDefault(kind, List.of())) {
            Class<? extends HasMetadata> type = load(name, here.loader());
            if (type != null && isOf(type, apiVersion, kind)) {
                return type;
            }
        }
        return null;
    }

    /** Reads annotations instead of the class itself, which would have to be initialized. */
    private static boolean isOf(Class<? extends HasMetadata> type, String apiVersion, String kind) {
        Group group = type.getAnnotation(Group.class);
        Version version = type.getAnnotation(Version.class);
        Kind named = type.getAnnotation(Kind.class);
        if (version == null || named != null && !named.value().equals(kind)) {
            return false;
        }
        String prefix = group == null || group.value().isEmpty() ? "" : group.value() + "/";
        return apiVersion.equals(prefix + version.value());
    }

    private static @Nullable Class<? extends HasMetadata> load(String name, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(name, false, loader);
            return HasMetadata.class.isAssignableFrom(type) ? type.asSubclass(HasMetadata.class) : null;
        } catch (ClassNotFoundException | LinkageError e) {
            return null; // the module that lists this class is not completely on the class path
        }
    }

    private static Map<String, List<String>> readRegistrations(ClassLoader loader) {
        Map<String, List<String>> names = new HashMap<>();
        try {
            String path = "META-INF/services/" + KubernetesResource.class.getName();
            for (URL list : Collections.list(loader.getResources(path))) {
                read(list, names);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the lists of Kubernetes' kinds on the class path", e);
        }
        return names;
    }

    private static void read(URL list, Map<String, List<String>> names) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(list.openStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int comment = line.indexOf('#');
                String name = (comment < 0 ? line : line.substring(0, comment)).trim();
                if (!name.isEmpty()) {
                    String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
                    names.computeIfAbsent(simple, key -> new ArrayList<>(2)).add(name);
                }
            }
        }
    }

    private static ClassLoader classLoader() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread == null ? Kinds.class.getClassLoader() : ofThread;
    }
}
