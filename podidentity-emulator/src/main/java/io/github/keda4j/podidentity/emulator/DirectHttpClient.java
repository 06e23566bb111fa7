package io.github.keda4j.podidentity.emulator;

import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** Hands each call to the emulator on the caller's thread, without a connection. */
final class DirectHttpClient implements SdkHttpClient {

    private final HttpHandler front;
    private final BooleanSupplier closed;

    /**
     * Creates a client.
     *
     * @param front answers the calls
     * @param closed whether calls are no longer answered
     */
    DirectHttpClient(HttpHandler front, BooleanSupplier closed) {
        this.front = front;
        this.closed = closed;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(request);
            }

            @Override
            public void abort() {
                // The answer is complete as soon as there is one.
            }
        };
    }

    private HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
        if (closed.getAsBoolean()) {
            throw new ConnectException("the emulator is closed");
        }
        DirectExchange exchange = new DirectExchange(request);
        front.handle(exchange);
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(exchange.getResponseCode())
                        .headers(exchange.getResponseHeaders())
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(exchange.body())))
                .build();
    }

    @Override
    public String clientName() {
        return "PodIdentityEmulator";
    }

    @Override
    public void close() {
        // It holds nothing.
    }
}
