package io.github.keda4j.examples.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Runs both programs with a real queue. */
class SqsReaderTest {

    private static LocalAws world;
    private final List<Integer> handled = new ArrayList<>();
    private SqsReader reader;

    @BeforeAll
    static void start() {
        world = LocalAws.start();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void emptyQueue() {
        SqsClient sqs = world.sender();
        sqs.purgeQueue(request -> request.queueUrl(world.queueUrl()));
        reader = new SqsReader(
                sqs,
                world.queueUrl(),
                new SqsReader.Pace(Duration.ZERO, Duration.ZERO),
                (id, number, numbers) -> handled.add(number));
    }

    @Test
    void aReaderTakesUpToThreeMessagesAtATimeAndDeletesThem() {
        for (int number = 1; number <= 4; number++) {
            send("{\"num\": \"" + number + "\"}");
        }
        reader.readOnce();
        assertThat(handled).hasSize(3);
        assertThat(world.queueDepth()).isEqualTo(1);
        reader.readOnce();
        assertThat(handled).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(world.queueDepth()).isZero();
    }

    @Test
    void aMessageThatAsksForNoNumberIsKept() {
        List<String> others = List.of("hello", "{\"num\": 5}", "{\"num\": \"five\"}", "{}", "{\"num\": \"-1\"}", "[1]");
        others.forEach(SqsReaderTest::send);
        send("{\"num\": \"5\"}");
        for (int look = 0; look < 4; look++) {
            reader.readOnce();
        }
        assertThat(handled).containsExactly(5);
        assertThat(world.queueDepth()).isEqualTo(others.size());
    }

    @Test
    void aReaderWaitsWhileTheQueueIsEmptyAndEndsWhenItIsStopped() throws InterruptedException {
        // The second time, the reader has already met the empty queue.
        CountDownLatch askedTwice = new CountDownLatch(2);
        CountDownLatch handledOne = new CountDownLatch(1);
        SqsReader waiting = new SqsReader(
                announcing(askedTwice::countDown),
                world.queueUrl(),
                new SqsReader.Pace(Duration.ofSeconds(1), Duration.ZERO),
                (id, number, numbers) -> {
                    handled.add(number);
                    handledOne.countDown();
                });
        Thread thread = new Thread(waiting::run);
        thread.start();
        assertThat(askedTwice.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(thread.isAlive()).isTrue();
        send("{\"num\": \"7\"}");
        assertThat(handledOne.await(10, TimeUnit.SECONDS)).isTrue();
        waiting.stop();
        thread.join(TimeUnit.SECONDS.toMillis(10));
        assertThat(thread.isAlive()).isFalse();
        assertThat(handled).containsExactly(7);
    }

    @Test
    void theSenderAsksForNumbersFromOneToThirtyEightAndNowAndThenForForty() throws InterruptedException {
        new SqsSender(world.sender(), world.queueUrl(), new Random(1)).send(100, Duration.ZERO);
        assertThat(world.queueDepth()).isEqualTo(100);
        while (handled.size() < 100) {
            reader.readOnce();
        }
        assertThat(handled).allMatch(number -> number >= 1 && number <= 38 || number == 40);
        assertThat(handled).contains(40);
    }

    @Test
    void fibonacciNumbersBeginWithZeroAndOneAndOutgrowALong() {
        assertThat(Fibonacci.upTo(0)).isEmpty();
        assertThat(Fibonacci.upTo(1)).containsExactly(BigInteger.ZERO);
        assertThat(Fibonacci.upTo(9))
                .extracting(BigInteger::intValueExact)
                .containsExactly(0, 1, 1, 2, 3, 5, 8, 13, 21);
        assertThat(Fibonacci.upTo(101)).last().isEqualTo(new BigInteger("354224848179261915075"));
    }

    private static void send(String body) {
        world.sender().sendMessage(request -> request.queueUrl(world.queueUrl()).messageBody(body));
    }

    /** A client that announces each call that asks for messages. */
    private static SqsClient announcing(Runnable listener) {
        SqsClient sqs = world.sender();
        return new SqsClient() {
            @Override
            public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
                listener.run();
                return sqs.receiveMessage(request);
            }

            @Override
            public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
                return sqs.deleteMessage(request);
            }

            @Override
            public String serviceName() {
                return sqs.serviceName();
            }

            @Override
            public void close() {
                // The world closes the client to which this one passes calls on.
            }
        };
    }
}
