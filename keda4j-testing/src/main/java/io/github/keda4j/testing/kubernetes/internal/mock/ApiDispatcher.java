package io.github.keda4j.testing.kubernetes.internal.mock;

import io.fabric8.kubernetes.client.server.mock.Resetable;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.internal.MockDispatcher;
import io.fabric8.mockwebserver.internal.SimpleRequest;
import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.server.ApiRequest;
import io.github.keda4j.testing.kubernetes.internal.server.ApiResponse;
import io.github.keda4j.testing.kubernetes.internal.server.ApiServer;
import java.util.Map;
import java.util.Queue;

/**
 * Gives the answers that a test has defined to the requests that the test expects, and answers all other requests as an
 * API server does.
 */
public final class ApiDispatcher extends Dispatcher implements Resetable {

    private static final String JSON = "application/json";

    private final Map<ServerRequest, Queue<ServerResponse>> expected;
    private final MockDispatcher expectations;
    private final ServerSetup setup;
    /** Guards the server, which only one thread may use at a time. */
    private final Object lock = new Object();

    private ApiServer server;

    /**
     * Creates a dispatcher.
     *
     * @param expected the answers that a test expects
     * @param setup the initial state of the server
     */
    public ApiDispatcher(Map<ServerRequest, Queue<ServerResponse>> expected, ServerSetup setup) {
        this.expected = expected;
        this.expectations = new MockDispatcher(expected);
        this.setup = setup;
        this.server = setup.newServer();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        if (isExpected(request)) {
            return expectations.dispatch(request);
        }
        String body = request.getUtf8Body();
        ApiRequest read = ApiRequest.of(
                request.getMethod(),
                request.getPath(),
                header(request, "Content-Type"),
                header(request, "User-Agent"),
                body == null ? "" : body);
        synchronized (lock) {
            return isWatch(request, read) ? watch(read) : response(server.answer(read));
        }
    }

    private boolean isExpected(RecordedRequest request) {
        return hasAnswers(new SimpleRequest(HttpMethod.valueOf(request.getMethod()), request.getPath()))
                || hasAnswers(new SimpleRequest(request.getPath()));
    }

    private boolean hasAnswers(ServerRequest request) {
        Queue<ServerResponse> answers = expected.get(request);
        return answers != null && !answers.isEmpty();
    }

    private static String header(RecordedRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    private static boolean isWatch(RecordedRequest request, ApiRequest read) {
        return read.query().containsKey("watch") && "websocket".equalsIgnoreCase(header(request, "Upgrade"));
    }

    private MockResponse watch(ApiRequest request) {
        try {
            return new MockResponse().withWebSocketUpgrade(new WatchSocket(server.watch(request), lock));
        } catch (IllegalArgumentException e) {
            return response(server.answer(request));
        }
    }

    private static MockResponse response(ApiResponse answer) {
        MockResponse response = new MockResponse()
                .setResponseCode(answer.code())
                .addHeader("Content-Type", JSON)
                .setBody(answer.text());
        answer.warnings().forEach(warning -> response.addHeader("Warning", "299 - " + Json.write(warning)));
        return response;
    }

    @Override
    public void reset() {
        synchronized (lock) {
            server = setup.newServer();
        }
    }
}
