package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.merge.ApplyConflictException;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An error answer, in the API server's words. */
final class ApiException extends RuntimeException {

    private static final String MODIFIED =
            "the object has been modified; please apply your changes to the latest version and try again";

    private final transient ApiResponse response;

    /**
     * A reason why an object is invalid.
     *
     * @param reason such as {@code FieldValueRequired}
     * @param field such as {@code spec.replicas}
     * @param message such as {@code Required value}
     */
    record Cause(String reason, String field, String message) {

        static Cause required(String field, String detail) {
            return new Cause("FieldValueRequired", field, "Required value" + (detail.isEmpty() ? "" : ": " + detail));
        }

        static Cause invalid(String field, String value, String detail) {
            return new Cause("FieldValueInvalid", field, "Invalid value: " + value + ": " + detail);
        }

        static Cause forbidden(String field, String detail) {
            return new Cause("FieldValueForbidden", field, "Forbidden: " + detail);
        }

        static Cause notSupported(String field, String value, String supported) {
            return new Cause(
                    "FieldValueNotSupported",
                    field,
                    "Unsupported value: " + value + ": supported values: " + supported);
        }

        static Cause tooLong(String field, String detail) {
            return new Cause("FieldValueTooLong", field, "Too long: " + detail);
        }
    }

    private ApiException(int code, String reason, String message, @Nullable Map<String, @Nullable Object> details) {
        super(message);
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("kind", "Status");
        status.put("apiVersion", "v1");
        status.put("metadata", Map.of());
        status.put("status", "Failure");
        status.put("message", message);
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        if (details != null) {
            status.put("details", details);
        }
        status.put("code", (long) code);
        this.response = ApiResponse.of(code, status);
    }

    ApiResponse response() {
        return response;
    }

    static ApiException badRequest(String message) {
        return new ApiException(400, "BadRequest", message, null);
    }

    static ApiException internal(String message) {
        return new ApiException(500, "", message, null);
    }

    static ApiException noSuchPath() {
        return new ApiException(404, "NotFound", "the server could not find the requested resource", Map.of());
    }

    static ApiException methodNotAllowed() {
        return new ApiException(
                405, "MethodNotAllowed", "the server does not allow this method on the requested resource", Map.of());
    }

    static ApiException notFound(Kind kind, String name) {
        return new ApiException(
                404,
                "NotFound",
                kind.qualifiedPlural() + " \"" + name + "\" not found",
                details(name, kind.group(), kind.plural()));
    }

    static ApiException alreadyExists(Kind kind, String name, boolean beingDeleted) {
        return new ApiException(
                409,
                "AlreadyExists",
                (beingDeleted ? "object is being deleted: " : "") + kind.qualifiedPlural() + " \"" + name
                        + "\" already exists",
                details(name, kind.group(), kind.plural()));
    }

    static ApiException modified(Kind kind, String name) {
        return conflict(kind, name, MODIFIED);
    }

    static ApiException conflict(Kind kind, String name, String why) {
        return new ApiException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + kind.qualifiedPlural() + " \"" + name + "\": " + why,
                details(name, kind.group(), kind.plural()));
    }

    /** A precondition of a deletion is not met. */
    static ApiException precondition(Kind kind, String name, String why) {
        return new ApiException(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + kind.qualifiedName() + " \"" + name + "\": " + why,
                details(name, kind.group(), kind.name()));
    }

    static ApiException invalid(Kind kind, String name, List<Cause> causes) {
        return invalid(kind.group(), kind.name(), name, causes);
    }

    /** An update without a resource version, although its kind requires one. */
    static ApiException withoutVersion(Kind kind, String name) {
        return invalid(
                kind.group(),
                kind.plural(),
                name,
                List.of(Cause.invalid("metadata.resourceVersion", "0", "must be specified for an update")));
    }

    /** The object that a patch produces cannot be decoded. */
    static ApiException unreadable(String patched, String why) {
        String quoted = '"' + patched.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return invalid("", "", "", List.of(Cause.invalid("patch", quoted, why)));
    }

    /** The options of a request, such as {@code PatchOptions}, are invalid. */
    static ApiException invalidOptions(String options, List<Cause> causes) {
        return invalid("meta.k8s.io", options, "", causes);
    }

    private static ApiException invalid(String group, String kind, String name, List<Cause> causes) {
        List<String> texts = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .distinct()
                .toList();
        Map<String, @Nullable Object> details = details(name, group, kind);
        List<@Nullable Object> list = new ArrayList<>();
        causes.forEach(cause -> list.add(cause(cause.reason(), cause.message(), cause.field())));
        details.put("causes", list);
        return new ApiException(
                422,
                "Invalid",
                kind + (group.isEmpty() ? "" : "." + group) + " \"" + name + "\" is invalid: "
                        + (texts.size() == 1
                                ? texts.get(0)
                                : texts.stream().collect(Collectors.joining(", ", "[", "]"))),
                details);
    }

    static ApiException rejected() {
        return new ApiException(
                422, "Invalid", "the server rejected our request due to an error in our request", Map.of());
    }

    static ApiException applyConflict(ApplyConflictException conflict) {
        List<@Nullable Object> causes = new ArrayList<>();
        conflict.conflicts()
                .forEach(one ->
                        causes.add(cause("FieldManagerConflict", "conflict with " + one.manager(), one.field())));
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("causes", causes);
        return new ApiException(409, "Conflict", String.valueOf(conflict.getMessage()), details);
    }

    static ApiException unsupportedMediaType(List<String> accepted) {
        return new ApiException(
                415,
                "UnsupportedMediaType",
                "the body of the request was in an unknown format - accepted media types include: "
                        + String.join(", ", accepted),
                null);
    }

    static ApiException forbidden(Kind kind, String name, String message) {
        return new ApiException(403, "Forbidden", message, details(name, kind.group(), kind.plural()));
    }

    static ApiException expired(String message) {
        return new ApiException(410, "Expired", message, null);
    }

    private static Map<String, @Nullable Object> cause(String reason, String message, String field) {
        Map<String, @Nullable Object> cause = new LinkedHashMap<>();
        cause.put("reason", reason);
        cause.put("message", message);
        cause.put("field", field);
        return cause;
    }

    static Map<String, @Nullable Object> details(String name, String group, String kind) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        putUnlessEmpty(details, "name", name);
        putUnlessEmpty(details, "group", group);
        putUnlessEmpty(details, "kind", kind);
        return details;
    }

    private static void putUnlessEmpty(Map<String, @Nullable Object> map, String name, String value) {
        if (!value.isEmpty()) {
            map.put(name, value);
        }
    }
}
