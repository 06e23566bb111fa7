package io.github.keda4j.examples.sqs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The pods of the workload as one process: a thread for each replica that the parent requests, with one pod's
 * credentials.
 */
final class WorkloadPods {

    /** The time that is added to each computation, which by itself takes no time on a developer's machine. */
    private static final SqsReader.Pace PACE = new SqsReader.Pace(Duration.ofSeconds(1), Duration.ofMillis(700));

    private final Deque<SqsReader> readers = new ArrayDeque<>();
    private final SqsClient sqs = SqsClient.create();
    private final String queue;

    private WorkloadPods(String queue) {
        this.queue = queue;
    }

    /** Arguments: the queue's name. Commands: {@code replicas <n>}. */
    public static void main(String[] args) throws InterruptedException {
        WorkloadPods pods = new WorkloadPods(args[0]);
        Lifeline.hold(pods::obey);
        new ChildEvent("started", Map.of()).tell();
        Thread.currentThread().join();
    }

    private void obey(String command) {
        try {
            scaleTo(Integer.parseInt(command.substring("replicas ".length())));
        } catch (SdkException denied) {
            new ChildEvent("failed", Map.of("reason", String.valueOf(denied.getMessage()))).tell();
        }
    }

    private void scaleTo(int replicas) {
        while (readers.size() < replicas) {
            readers.addLast(start());
        }
        while (readers.size() > replicas) {
            readers.removeLast().stop();
        }
        new ChildEvent("pods", Map.of("replicas", Integer.toString(replicas))).tell();
    }

    private SqsReader start() {
        String queueUrl = sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
        SqsReader reader = new SqsReader(
                sqs,
                queueUrl,
                PACE,
                (id, number, numbers) -> new ChildEvent(
                                "handled",
                                Map.of(
                                        "id",
                                        id,
                                        "num",
                                        Integer.toString(number),
                                        "last",
                                        numbers.isEmpty()
                                                ? ""
                                                : numbers.get(numbers.size() - 1)
                                                        .toString()))
                        .tell());
        Thread thread = new Thread(reader::run, "pod-" + readers.size());
        thread.setDaemon(true);
        thread.start();
        return reader;
    }
}
