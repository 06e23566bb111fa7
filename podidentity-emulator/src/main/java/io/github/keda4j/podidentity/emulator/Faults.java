package io.github.keda4j.podidentity.emulator;

import java.util.concurrent.atomic.AtomicInteger;

/** Makes writes fail on purpose, to see how a caller goes on. */
final class Faults {

    private static final int NEVER = Integer.MAX_VALUE;

    private final AtomicInteger writesLeft = new AtomicInteger(NEVER);

    void failAfter(int writes) {
        writesLeft.set(writes);
    }

    void stop() {
        writesLeft.set(NEVER);
    }

    void beforeWrite(String action) {
        if (writesLeft.get() == NEVER) {
            return;
        }
        if (writesLeft.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            throw new AwsError(400, "EmulatedFault", action + " was made to fail");
        }
    }
}
