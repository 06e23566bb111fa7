package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.Access;
import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.json.JsonDocument;
import io.github.keda4j.testing.kubernetes.internal.json.JsonException;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses what clients may not do, and tells them what they may do. */
final class Authorizer {

    private static final List<String> REVIEWS =
            List.of("apis", "authorization.k8s.io", "v1", "selfsubjectaccessreviews");
    private static final int CREATED = 201;
    private static final String USER = "keda4j-testing";

    private final Access access;

    Authorizer(Access access) {
        this.access = access;
    }

    /** The answer to a SelfSubjectAccessReview, or null for any other request. */
    @Nullable
    ApiResponse answer(ApiRequest request) {
        if (!request.segments().equals(REVIEWS)) {
            return null;
        }
        if (!request.method().equals("POST")) {
            throw ApiException.methodNotAllowed();
        }
        Map<String, @Nullable Object> review = new LinkedHashMap<>(read(request.body()));
        Map<String, @Nullable Object> asked = Json.map(Json.at(review, "spec", "resourceAttributes"));
        // What is not a resource, such as /healthz, is open to everybody here.
        boolean allowed = asked.isEmpty() || access.allows(attempt(asked));
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("allowed", allowed);
        review.put("status", status);
        return ApiResponse.of(CREATED, review);
    }

    private static Map<String, @Nullable Object> read(String body) {
        try {
            return Json.map(JsonDocument.read(body).value());
        } catch (JsonException e) {
            throw ApiException.badRequest("error decoding JSON: " + e.getMessage());
        }
    }

    private static Access.Attempt attempt(Map<String, @Nullable Object> asked) {
        String subresource = Json.string(asked.get("subresource"));
        return new Access.Attempt(
                Json.string(asked.get("verb")),
                Json.string(asked.get("group")),
                Json.string(asked.get("resource")) + (subresource.isEmpty() ? "" : "/" + subresource),
                Json.string(asked.get("namespace")),
                Json.string(asked.get("name")));
    }

    void check(Target target, ApiRequest request) {
        check(target, verb(target, request));
    }

    /** An apply that creates its object needs this permission too. */
    void checkCreation(Target target) {
        check(target, "create");
    }

    private void check(Target target, String verb) {
        Kind kind = target.kind();
        String resource = kind.plural() + (target.subresource().isEmpty() ? "" : "/" + target.subresource());
        if (!access.allows(new Access.Attempt(verb, kind.group(), resource, target.namespace(), target.name()))) {
            throw ApiException.forbidden(
                    kind,
                    target.name(),
                    kind.qualifiedPlural() + (target.name().isEmpty() ? "" : " \"" + target.name() + "\"")
                            + " is forbidden: User \"" + USER + "\" cannot " + verb + " resource \"" + resource
                            + "\" in API group \"" + kind.group() + "\" "
                            + (target.namespace().isEmpty()
                                    ? "at the cluster scope"
                                    : "in the namespace \"" + target.namespace() + "\""));
        }
    }

    private static String verb(Target target, ApiRequest request) {
        boolean one = !target.name().isEmpty();
        return switch (request.method()) {
            case "GET" -> request.flag("watch") ? "watch" : one ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "DELETE" -> one ? "delete" : "deletecollection";
            default -> request.method().toLowerCase(Locale.ROOT);
        };
    }
}
