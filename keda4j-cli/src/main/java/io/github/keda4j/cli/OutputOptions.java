package io.github.keda4j.cli;

import picocli.CommandLine.Option;

/** Options of every command that prints readable text. */
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

    /** Creates the options with their defaults; picocli sets the values. */
    public OutputOptions() {}

    /** {@return whether standard output has colours} */
    public boolean hasColours() {
        return Terminal.hasColours(colour);
    }

    /** {@return whether other output, such as a file, has colours} */
    public boolean hasColoursAnywhere() {
        return colour.equals("always");
    }
}
