package io.github.keda4j.cli.rules;

import io.github.keda4j.cli.SeverityWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A page for each rule, and an index: {@code mvn -q -pl keda4j-cli exec:java@rules} writes them. */
public final class RulePages {

    private static final String MADE =
            "<!-- Made from the rule's description; mvn -q -pl keda4j-cli exec:java@rules writes it. -->\n\n";

    private RulePages() {}

    /** {@return the text of each page, by its file name} */
    public static SortedMap<String, String> all() {
        SortedMap<String, String> pages = new TreeMap<>();
        pages.put("README.md", index());
        for (RuleText rule : RuleBook.all()) {
            pages.put(rule.id() + ".md", page(rule));
        }
        return pages;
    }

    /**
     * Writes the pages into a folder that contains nothing else.
     *
     * @param arguments the folder
     * @throws IOException if a page cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.createDirectories(folder);
        SortedMap<String, String> pages = all();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (!pages.containsKey(String.valueOf(file.getFileName()))) {
                    Files.delete(file);
                }
            }
        }
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }
    }

    private static String index() {
        StringBuilder text = new StringBuilder(MADE)
                .append("# Rules\n\n")
                .append(
                        "The rules of `keda4j lint` and the validator, grouped by the component that would otherwise report a "
                                + "violation. An error means that something is refused or can never work. A warning means that it is "
                                + "accepted but probably does not have the intended effect. A note is only worth knowing.\n");
        RuleText.Area area = null;
        for (RuleText rule : RuleBook.all()) {
            if (rule.area() != area) {
                area = rule.area();
                text.append("\n## ").append(area.title()).append("\n\n");
                text.append(whoSaysIt(area).isEmpty() ? "" : whoSaysIt(area).strip() + "\n\n");
                text.append("| rule | severity | what the rule requires |\n|---|---|---|\n");
            }
            text.append("| [`")
                    .append(rule.id())
                    .append("`](")
                    .append(rule.id())
                    .append(".md) | ")
                    .append(SeverityWords.of(rule.severity()))
                    .append(" | ")
                    .append(escape(rule.title()).replace("|", "\\|"))
                    .append(" |\n");
        }
        return text.toString();
    }

    private static String page(RuleText rule) {
        StringBuilder text = new StringBuilder(MADE)
                .append("# ")
                .append(rule.id())
                .append("\n\n")
                .append(escape(rule.title()))
                .append("\n\n")
                .append(capital(SeverityWords.of(rule.severity())))
                .append('.')
                .append(whoSaysIt(rule.area()))
                .append(rule.releases().isEmpty() ? "" : " " + rule.releases())
                .append("\n\n## Why\n\n")
                .append(
                        rule.area() == RuleText.Area.TRIGGER
                                ? escape(rule.why().strip())
                                : rule.why().strip())
                .append('\n');
        if (rule.hasExamples()) {
            example("## Fails", rule.failing(), text);
            if (!rule.cluster().isEmpty()) {
                example("with this in the cluster, and nothing else:", rule.cluster(), text);
            }
            example("## Passes", rule.passing(), text);
        }
        leaveOut(rule, text);
        if (!rule.sources().isEmpty()) {
            text.append("\n## Sources\n\n");
            rule.sources().forEach(source -> text.append("- <").append(source).append(">\n"));
        }
        return text.append("\n[All rules](README.md)\n").toString();
    }

    private static String whoSaysIt(RuleText.Area area) {
        return switch (area) {
            case TEXT -> "";
            case BUNDLE -> " Without this tool, you notice it only when it does not work.";
            case ADVICE -> " Without this tool, nothing reports it.";
            default -> " Without this tool, you learn about it from " + area.speaker() + ".";
        };
    }

    private static void example(String title, String manifest, StringBuilder text) {
        text.append('\n')
                .append(title)
                .append("\n\n```yaml\n")
                .append(manifest.strip())
                .append("\n```\n");
    }

    private static void leaveOut(RuleText rule, StringBuilder text) {
        text.append("\n## Suppress this rule\n\n");
        if (rule.area() != RuleText.Area.TEXT) {
            text.append("For one object, by annotating it:\n\n```yaml\n")
                    .append("metadata:\n  annotations:\n    validator.keda4j.io/ignore: ")
                    .append(rule.id())
                    .append("\n    validator.keda4j.io/reason: why\n```\n\n");
        }
        text.append("For files, in `.keda4j.yaml`:\n\n```yaml\nrulesOff:\n- rule: ")
                .append(rule.id())
                .append("\n  reason: why\n  files: [\"legacy/**\"]\n```\n");
    }

    /** Characters in a sentence that Markdown would read as markup. */
    private static String escape(String sentence) {
        return sentence.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_");
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
