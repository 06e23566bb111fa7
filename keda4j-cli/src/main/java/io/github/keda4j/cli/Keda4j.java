package io.github.keda4j.cli;

import io.github.keda4j.trigger.KedaVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code keda4j}. Running one subcommand loads no classes of the others. */
@Command(
        name = "keda4j",
        description = "KEDA's verdict on manifests, before they are applied.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Keda4j.Version.class)
public final class Keda4j implements Runnable {

    private static final List<String> COMMANDS = List.of("lint", "explain");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    @SuppressWarnings("unused") // picocli evaluates it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version.")
    @SuppressWarnings("unused") // picocli evaluates it
    private boolean version;

    @Spec
    private CommandSpec command = CommandSpec.create();

    private Keda4j() {}

    /**
     * Runs the program, and ends the JVM with its exit code.
     *
     * @param arguments the arguments of the command line
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /**
     * Runs the program.
     *
     * @param arguments the arguments of the command line
     * @return the exit code
     */
    public static int run(String... arguments) {
        try {
            return isPlainLint(arguments) ? lint(arguments) : parse(arguments);
        } catch (OutOfMemoryError e) {
            System.err.println(
                    "keda4j: The manifests need more memory than the JVM has. Check fewer at once, or give it more: "
                            + "JAVA_TOOL_OPTIONS=-Xmx2g.");
            return ExitCode.INCOMPLETE;
        }
    }

    /**
     * Whether the call is {@code keda4j lint} with nothing but files. Then picocli is bypassed, since building its
     * model of the options takes longer than the check.
     */
    private static boolean isPlainLint(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].equals("lint")) {
            return false;
        }
        for (int i = 1; i < arguments.length; i++) {
            boolean option = arguments[i].startsWith("-") && !arguments[i].equals("-");
            if (option || arguments[i].isEmpty() || arguments[i].startsWith("@")) {
                return false;
            }
        }
        return true;
    }

    private static int lint(String[] arguments) {
        try {
            return new io.github.keda4j.cli.lint.LintCommand(
                            Arrays.asList(arguments).subList(1, arguments.length))
                    .call();
        } catch (WrongUse e) {
            return tellWrongUse(e, "lint ");
        } catch (IOException | UncheckedIOException e) {
            return tellFailure(e);
        }
    }

    private static int parse(String[] arguments) {
        CommandLine program = program(arguments);
        program.setUsageHelpAutoWidth(false);
        program.setUsageHelpWidth(100);
        program.setParameterExceptionHandler((problem, given) -> tellWrongUse(problem));
        program.setExecutionExceptionHandler((problem, command, parsed) -> {
            if (problem instanceof WrongUse) {
                return tellWrongUse(problem, nameOf(command));
            } else if (problem instanceof IOException || problem instanceof UncheckedIOException) {
                return tellFailure(problem);
            }
            throw problem;
        });
        return program.execute(arguments);
    }

    /** The program with only the command that the arguments name first, or with all commands. */
    static CommandLine program(String... arguments) {
        CommandLine program = new CommandLine(new Keda4j());
        if (arguments.length > 0 && COMMANDS.contains(arguments[0])) {
            program.addSubcommand(command(arguments[0]));
        } else {
            COMMANDS.forEach(name -> program.addSubcommand(command(name)));
        }
        return program;
    }

    private static CommandLine command(String name) {
        return switch (name) {
            case "lint" -> new CommandLine(new io.github.keda4j.cli.lint.LintCommand());
            case "explain" -> new CommandLine(new io.github.keda4j.cli.explain.ExplainCommand());
            default -> throw new IllegalArgumentException("There is no command " + name + ".");
        };
    }

    @Override
    public void run() {
        command.commandLine().usage(System.out);
    }

    private static int tellWrongUse(ParameterException problem) {
        System.err.println("keda4j: " + problem.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(
                problem, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.err.println("Try keda4j " + nameOf(problem.getCommandLine()) + "--help.");
        return ExitCode.INCOMPLETE;
    }

    private static String nameOf(CommandLine command) {
        String name = command.getCommandName();
        return name.equals("keda4j") ? "" : name + " ";
    }

    private static int tellWrongUse(Exception problem, String command) {
        System.err.println("keda4j: " + problem.getMessage());
        System.err.println("Try keda4j " + command + "--help.");
        return ExitCode.INCOMPLETE;
    }

    private static int tellFailure(Exception problem) {
        System.err.println("keda4j: " + Failures.tell(problem));
        return ExitCode.INCOMPLETE;
    }

    /** Reads the version from the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Keda4j.class.getPackage().getImplementationVersion();
            return new String[] {
                "keda4j " + (version == null ? "(built from source)" : version),
                "KEDA " + List.of(KedaVersion.values()).get(0) + " to " + KedaVersion.latest()
            };
        }
    }
}
