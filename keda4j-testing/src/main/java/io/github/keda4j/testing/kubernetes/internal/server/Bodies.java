package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.codec.Codec.Decoded;
import io.github.keda4j.testing.kubernetes.internal.codec.DecodeException;
import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.json.JsonDocument;
import io.github.keda4j.testing.kubernetes.internal.json.JsonException;
import io.github.keda4j.testing.kubernetes.internal.json.Yaml;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import io.github.keda4j.testing.kubernetes.internal.server.Catalog.Served;
import io.github.keda4j.testing.kubernetes.internal.server.Options.FieldValidation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects that clients send. */
final class Bodies {

    private Bodies() {}

    /** The object that a request creates, or the new state of the object that it updates. */
    static Map<String, @Nullable Object> object(
            Served served, ApiRequest request, Options options, List<String> warnings) {
        Kind kind = served.kind();
        JsonDocument document;
        try {
            document = Yaml.read(request.body());
        } catch (JsonException e) {
            throw unrecognized(kind, "couldn't get version/kind; json parse error: " + e.getMessage(), request.body());
        }
        Map<String, @Nullable Object> sent = Json.map(document.value());
        checkKind(kind, sent, request.body());
        try {
            Decoded decoded = served.codec().decode(sent, document.duplicates());
            strict(
                    options,
                    decoded.strictProblems(),
                    warnings,
                    why -> ApiException.badRequest(cannotBeHandled(kind, kind.name(), why)));
            decoded.object().put("apiVersion", kind.apiVersion());
            decoded.object().put("kind", kind.name());
            return decoded.object();
        } catch (DecodeException e) {
            throw ApiException.badRequest(cannotBeHandled(kind, kind.name(), String.valueOf(e.getMessage())));
        }
    }

    /** The object that a patch other than apply produces. */
    static Map<String, @Nullable Object> patched(
            Served served,
            Map<String, @Nullable Object> patched,
            List<String> duplicates,
            Options options,
            List<String> warnings) {
        List<String> problems = new ArrayList<>();
        duplicates.forEach(field -> problems.add("duplicate field \"" + field + '"'));
        try {
            Decoded decoded = served.codec().decode(patched, List.of());
            problems.addAll(decoded.strictProblems());
            strict(options, problems, warnings, why -> ApiException.unreadable(Json.write(patched), why));
            return decoded.object();
        } catch (DecodeException e) {
            throw ApiException.unreadable(Json.write(patched), String.valueOf(e.getMessage()));
        }
    }

    private interface Refusal {
        ApiException because(String why);
    }

    private static void strict(Options options, List<String> problems, List<String> warnings, Refusal refusal) {
        if (options.validation() == FieldValidation.WARN) {
            warnings.addAll(problems);
        } else if (options.validation() == FieldValidation.STRICT && !problems.isEmpty()) {
            throw refusal.because("strict decoding error: " + String.join(", ", problems));
        }
    }

    private static void checkKind(Kind kind, Map<String, @Nullable Object> sent, String body) {
        String name = Json.string(sent.get("kind"));
        String apiVersion = Json.string(sent.get("apiVersion"));
        if (kind.custom() && name.isEmpty()) {
            throw unrecognized(kind, "Object 'Kind' is missing in '" + body + "'", body);
        }
        if (!apiVersion.isEmpty()
                && !apiVersion.equals(kind.apiVersion())
                && (name.isEmpty() || name.equals(kind.name()))) {
            throw ApiException.badRequest("the API version in the data (" + apiVersion
                    + ") does not match the expected API version (" + kind.apiVersion() + ")");
        }
        if (!name.isEmpty() && !name.equals(kind.name())) {
            String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
            String hub = (kind.group().isEmpty() ? "core" : kind.group().split("\\.", 2)[0]) + "." + kind.name();
            throw ApiException.badRequest(cannotBeHandled(
                    kind, name, "converting (" + version + "." + name + ") to (" + hub + "): unknown conversion"));
        }
    }

    private static ApiException unrecognized(Kind kind, String why, String body) {
        return ApiException.badRequest("the object provided is unrecognized (must be of type " + kind.name() + "): "
                + why + " (" + body + ")");
    }

    private static String cannotBeHandled(Kind kind, String sent, String why) {
        return sent + " in version \"" + kind.version() + "\" cannot be handled as a " + kind.name() + ": " + why;
    }
}
