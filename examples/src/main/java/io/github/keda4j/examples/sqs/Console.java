package io.github.keda4j.examples.sqs;

import java.io.PrintStream;
import java.util.Locale;

/** Prints the progress of the run. */
final class Console {

    private static final int BAR = 20;
    private static final int WIDTH = 110;

    private final PrintStream out;
    private final RunRecord record;
    private String lastLine = "";
    private int lastReplicas = -1;
    private double lastTime;

    Console(PrintStream out, RunRecord record) {
        this.out = out;
        this.record = record;
    }

    synchronized void say(String text) {
        out.println(text);
        out.flush();
    }

    /** A label and its text, wrapped for a terminal. */
    void explain(String word, String meaning) {
        StringBuilder line = new StringBuilder(String.format("  %-9s", word));
        for (String next : meaning.split(" ", -1)) {
            if (line.length() + next.length() >= WIDTH) {
                say(line.toString());
                line.setLength(0);
                line.append(" ".repeat(11));
            }
            line.append(' ').append(next);
        }
        say(line.toString());
    }

    /** Prints a step of the architecture once. */
    void step(int number, String text) {
        if (record.step(number, text)) {
            say(String.format(Locale.ROOT, "%6.1f s  (%d) %s", record.seconds(), number, text));
        }
    }

    /** Prints queue and replicas when the replicas change, and otherwise once a second. */
    synchronized void live(int depth, int replicas) {
        String line = String.format(
                Locale.ROOT,
                "queue %3d %-" + BAR + "s  replicas %2d %-10s  handled %d of %d sent",
                depth,
                "#".repeat(Math.min(BAR, (depth + 2) / 3)),
                replicas,
                "*".repeat(Math.max(replicas, 0)),
                record.handledCount(),
                record.sentCount());
        double now = record.seconds();
        if (replicas != lastReplicas || (now - lastTime >= 1 && !line.equals(lastLine))) {
            lastLine = line;
            lastReplicas = replicas;
            lastTime = now;
            say(String.format(Locale.ROOT, "%6.1f s      %s", record.seconds(), line));
        }
    }
}
