package io.github.keda4j.examples.sqs;

import java.time.Duration;
import java.util.Random;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sends messages that ask for Fibonacci numbers: {@code {"num": "<n>"}}, with n from 1 to 38 and occasionally 40.
 *
 * <p>As a program: {@code SqsSender <queue name> [messages, 100] [milliseconds between two messages, 1000]}. The AWS
 * SDK finds region, endpoint and credentials itself.
 */
public final class SqsSender {

    private static final int ONE_IN = 20;

    private final SqsClient sqs;
    private final String queueUrl;
    private final Random random;

    SqsSender(SqsClient sqs, String queueUrl, Random random) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.random = random;
    }

    /** Sends one message. */
    void send() {
        int number = random.nextInt(ONE_IN) == 0 ? 40 : 1 + random.nextInt(38);
        sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody("{\"num\": \"" + number + "\"}"));
    }

    /** Sends messages at a fixed interval. */
    void send(int messages, Duration interval) throws InterruptedException {
        for (int index = 0; index < messages; index++) {
            send();
            Thread.sleep(interval.toMillis());
        }
    }

    /**
     * Sends to a queue.
     *
     * @param args the name of the queue, and optionally the number of messages and the milliseconds between two
     * messages
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        if (args.length == 0) {
            System.err.println("the name of the queue is missing: SqsSender <queue name> [messages]"
                    + " [milliseconds between two messages]");
            System.exit(2);
        }
        try (SqsClient sqs = SqsClient.create()) {
            String queueUrl =
                    sqs.getQueueUrl(request -> request.queueName(args[0])).queueUrl();
            new SqsSender(sqs, queueUrl, new Random())
                    .send(
                            args.length > 1 ? Integer.parseInt(args[1]) : 100,
                            Duration.ofMillis(args.length > 2 ? Long.parseLong(args[2]) : 1000));
        }
    }
}
