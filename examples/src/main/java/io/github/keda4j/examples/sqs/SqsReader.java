package io.github.keda4j.examples.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Receives messages, computes the Fibonacci numbers that they request, and deletes the processed messages. A message
 * that does not request a number is logged and kept: the queue's redrive policy decides what happens to it.
 *
 * <p>As a program: {@code SqsReader <queue name>}. The AWS SDK finds region, endpoint and credentials itself.
 */
public final class SqsReader {

    private static final Logger LOG = LoggerFactory.getLogger(SqsReader.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 3;

    /** The largest number that a message may request: a larger one would need more memory than a pod has. */
    private static final int MOST = 10_000;

    private final SqsClient sqs;
    private final String queueUrl;
    private final Pace pace;
    private final Listener listener;
    private volatile boolean stopped;

    SqsReader(SqsClient sqs, String queueUrl, Pace pace, Listener listener) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.pace = pace;
        this.listener = listener;
    }

    /**
     * The speed of a reader.
     *
     * @param poll how long a receive call on an empty queue waits for a message, in whole seconds
     * @param perMessage the extra time per message on top of its computation, so that there is something to scale
     */
    record Pace(Duration poll, Duration perMessage) {}

    /** Is notified of handled messages. */
    interface Listener {

        /** Called after a message was handled and deleted. */
        void handled(String messageId, int number, List<BigInteger> numbers);
    }

    /** Reads until it is stopped; messages that have been received by then are still handled. */
    void run() {
        while (!stopped) {
            try {
                readOnce();
            } catch (SdkException failure) {
                if (!stopped) {
                    LOG.warn("cannot read {}: {}", queueUrl, failure.getMessage());
                    pause(Duration.ofSeconds(1));
                }
            }
        }
    }

    void stop() {
        stopped = true;
    }

    /** One receive call on the queue. */
    void readOnce() {
        List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                        .maxNumberOfMessages(AT_ONCE)
                        .waitTimeSeconds((int) pace.poll().toSeconds()))
                .messages();
        messages.forEach(this::handle);
    }

    private void handle(Message message) {
        OptionalInt number = numberIn(message.body());
        if (number.isEmpty()) {
            LOG.warn(
                    "message {} is kept because it does not request a number: " + "{}",
                    message.messageId(),
                    message.body());
            return;
        }
        List<BigInteger> numbers = Fibonacci.upTo(number.getAsInt());
        pause(pace.perMessage());
        sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
        listener.handled(message.messageId(), number.getAsInt(), numbers);
    }

    private static OptionalInt numberIn(String body) {
        try {
            JsonNode num = JSON.readTree(body).path("num");
            int number = num.isTextual() ? Integer.parseInt(num.textValue()) : -1;
            return number < 0 || number > MOST ? OptionalInt.empty() : OptionalInt.of(number);
        } catch (JsonProcessingException | NumberFormatException notANumber) {
            return OptionalInt.empty();
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Reads a queue until the program is ended.
     *
     * @param args the name of the queue
     */
    public static void main(String[] args) {
        if (args.length == 0) {
            System.err.println("the name of the queue is missing: SqsReader <queue name>");
            System.exit(2);
        }
        try (SqsClient sqs = SqsClient.create()) {
            String queueUrl =
                    sqs.getQueueUrl(request -> request.queueName(args[0])).queueUrl();
            Pace pace = new Pace(Duration.ofSeconds(20), Duration.ZERO);
            new SqsReader(sqs, queueUrl, pace, (id, number, numbers) -> LOG.info("{}: {}", number, numbers)).run();
        }
    }
}
