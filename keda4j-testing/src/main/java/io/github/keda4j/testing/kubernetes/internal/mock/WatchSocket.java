package io.github.keda4j.testing.kubernetes.internal.mock;

import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import io.github.keda4j.testing.kubernetes.internal.server.Watch;

/** A watch over a WebSocket. */
final class WatchSocket extends WebSocketListener {

    private final Watch watch;
    private final Object lock;

    /** @param lock guards the server that is watched */
    WatchSocket(Watch watch, Object lock) {
        this.watch = watch;
        this.lock = lock;
    }

    @Override
    public void onOpen(WebSocket webSocket, Response response) {
        synchronized (lock) {
            watch.begin(webSocket::send);
        }
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
        end();
        webSocket.close(code, reason);
    }

    @Override
    public void onClosed(WebSocket webSocket, int code, String reason) {
        end();
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable error, Response response) {
        end();
    }

    private void end() {
        synchronized (lock) {
            watch.end();
        }
    }
}
