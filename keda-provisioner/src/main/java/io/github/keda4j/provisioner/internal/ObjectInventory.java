package io.github.keda4j.provisioner.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of stacks: one by one if a namespace has few stacks, with one list per kind if it has many, and
 * with one list per kind for the whole cluster if there are many such namespaces and the caller is allowed to.
 */
final class ObjectInventory {

    private static final int FEW_STACKS = 3;
    private static final int FEW_NAMESPACES = 10;
    private static final long PAGE = 500;

    private final Clients clients;
    private final Cluster cluster;
    private final Map<String, List<Owner>> owners;
    private final Set<String> listedNamespaces;
    private final Map<Class<?>, Map<String, Map<String, HasMetadata>>> listed = new HashMap<>();
    private final Map<Class<?>, List<HasMetadata>> owned = new HashMap<>();
    private boolean clusterWide;

    /** The inventory for the namespaces of these stacks. */
    ObjectInventory(Clients clients, Cluster cluster, Set<Owner> concerned) {
        this.clients = clients;
        this.cluster = cluster;
        this.owners =
                concerned.stream().collect(Collectors.groupingBy(Owner::namespace, TreeMap::new, Collectors.toList()));
        this.listedNamespaces = new TreeSet<>();
        owners.forEach((namespace, stacks) -> {
            if (stacks.size() > FEW_STACKS) {
                listedNamespaces.add(namespace);
            }
        });
        this.clusterWide = listedNamespaces.size() > FEW_NAMESPACES;
    }

    /** The object with this kind, namespace and name. */
    Optional<ObjectNode> get(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        if (!listedNamespaces.contains(namespace)) {
            return cluster.get(object);
        }
        return Optional.ofNullable(all(object.getClass(), namespace)
                        .get(object.getMetadata().getName()))
                .map(cluster::tree);
    }

    /** The objects of a kind that belong to at least one of the stacks. */
    List<HasMetadata> owned(Class<? extends HasMetadata> kind) {
        List<HasMetadata> known = owned.get(kind);
        if (known == null) {
            known = read(kind);
            owned.put(kind, known);
        }
        return known;
    }

    private List<HasMetadata> read(Class<? extends HasMetadata> kind) {
        List<HasMetadata> found = new ArrayList<>();
        owners.forEach((namespace, stacks) -> {
            if (listedNamespaces.contains(namespace)) {
                Set<String> labels = Owner.labelKeys(stacks);
                all(kind, namespace).values().stream()
                        .filter(object -> object.getMetadata().getLabels() != null
                                && object.getMetadata().getLabels().keySet().stream()
                                        .anyMatch(labels::contains))
                        .forEach(found::add);
            } else {
                stacks.forEach(stack -> found.addAll(list(kind, namespace, stack.labelKey())));
            }
        });
        return found;
    }

    private Map<String, HasMetadata> all(Class<? extends HasMetadata> kind, String namespace) {
        Map<String, Map<String, HasMetadata>> byNamespace = listed.computeIfAbsent(kind, this::clusterWide);
        return byNamespace.computeIfAbsent(namespace, wanted -> byName(list(kind, wanted, null)));
    }

    private static Map<String, HasMetadata> byName(List<? extends HasMetadata> objects) {
        Map<String, HasMetadata> byName = new TreeMap<>();
        objects.forEach(object -> byName.put(object.getMetadata().getName(), object));
        return byName;
    }

    /**
     * The objects of a kind by namespace and name; empty if listing is not worthwhile or the caller is not allowed to
     * list.
     */
    private Map<String, Map<String, HasMetadata>> clusterWide(Class<?> kind) {
        Map<String, Map<String, HasMetadata>> byNamespace = new HashMap<>();
        if (!clusterWide) {
            return byNamespace;
        }
        try {
            List<? extends HasMetadata> everywhere = list(kind.asSubclass(HasMetadata.class), null, null);
            listedNamespaces.forEach(namespace -> byNamespace.put(namespace, new TreeMap<>()));
            for (HasMetadata object : everywhere) {
                Map<String, HasMetadata> objects =
                        byNamespace.get(object.getMetadata().getNamespace());
                if (objects != null) {
                    objects.put(object.getMetadata().getName(), object);
                }
            }
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw refused;
            }
            clusterWide = false;
        }
        return byNamespace;
    }

    /** A kind that the cluster does not know has no objects. */
    private <T extends HasMetadata> List<T> list(Class<T> kind, @Nullable String namespace, @Nullable String label) {
        List<T> all = new ArrayList<>();
        String next = null;
        do {
            try {
                KubernetesResourceList<T> page = page(kind, namespace, label, next);
                all.addAll(page.getItems());
                next = page.getMetadata() == null ? null : page.getMetadata().getContinue();
            } catch (KubernetesClientException refused) {
                switch (refused.getCode()) {
                    case HttpURLConnection.HTTP_NOT_FOUND -> {
                        return List.of();
                    }
                    // The server keeps the position in a list only for a few minutes.
                    case HttpURLConnection.HTTP_GONE -> {
                        all.clear();
                        next = null;
                        all.addAll(page(kind, namespace, label, null, 0).getItems());
                    }
                    default -> throw refused;
                }
            }
        } while (next != null && !next.isEmpty());
        return all;
    }

    private <T extends HasMetadata> KubernetesResourceList<T> page(
            Class<T> kind, @Nullable String namespace, @Nullable String label, @Nullable String from) {
        return page(kind, namespace, label, from, PAGE);
    }

    private <T extends HasMetadata> KubernetesResourceList<T> page(
            Class<T> kind, @Nullable String namespace, @Nullable String label, @Nullable String from, long limit) {
        return clients.retry().call("list " + HasMetadata.getPlural(kind), () -> {
            var resources = clients.kubernetes().resources(kind);
            FilterWatchListDeletable<T, KubernetesResourceList<T>, Resource<T>> there =
                    namespace == null ? resources.inAnyNamespace() : resources.inNamespace(namespace);
            return (label == null ? there : there.withLabel(label))
                    .list(new ListOptionsBuilder()
                            .withLimit(limit == 0 ? null : limit)
                            .withContinue(from)
                            .build());
        });
    }
}
