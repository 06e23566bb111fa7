package io.github.keda4j.cli;

import picocli.CommandLine.Option;

/** Options of every command that prints for people. */
public final class OutputOptions {

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto, always or never. Default: auto, which is never if NO_COLOR is set.")
    private String colour = "auto";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    /** The options as they are without a word; picocli sets them. */
    public OutputOptions() {}

    /** {@return whether what goes to standard output has colours} */
    public boolean hasColours() {
        return Terminal.hasColours(colour);
    }

    /** {@return whether what goes elsewhere, such as to a file, has colours} */
    public boolean hasColoursAnywhere() {
        return colour.equals("always");
    }
}
