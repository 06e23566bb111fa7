package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param code the HTTP status code
 * @param body an object, a list, or a {@code Status}
 * @param warnings the warnings, for people to read
 */
public record ApiResponse(int code, Map<String, @Nullable Object> body, List<String> warnings) {

    static ApiResponse of(int code, Map<String, @Nullable Object> body) {
        return new ApiResponse(code, body, List.of());
    }

    /** {@return the body as JSON} */
    public String text() {
        return Json.write(body);
    }
}
