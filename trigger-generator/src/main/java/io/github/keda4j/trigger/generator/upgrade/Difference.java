package io.github.keda4j.trigger.generator.upgrade;

/**
 * One difference between the catalogue and KEDA's source.
 *
 * @param type the trigger type
 * @param parameter KEDA's name; empty for the type as a whole
 * @param what the attribute that differs, or {@code lacks}, {@code surplus} or {@code unclear}
 * @param words the difference, as readable text
 */
record Difference(String type, String parameter, String what, String words) {

    @Override
    public String toString() {
        return (parameter.isEmpty() ? "" : parameter + ": ") + words;
    }
}
