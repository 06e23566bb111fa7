package io.github.keda4j.provisioner;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Ends the clients of a provisioner before or after one of its writes, to whichever service: from then on no call gets through, as if
 * its process had been killed. Counts the writes otherwise.
 */
final class Kill implements ExecutionInterceptor, Interceptor {

    /** That the process is gone. */
    static final class Killed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed");
        }
    }

    private int writes;
    private int last = Integer.MAX_VALUE;
    private boolean lastTakesEffect;
    private boolean dead;

    /** Lets some writes through; the one after them takes effect or not, and nobody hears of it. */
    synchronized void after(int letThrough, boolean nextTakesEffect) {
        writes = 0;
        last = letThrough;
        lastTakesEffect = nextTakesEffect;
        dead = false;
    }

    synchronized void revive() {
        after(Integer.MAX_VALUE, false);
    }

    synchronized int writes() {
        return writes;
    }

    private synchronized void before(boolean writes) {
        if (dead) {
            throw new Killed();
        }
        if (writes) {
            this.writes++;
            if (this.writes > last) {
                dead = true;
                if (!lastTakesEffect) {
                    throw new Killed();
                }
            }
        }
    }

    private synchronized void after() {
        if (dead) {
            throw new Killed();
        }
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        String operation = context.request().getClass().getSimpleName();
        before(!operation.matches("(Get|List|Describe).*"));
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        after();
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        before(!request.method().equals("GET") && !request.uri().toString().contains("dryRun"));
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        after();
    }
}
