package io.github.keda4j.testing.kubernetes.internal.mock;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.StandardHttpClient;
import io.fabric8.kubernetes.client.http.StandardHttpClientBuilder;
import io.fabric8.kubernetes.client.http.StandardHttpHeaders;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.fabric8.kubernetes.client.http.StandardWebSocketBuilder;
import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.http.WebSocketResponse;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hands each request to a server on the caller's thread, without a connection. */
public final class DirectHttpClient
        extends StandardHttpClient<DirectHttpClient, DirectHttpClient.Factory, DirectHttpClient.Builder> {

    private final Dispatcher server;

    private DirectHttpClient(Builder builder, AtomicBoolean closed) {
        super(builder, closed);
        this.server = builder.server;
    }

    /**
     * Makes clients of a server.
     *
     * @param server answers the requests
     */
    public record Factory(Dispatcher server) implements HttpClient.Factory {

        @Override
        public Builder newBuilder() {
            return new Builder(this);
        }
    }

    /** Builds a {@link DirectHttpClient}. */
    public static final class Builder extends StandardHttpClientBuilder<DirectHttpClient, Factory, Builder> {

        private final Dispatcher server;

        private Builder(Factory factory) {
            super(factory);
            this.server = factory.server();
        }

        @Override
        public DirectHttpClient build() {
            // A client that is derived from another one is closed with it.
            return new DirectHttpClient(this, client == null ? new AtomicBoolean() : client.getClosed());
        }

        @Override
        protected Builder newInstance(Factory factory) {
            return new Builder(factory);
        }
    }

    @Override
    public CompletableFuture<HttpResponse<AsyncBody>> consumeBytesDirect(
            StandardHttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        MockResponse answer = server.dispatch(recorded(request));
        // A completed future would hide an interrupt, which ends the wait for an answer that comes over a connection.
        return Thread.currentThread().isInterrupted()
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(new Answer(request, answer, consumer));
    }

    private static RecordedRequest recorded(StandardHttpRequest request) {
        Headers.Builder headers = Headers.builder();
        request.headers().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
        if (request.getContentType() != null) {
            headers.set(StandardHttpHeaders.CONTENT_TYPE, request.getContentType());
        }
        URI uri = request.uri();
        String path = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        return new RecordedRequest(
                "HTTP/1.1", HttpMethod.valueOf(request.method()), path, headers.build(), new Buffer(body(request)));
    }

    private static byte[] body(StandardHttpRequest request) {
        if (request.body() instanceof StandardHttpRequest.StringBodyContent text) {
            return text.getContent().getBytes(StandardCharsets.UTF_8);
        }
        if (request.body() instanceof StandardHttpRequest.ByteArrayBodyContent bytes) {
            return bytes.getContent();
        }
        if (request.body() instanceof StandardHttpRequest.InputStreamBodyContent stream) {
            try {
                return stream.getContent().readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new byte[0];
    }

    @Override
    public CompletableFuture<WebSocketResponse> buildWebSocketDirect(
            StandardWebSocketBuilder builder, WebSocket.Listener listener) {
        // Thrown at once, because fabric8 would try again after a failure that comes later.
        throw new UnsupportedOperationException("A direct client cannot watch. Use KubernetesApiServer.client().");
    }

    @Override
    protected void doClose() {
        // It holds nothing.
    }

    private static final class Answer extends StandardHttpHeaders implements HttpResponse<AsyncBody>, AsyncBody {

        private final HttpRequest request;
        private final int code;
        private final List<ByteBuffer> rest = new ArrayList<>();
        private final Consumer<List<ByteBuffer>> consumer;
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        Answer(HttpRequest request, MockResponse answer, Consumer<List<ByteBuffer>> consumer) {
            super(answer.getHeaders().toMultimap());
            this.request = request;
            this.code = answer.code();
            this.consumer = consumer;
            Buffer body = answer.getBody();
            if (body != null && body.size() > 0) {
                rest.add(ByteBuffer.wrap(body.getBytes()));
            }
        }

        @Override
        public int code() {
            return code;
        }

        @Override
        public AsyncBody body() {
            return this;
        }

        @Override
        public HttpRequest request() {
            return request;
        }

        @Override
        public Optional<HttpResponse<?>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public void consume() {
            List<ByteBuffer> next = List.copyOf(rest);
            rest.clear();
            if (next.isEmpty()) {
                done.complete(null);
                return;
            }
            try {
                // The consumer asks for more until there is nothing.
                consumer.consume(next, this);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        }

        @Override
        public CompletableFuture<Void> done() {
            return done;
        }

        @Override
        public void cancel() {
            done.cancel(false);
        }
    }
}
