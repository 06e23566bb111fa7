package io.github.keda4j.cli.lint;

import io.github.keda4j.cli.Terminal;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** A progress line on a terminal that shows how many files were read, once there are a thousand. */
final class Progress implements IntConsumer, AutoCloseable {

    private static final int STEP = 1_000;

    private final AtomicInteger files = new AtomicInteger();
    private final boolean shown = Terminal.isErrorTerminal();

    @Override
    public void accept(int more) {
        int count = files.addAndGet(more);
        if (shown && count % STEP == 0) {
            System.err.print("\rRead " + count + " files ...");
            System.err.flush();
        }
    }

    @Override
    public void close() {
        if (shown && files.get() >= STEP) {
            System.err.print("\r\u001B[K");
            System.err.flush();
        }
    }
}
