package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.codec.Times;
import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import io.github.keda4j.testing.kubernetes.internal.schema.KubernetesKinds;
import io.github.keda4j.testing.kubernetes.internal.server.ApiException.Cause;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes objects to the store: performs the steps that all writes have in common, in the API server's order
 * ({@code registry/generic/registry/store.go}).
 */
final class Writer {

    private static final int RANDOM_LENGTH = 5;

    private final Store store;
    private final Clock clock;
    private final Gate gate;
    private final ServiceAddresses addresses = new ServiceAddresses();

    Writer(Store store, Clock clock, Gate gate) {
        this.store = store;
        this.clock = clock;
        this.gate = gate;
    }

    /** The object that a write produced. */
    record Written(Map<String, @Nullable Object> object, boolean created) {}

    /** The time for a write that happens now. */
    String now() {
        return Times.seconds(clock.instant());
    }

    Strategy strategy(Target target) {
        return new Strategy(target.kind(), target.subresource(), addresses);
    }

    /** Stores a new object whose owners have been recorded. */
    Map<String, @Nullable Object> create(Target target, Map<String, @Nullable Object> object, Options options) {
        Kind kind = target.kind();
        checkNamespace(target);
        Map<String, @Nullable Object> metadata = Json.child(object, "metadata");
        setSystemFields(target, metadata);
        strategy(target).prepareForCreate(object, target.served().codec().empty());
        refuseInvalid(kind, object, Rules.onCreate(kind, object));
        gate.check(kind, object, null);
        String name = Json.string(metadata.get("name"));
        Store.Key key = Store.Key.of(kind, target.namespace(), name);
        Map<String, @Nullable Object> existing = store.get(key);
        if (existing != null) {
            throw ApiException.alreadyExists(kind, name, Json.at(existing, "metadata", "deletionTimestamp") != null);
        }
        metadata.remove("resourceVersion");
        return options.dryRun() ? object : store.put(key, object);
    }

    private void setSystemFields(Target target, Map<String, @Nullable Object> metadata) {
        if (target.kind().namespaced()) {
            metadata.put("namespace", target.namespace());
        }
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", now());
        String prefix = Json.string(metadata.get("generateName"));
        if (Json.string(metadata.get("name")).isEmpty() && !prefix.isEmpty()) {
            metadata.put("name", prefix + UUID.randomUUID().toString().substring(0, RANDOM_LENGTH));
        }
    }

    private void checkNamespace(Target target) {
        if (target.kind().namespaced()) {
            Map<String, @Nullable Object> namespace =
                    store.get(Store.Key.of(KubernetesKinds.NAMESPACE, "", target.namespace()));
            if (namespace == null) {
                throw ApiException.notFound(KubernetesKinds.NAMESPACE, target.namespace());
            }
        }
    }

    /**
     * Stores another version of an object, or a new object if there is none.
     *
     * @param change creates the new object from the old one, or from an empty one
     * @param orCreate whether the object may be missing
     */
    Written update(
            Target target, UnaryOperator<Map<String, @Nullable Object>> change, boolean orCreate, Options options) {
        Kind kind = target.kind();
        Map<String, @Nullable Object> existing = store.get(target.key());
        if (existing == null) {
            if (!orCreate) {
                throw ApiException.notFound(kind, target.name());
            }
            Map<String, @Nullable Object> object =
                    change.apply(target.served().codec().empty());
            Object uid = Json.at(object, "metadata", "uid");
            if (uid != null) {
                throw ApiException.conflict(
                        kind,
                        target.name(),
                        "uid mismatch: the provided object specified uid " + uid
                                + ", and no existing object was found");
            }
            checkIdentity(target, object);
            return new Written(create(target, object, options), true);
        }
        Map<String, @Nullable Object> object = change.apply(Json.copyOf(existing));
        checkIdentity(target, object);
        checkVersion(kind, target.name(), object, existing);
        keepSystemFields(object, existing);
        strategy(target).prepareForUpdate(object, existing);
        refuseInvalid(kind, object, Rules.onUpdate(kind, object, existing));
        keepTimesOfSameOwners(object, existing);
        gate.check(kind, object, existing);
        return new Written(storeNext(target, object, existing, options), false);
    }

    private Map<String, @Nullable Object> storeNext(
            Target target,
            Map<String, @Nullable Object> object,
            Map<String, @Nullable Object> existing,
            Options options) {
        boolean finished = Json.at(existing, "metadata", "deletionTimestamp") != null
                && Json.isEmpty(Json.at(object, "metadata", "finalizers"));
        if (finished) {
            if (!options.dryRun()) {
                store.remove(target.key());
            }
            return object;
        }
        boolean same = Json.same(object, existing);
        return same ? existing : options.dryRun() ? object : store.put(target.key(), object);
    }

    /** Checks that an object has the name and the namespace of its path. */
    static void checkIdentity(Target target, Map<String, @Nullable Object> object) {
        String namespace = Json.string(Json.at(object, "metadata", "namespace"));
        if (target.kind().namespaced() && namespace.isEmpty()) {
            Json.child(object, "metadata").put("namespace", target.namespace());
        } else if (!namespace.equals(target.namespace())) {
            throw ApiException.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        String name = Json.string(Json.at(object, "metadata", "name"));
        if (!target.name().isEmpty() && name.isEmpty()) {
            throw ApiException.badRequest("the name of the object (" + target.name()
                    + " based on URL) was undeterminable: name must be provided");
        }
        if (!target.name().isEmpty() && !name.equals(target.name())) {
            throw ApiException.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + target.name() + ")");
        }
    }

    private static void checkVersion(
            Kind kind, String name, Map<String, @Nullable Object> object, Map<String, @Nullable Object> existing) {
        String version = Json.string(Json.at(object, "metadata", "resourceVersion"));
        if (!version.isEmpty() && !version.chars().allMatch(Character::isDigit)) {
            throw ApiException.internal("strconv.ParseUint: parsing " + Json.write(version) + ": invalid syntax");
        }
        boolean none = version.isEmpty() || version.equals("0");
        if (none && !kind.unconditionalUpdate()) {
            throw ApiException.withoutVersion(kind, name);
        }
        Object current = Json.at(existing, "metadata", "resourceVersion");
        if (!none && !version.equals(current)) {
            throw ApiException.modified(kind, name);
        }
        Json.child(object, "metadata").put("resourceVersion", current);
    }

    private static void keepSystemFields(Map<String, @Nullable Object> object, Map<String, @Nullable Object> existing) {
        Map<String, @Nullable Object> metadata = Json.child(object, "metadata");
        Map<String, @Nullable Object> before = Json.map(existing.get("metadata"));
        Strategy.setOrRemove(metadata, "generation", before.get("generation"));
        metadata.putIfAbsent("uid", before.get("uid"));
        metadata.put("creationTimestamp", before.get("creationTimestamp"));
        for (String field : List.of("deletionTimestamp", "deletionGracePeriodSeconds")) {
            if (before.get(field) != null) {
                metadata.put(field, before.get(field));
            }
        }
    }

    /** A write that changes only times counts as no change. */
    private static void keepTimesOfSameOwners(
            Map<String, @Nullable Object> object, Map<String, @Nullable Object> existing) {
        if (Json.same(withoutTimes(object), withoutTimes(existing))) {
            Strategy.setOrRemove(
                    Json.child(object, "metadata"), "managedFields", Json.at(existing, "metadata", "managedFields"));
        }
    }

    private static Map<String, @Nullable Object> withoutTimes(Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(object);
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>(Json.map(object.get("metadata")));
        List<@Nullable Object> owners = new ArrayList<>();
        for (Object owner : Json.list(metadata.get("managedFields"))) {
            Map<String, @Nullable Object> entry = new LinkedHashMap<>(Json.map(owner));
            entry.remove("time");
            owners.add(entry);
        }
        metadata.put("managedFields", owners);
        rest.put("metadata", metadata);
        return rest;
    }

    private static void refuseInvalid(Kind kind, Map<String, @Nullable Object> object, List<Cause> causes) {
        if (!causes.isEmpty()) {
            throw ApiException.invalid(kind, Json.string(Json.at(object, "metadata", "name")), causes);
        }
    }
}
