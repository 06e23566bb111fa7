package io.github.keda4j.cli.explain;

import io.github.keda4j.cli.ExitCode;
import io.github.keda4j.cli.OutputOptions;
import io.github.keda4j.cli.SeverityWords;
import io.github.keda4j.cli.rules.RuleBook;
import io.github.keda4j.cli.rules.RuleText;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keda4j explain RULE}. */
@Command(
        name = "explain",
        description = "Describes a rule and its reason, and shows an example that fails and one that passes.",
        sortOptions = false,
        footer = {"", "Without a rule, it lists all of them."})
public final class ExplainCommand implements Callable<Integer> {

    /** Creates the command; picocli sets its options. */
    public ExplainCommand() {}

    @Parameters(
            arity = "0..1",
            paramLabel = "RULE",
            description = "The id of a rule, as shown in brackets in findings.")
    private @Nullable String rule;

    @Mixin
    private OutputOptions outputOptions = new OutputOptions();

    @Override
    public Integer call() {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        if (rule == null) {
            list(out);
        } else {
            RuleText text = RuleBook.find(bare(rule)).orElse(null);
            if (text == null) {
                System.err.println("keda4j: There is no rule " + rule + "."
                        + RuleBook.nearest(rule)
                                .map(near -> " Did you mean " + near + "?")
                                .orElse("")
                        + " keda4j explain lists all of them.");
                return ExitCode.INCOMPLETE;
            }
            explain(text, outputOptions.hasColours(), out);
        }
        out.flush();
        return ExitCode.FINE;
    }

    /** The id without brackets. Findings show it in brackets, and people copy these too. */
    private static String bare(String id) {
        String text = id.strip().toLowerCase(Locale.ROOT);
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }

    private static void list(PrintStream out) {
        RuleText.Area area = null;
        for (RuleText text : RuleBook.all()) {
            if (text.area() != area) {
                out.println((area == null ? "" : "\n") + text.area().title());
                area = text.area();
            }
            out.println("  " + text.id() + " ".repeat(Math.max(1, 46 - text.id().length())) + text.title());
        }
    }

    private static void explain(RuleText text, boolean colours, PrintStream out) {
        out.println(bold(text.id(), colours) + " (" + SeverityWords.of(text.severity()) + ", reported by "
                + text.area().speaker() + ")");
        out.println();
        out.println(text.title());
        out.println();
        out.println(text.why().strip());
        if (!text.releases().isEmpty()) {
            out.println();
            out.println(text.releases());
        }
        if (text.hasExamples()) {
            example("Fails:", text.failing(), colours, out);
            if (!text.cluster().isEmpty()) {
                example("with this in the cluster:", text.cluster(), colours, out);
            }
            example("Passes:", text.passing(), colours, out);
        }
        if (!text.sources().isEmpty()) {
            out.println();
            out.println(bold("Sources:", colours));
            text.sources().forEach(source -> out.println("  " + source));
        }
        out.println();
        out.println(bold("To suppress this rule", colours) + " for one object, annotate the object:");
        out.println("  validator.keda4j.io/ignore: " + text.id());
        out.println("  validator.keda4j.io/reason: why");
        out.println("for many files, turn it off in .keda4j.yaml:");
        out.println("  rulesOff:");
        out.println("  - {rule: " + text.id() + ", reason: why, files: [\"legacy/**\"]}");
    }

    private static void example(String title, String manifest, boolean colours, PrintStream out) {
        out.println();
        out.println(bold(title, colours));
        manifest.strip().lines().forEach(line -> out.println("    " + line));
    }

    private static String bold(String text, boolean colours) {
        return colours ? "\u001B[1m" + text + "\u001B[0m" : text;
    }
}
