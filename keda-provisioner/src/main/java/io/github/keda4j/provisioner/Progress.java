package io.github.keda4j.provisioner;

import java.time.Duration;

/**
 * An event that a {@link ProgressListener} receives. The text of each event is one readable line, without values of
 * environment variables and secrets.
 */
public sealed interface Progress {

    /**
     * A change is about to be made.
     *
     * @param change the change
     * @param number its place in the plan, from 1
     * @param count how many changes the plan has
     */
    record Started(Change change, int number, int count) implements Progress {
        /** {@return text such as {@code [3/10] create IAM role orders}} */
        @Override
        public String toString() {
            return line(change, number, count);
        }
    }

    /**
     * A change was made.
     *
     * @param change the change
     * @param number its place in the plan, from 1
     * @param count how many changes the plan has
     */
    record Done(Change change, int number, int count) implements Progress {
        /** {@return text such as {@code [3/10] create IAM role orders: done}} */
        @Override
        public String toString() {
            return line(change, number, count) + ": done";
        }
    }

    /**
     * A change was made already, by an earlier run or by somebody else; nothing was written.
     *
     * @param change the change
     * @param number its place in the plan, from 1
     * @param count how many changes the plan has
     */
    record Skipped(Change change, int number, int count) implements Progress {
        /** {@return text such as {@code [3/10] create IAM role orders: already done}} */
        @Override
        public String toString() {
            return line(change, number, count) + ": already done";
        }
    }

    /**
     * A call was refused for a temporary reason and will be retried.
     *
     * @param call what it does, such as {@code create IAM role orders}
     * @param reason the error code or status of the answer, such as {@code Throttling}
     * @param pause how long to wait before the retry
     */
    record Retried(String call, String reason, Duration pause) implements Progress {
        /** {@return text such as {@code create IAM role orders: Throttling, retrying in 500 ms}} */
        @Override
        public String toString() {
            return call + ": " + reason + ", retrying in " + pause.toMillis() + " ms";
        }
    }

    /**
     * Something has not happened yet; the provisioner will check again.
     *
     * @param subject what the provisioner waits for, such as {@code see that Deployment security/orders is gone}
     * @param pause how long to wait before the next check
     */
    record Waiting(String subject, Duration pause) implements Progress {
        /** {@return text such as {@code waiting to see that Deployment security/orders is gone}} */
        @Override
        public String toString() {
            return "waiting to " + subject;
        }
    }

    /**
     * Something could not be checked before the first write.
     *
     * @param note what was not checked and why, a full sentence
     */
    record Noted(String note) implements Progress {
        /** {@return the sentence} */
        @Override
        public String toString() {
            return note;
        }
    }

    private static String line(Change change, int number, int count) {
        return "[" + number + "/" + count + "] " + PlanWriter.nameOf(change.action()) + " " + change.target();
    }
}
