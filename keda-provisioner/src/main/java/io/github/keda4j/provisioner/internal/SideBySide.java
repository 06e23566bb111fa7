package io.github.keda4j.provisioner.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Makes calls in parallel, at most {@value #MOST_IN_FLIGHT} at a time. */
final class SideBySide {

    private static final int MOST_IN_FLIGHT = 20;

    /** Up to this number of calls, threads cost more than they save. */
    private static final int FEW = 8;

    private SideBySide() {}

    /**
     * The results, in the order of the calls. After a call has failed, no further call is started.
     *
     * @throws InterruptedCallException if the thread is interrupted meanwhile
     */
    static <T, R> List<R> answers(String what, List<T> asked, Function<T, R> call) {
        if (asked.size() <= FEW) {
            return asked.stream().map(call).toList();
        }
        ExecutorService threads = Executors.newFixedThreadPool(MOST_IN_FLIGHT);
        try {
            List<Future<R>> futures = asked.stream()
                    .map(each -> threads.submit(() -> call.apply(each)))
                    .toList();
            List<R> answers = new ArrayList<>();
            for (Future<R> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException("could not " + what, failed.getCause());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedCallException(what, stop);
        } finally {
            threads.shutdownNow();
        }
    }
}
