package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.Access;
import io.github.keda4j.testing.kubernetes.internal.codec.Codec;
import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.json.JsonDocument;
import io.github.keda4j.testing.kubernetes.internal.json.JsonException;
import io.github.keda4j.testing.kubernetes.internal.json.Yaml;
import io.github.keda4j.testing.kubernetes.internal.merge.ApplyConflictException;
import io.github.keda4j.testing.kubernetes.internal.merge.TypeException;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import io.github.keda4j.testing.kubernetes.internal.schema.KubernetesKinds;
import io.github.keda4j.testing.kubernetes.internal.server.Options.FieldValidation;
import io.github.keda4j.testing.kubernetes.internal.server.Writer.Written;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers requests. Only one thread may use it at a time. */
public final class ApiServer {

    private static final System.Logger LOGGER = System.getLogger(ApiServer.class.getName());
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Store store = new Store();
    private final Catalog catalog = new Catalog();
    private final Discovery discovery = new Discovery(catalog);
    private final Reader reader = new Reader(store);
    private final Writer writer;
    private final Deletion deletion;
    private final Authorizer authorizer;

    /**
     * Creates a server without objects.
     *
     * @param clock the source of all times
     * @param gate decides last what is stored
     * @param access decides what clients may do
     */
    public ApiServer(Clock clock, Gate gate, Access access) {
        this.authorizer = new Authorizer(access);
        this.writer = new Writer(store, clock, gate);
        this.deletion = new Deletion(store, catalog, writer);
        store.listen(this::serveDefinitions);
    }

    /** Serves the kinds that are defined. */
    private void serveDefinitions(Store.Event event) {
        if (event.key().resource().equals(KubernetesKinds.CUSTOM_RESOURCE_DEFINITION.qualifiedPlural())) {
            if (event.after().isEmpty()) {
                catalog.forget(event.before());
            } else {
                catalog.define(event.after());
            }
        }
    }

    /**
     * {@return the answer to a request}
     *
     * @param request any request
     */
    public ApiResponse answer(ApiRequest request) {
        return answer(request, true);
    }

    private ApiResponse answer(ApiRequest request, boolean byClient) {
        try {
            ApiResponse known = discovery.answer(request.segments());
            if (known != null) {
                return known;
            }
            ApiResponse review = authorizer.answer(request);
            if (review != null) {
                return review;
            }
            Target target = target(request);
            if (byClient) {
                authorizer.check(target, request);
            }
            return target.subresource().equals("scale")
                    ? new Scale(writer, reader).answer(target, request)
                    : answer(target, request);
        } catch (ApiException e) {
            return e.response();
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.ERROR, "keda4j-testing failed to answer a request.", e);
            return ApiException.internal(
                            "keda4j-testing failed to answer this request, which is a bug in " + "keda4j-testing: " + e)
                    .response();
        }
    }

    /**
     * {@return the watch that a request starts}
     *
     * @param request a watch request
     * @throws IllegalArgumentException if it is not a watch request; {@link #answer} says why
     */
    public Watch watch(ApiRequest request) {
        try {
            Target target = target(request);
            authorizer.check(target, request);
            return new Watch(store, target, request);
        } catch (ApiException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Target target(ApiRequest request) {
        Target target = Target.of(catalog, request.segments());
        if (target == null) {
            throw ApiException.noSuchPath();
        }
        return target;
    }

    private ApiResponse answer(Target target, ApiRequest request) {
        boolean one = !target.name().isEmpty();
        return switch (request.method()) {
            case "GET" -> one ? ApiResponse.of(OK, reader.get(target)) : reader.list(target, request);
            case "POST" -> {
                if (one) {
                    throw ApiException.methodNotAllowed();
                }
                yield create(target, request);
            }
            case "PUT" -> update(target, request);
            case "PATCH" -> patch(target, request);
            case "DELETE" -> one ? deletion.delete(target, request) : deletion.deleteAll(target, request);
            default -> throw ApiException.methodNotAllowed();
        };
    }

    private ApiResponse create(Target target, ApiRequest request) {
        Options options = Options.of(request, "CreateOptions");
        List<String> warnings = new ArrayList<>();
        Map<String, @Nullable Object> object = Bodies.object(target.served(), request, options, warnings);
        Map<String, @Nullable Object> metadata = Json.child(object, "metadata");
        List.of("uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink")
                .forEach(metadata::remove);
        Writer.checkIdentity(target, object);
        Map<String, @Nullable Object> empty = target.served().codec().empty();
        writer.strategy(target).fieldManager().update(empty, object, options.manager(), writer.now());
        if (!Json.string(metadata.get("resourceVersion")).isEmpty()) {
            throw ApiException.internal("resourceVersion should not be set on objects to be created");
        }
        return new ApiResponse(CREATED, writer.create(target, object, options), warnings);
    }

    private ApiResponse update(Target target, ApiRequest request) {
        Options options = Options.of(request, "UpdateOptions");
        List<String> warnings = new ArrayList<>();
        Map<String, @Nullable Object> object = Bodies.object(target.served(), request, options, warnings);
        Writer.checkIdentity(target, object);
        Written written = writer.update(
                target,
                existing -> {
                    checkUid(target, object, existing);
                    writer.strategy(target).fieldManager().update(existing, object, options.manager(), writer.now());
                    return object;
                },
                false,
                options);
        return new ApiResponse(OK, written.object(), warnings);
    }

    private static void checkUid(
            Target target, Map<String, @Nullable Object> object, Map<String, @Nullable Object> existing) {
        String uid = Json.string(Json.at(object, "metadata", "uid"));
        Object current = Json.at(existing, "metadata", "uid");
        if (!uid.isEmpty() && !uid.equals(current)) {
            throw ApiException.conflict(
                    target.kind(),
                    target.name(),
                    "StorageError: invalid object, Code: 4, Key: /registry/"
                            + target.kind().plural() + "/" + target.namespace() + "/"
                            + target.name()
                            + ", ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: "
                            + uid
                            + ", UID in object meta: " + current);
        }
    }

    private ApiResponse patch(Target target, ApiRequest request) {
        Patches.check(target.kind(), request.contentType());
        Options options = Options.of(request, "PatchOptions");
        List<String> warnings = new ArrayList<>();
        boolean whole = target.subresource().isEmpty();
        Written written = request.contentType().equals(Patches.APPLY)
                ? writer.update(
                        target, existing -> applied(target, request, options, existing, warnings), whole, options)
                : writer.update(
                        target, existing -> patched(target, request, options, existing, warnings), false, options);
        return new ApiResponse(written.created() ? CREATED : OK, written.object(), warnings);
    }

    private Map<String, @Nullable Object> patched(
            Target target,
            ApiRequest request,
            Options options,
            Map<String, @Nullable Object> existing,
            List<String> warnings) {
        JsonDocument patch = Patches.read(request.body());
        Map<String, @Nullable Object> patched =
                Patches.apply(target.kind(), request.contentType(), Json.copyOf(existing), patch.value());
        Map<String, @Nullable Object> object =
                Bodies.patched(target.served(), patched, patch.duplicates(), options, warnings);
        writer.strategy(target).fieldManager().update(existing, object, options.manager(), writer.now());
        return object;
    }

    private Map<String, @Nullable Object> applied(
            Target target,
            ApiRequest request,
            Options options,
            Map<String, @Nullable Object> existing,
            List<String> warnings) {
        if (Json.string(Json.at(existing, "metadata", "uid")).isEmpty()) {
            authorizer.checkCreation(target);
        }
        JsonDocument document;
        try {
            document = Yaml.read(request.body());
        } catch (JsonException e) {
            throw ApiException.badRequest("error decoding YAML: " + e.getMessage());
        }
        Map<String, @Nullable Object> configuration = Json.map(document.value());
        checkConfiguration(target.kind(), configuration);
        try {
            Codec codec = target.served().codec();
            Map<String, @Nullable Object> merged = writer.strategy(target)
                    .fieldManager()
                    .apply(existing, codec.empty(), configuration, options.manager(), options.force(), writer.now());
            refuseDuplicates(document.duplicates(), options, warnings);
            return codec.merged(merged);
        } catch (ApplyConflictException e) {
            throw ApiException.applyConflict(e);
        } catch (TypeException e) {
            String namespace = Json.string(Json.at(configuration, "metadata", "namespace"));
            String name = Json.string(Json.at(configuration, "metadata", "name"));
            throw ApiException.internal("failed to create typed patch object (" + namespace + "/" + name + "; "
                    + target.kind().groupVersionKind() + "): " + e.getMessage());
        }
    }

    private static void checkConfiguration(Kind kind, Map<String, @Nullable Object> configuration) {
        String apiVersion = Json.string(configuration.get("apiVersion"));
        String name = Json.string(configuration.get("kind"));
        if (!apiVersion.equals(kind.apiVersion()) || !name.equals(kind.name())) {
            String slashed = apiVersion.contains("/") ? apiVersion : "/" + apiVersion;
            throw ApiException.badRequest("invalid object type: " + slashed + ", Kind=" + name);
        }
        if (Json.map(configuration.get("metadata")).containsKey("managedFields")) {
            throw ApiException.badRequest("metadata.managedFields must be nil");
        }
    }

    private static void refuseDuplicates(List<String> duplicates, Options options, List<String> warnings) {
        for (String field : duplicates) {
            String key = field.substring(field.lastIndexOf('.') + 1);
            String problem = "line 1: key \"" + key + "\" already set in map";
            if (options.validation() == FieldValidation.STRICT) {
                throw ApiException.badRequest(
                        "error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\n  "
                                + problem);
            }
            if (options.validation() == FieldValidation.WARN) {
                warnings.add(problem);
            }
        }
    }

    /**
     * {@return the object after storing it, for setting up a server}
     *
     * @param apiVersion such as {@code v1}
     * @param plural such as {@code pods}
     * @param namespace empty for objects without a namespace
     * @param object the object in JSON, without uid and resource version
     */
    public Map<String, @Nullable Object> add(String apiVersion, String plural, String namespace, String object) {
        List<String> path = new ArrayList<>(List.of(apiVersion.contains("/") ? "apis" : "api"));
        path.addAll(List.of(apiVersion.split("/", -1)));
        if (!namespace.isEmpty()) {
            path.addAll(List.of("namespaces", namespace));
        }
        path.add(plural);
        ApiRequest request =
                new ApiRequest("POST", path, new LinkedHashMap<>(), "application/json", "keda4j-testing", object);
        ApiResponse response = answer(request, false);
        if (response.code() != CREATED) {
            throw new IllegalStateException(response.text());
        }
        return response.body();
    }
}
