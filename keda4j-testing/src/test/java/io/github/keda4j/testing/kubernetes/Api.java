package io.github.keda4j.testing.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.json.JsonDocument;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests as they are sent over HTTP, to the API server of a client. */
final class Api {

    static final String JSON = "application/json";
    static final String APPLY = "application/apply-patch+yaml";
    static final String MERGE = "application/merge-patch+json";
    static final String JSON_PATCH = "application/json-patch+json";
    static final String STRATEGIC = "application/strategic-merge-patch+json";

    private final KubernetesClient client;

    Api(KubernetesClient client) {
        this.client = client;
    }

    /** An answer. */
    record Answer(int code, Map<String, @Nullable Object> body, List<String> warnings) {

        @Nullable
        Object at(String... names) {
            return Json.at(body, names);
        }

        String message() {
            return Json.string(body.get("message"));
        }
    }

    Answer get(String path) {
        return send("GET", path, "", "");
    }

    Answer post(String path, String body) {
        return send("POST", path, JSON, body);
    }

    Answer put(String path, String body) {
        return send("PUT", path, JSON, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, "", "");
    }

    Answer apply(String path, String body) {
        return send("PATCH", path, APPLY, body);
    }

    Answer merge(String path, String body) {
        return send("PATCH", path, MERGE, body);
    }

    /** Sends a request; single quotes in the body stand for double quotes. */
    Answer send(String method, String path, String contentType, String body) {
        HttpClient http = client.getHttpClient();
        String url = client.getMasterUrl().toString().replaceFirst("/$", "") + path;
        HttpRequest.Builder request = http.newHttpRequestBuilder().uri(url);
        if (!contentType.isEmpty()) {
            request.method(method, contentType, body.replace('\'', '"'));
        } else if (!method.equals("GET")) {
            request.method(method, JSON, (String) null);
        }
        try {
            HttpResponse<String> response =
                    http.sendAsync(request.build(), String.class).get(30, TimeUnit.SECONDS);
            return new Answer(
                    response.code(), Json.map(JsonDocument.read(response.body()).value()), response.headers("Warning"));
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method + " " + url, e);
        }
    }
}
