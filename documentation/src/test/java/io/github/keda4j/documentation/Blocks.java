package io.github.keda4j.documentation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keda4j.cli.lint.LintSettings;
import io.github.keda4j.cli.lint.SettingsFile;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.KedaValidator;
import io.github.keda4j.yaml.Manifests;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Checks that need only the block: manifests are valid, JSON and XML are well-formed, excerpts match their files. */
final class Blocks {

    private static final Set<String> NOTES =
            Set.of("given", "file", "finding", "output", "from", "like", "run", "paths", "chart", "unchecked");
    private static final Set<String> LANGUAGES =
            Set.of("java", "yaml", "json", "xml", "sh", "text", "console", "mermaid", "properties");
    private static final Pattern NUMBER = Pattern.compile("\\d+|\\[1-9]\\\\\\\\d\\*");
    private static final Set<String> OUTPUTS = Set.of("", "begins", "contains");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Blocks() {}

    static List<Problem> check(Page page) throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (Block block : page.blocks()) {
            for (String fault : faults(page, block)) {
                problems.add(page.problem(block, fault));
            }
        }
        return problems;
    }

    private static List<String> faults(Page page, Block block) throws IOException {
        List<String> faults = new ArrayList<>();
        if (block.language().isEmpty()) {
            faults.add("The block has no language. Use text for the output of a program.");
        } else if (!LANGUAGES.contains(block.language())) {
            faults.add("Nothing here checks " + block.language() + ".");
        }
        if (block.note("unchecked").filter(String::isEmpty).isPresent()) {
            faults.add("unchecked must give a reason.");
        }
        for (String key : new TreeSet<>(block.notes().keySet())) {
            if (!NOTES.contains(key)) {
                faults.add("The comment " + key + " is not known. It must be one of " + new TreeSet<>(NOTES) + ".");
            }
        }
        if (!OUTPUTS.contains(block.note("output").orElse(""))) {
            faults.add("The value of output must be begins or contains, or it must be empty.");
        }
        if (block.isManifest()) {
            faults.addAll(findings(block));
        }
        if (block.is("json") && !isJson(block.text())) {
            faults.add("The block is not JSON.");
        }
        if (block.is("xml") && !isXml(block.text())) {
            faults.add("The block is not well-formed XML.");
        }
        if (block.note("from").isPresent()) {
            faults.addAll(excerpt(page.root().resolve(block.notes().get("from")), block));
        }
        if (block.note("like").isPresent()) {
            faults.addAll(like(page.root().resolve(block.notes().get("like")), block));
        }
        if (block.note("paths").isPresent()) {
            faults.addAll(paths(page.root().resolve(block.notes().get("paths")), block));
        }
        if (block.note("chart").isPresent()) {
            faults.addAll(chart(
                    page.root()
                            .resolve(page.name())
                            .resolveSibling(block.notes().get("chart")),
                    block));
        }
        if (block.note("file").filter(SettingsFile.NAME::equals).isPresent()) {
            faults.addAll(settings(block));
        }
        return faults;
    }

    /** Errors that the page does not announce, and announced findings that are missing. */
    private static List<String> findings(Block block) {
        List<Finding> found;
        try {
            found = KedaValidator.builder()
                    .build()
                    .validate(Manifests.parse("block", block.text()))
                    .findings()
                    .asList();
        } catch (FindingsException e) {
            found = e.findings().asList();
        }
        Set<String> wanted = new TreeSet<>(block.findings());
        List<String> faults = new ArrayList<>();
        for (Finding finding : found) {
            if (finding.severity() == Severity.ERROR && !wanted.contains(finding.rule())) {
                faults.add(finding.toString());
            }
        }
        found.forEach(finding -> wanted.remove(finding.rule()));
        wanted.forEach(rule -> faults.add("The manifest does not produce the finding " + rule + "."));
        return faults;
    }

    private static boolean isJson(String text) {
        try {
            JSON.readTree(text);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean isXml(String text) {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            String elements = text.startsWith("<?xml") ? text : "<block>" + text + "</block>";
            builder.parse(new InputSource(new StringReader(elements)));
            return true;
        } catch (SAXException | IOException | ParserConfigurationException e) {
            return false;
        }
    }

    /**
     * An excerpt contains lines of its file, in the same order; a comment with three dots stands for omitted lines.
     */
    private static List<String> excerpt(Path file, Block block) throws IOException {
        if (!Files.exists(file)) {
            return List.of("There is no file " + block.notes().get("from") + ".");
        }
        String whole = stripped(Files.readString(file));
        int from = 0;
        for (String part : stripped(block.text()).split("(?m)^(?://|#|<!--) \\.\\.\\.(?: -->)?\n")) {
            int at = whole.indexOf(part, from);
            if (at < 0) {
                return List.of("The excerpt is not in " + block.notes().get("from") + ":\n" + part);
            }
            from = at + part.length();
        }
        return List.of();
    }

    /** Each line is in the file, apart from numbers, for which a test may have a regular expression. */
    private static List<String> like(Path file, Block block) throws IOException {
        if (!Files.exists(file)) {
            return List.of("There is no file " + block.notes().get("like") + ".");
        }
        String whole = NUMBER.matcher(Files.readString(file)).replaceAll("0");
        return block.text()
                .lines()
                .filter(line -> !whole.contains(NUMBER.matcher(line).replaceAll("0")))
                .map(line -> "The line is not in " + block.notes().get("like") + ": " + line)
                .toList();
    }

    /** The file that each line names in its first column exists in the folder. */
    private static List<String> paths(Path folder, Block block) {
        return block.text()
                .lines()
                .flatMap(line -> Stream.of(line.split(" {2,}")[0].split(",? ")))
                .filter(name -> !Files.exists(folder.resolve(name))
                        && !Files.exists(folder.resolve("internal").resolve(name)))
                .map(name -> "There is no " + name + ".")
                .toList();
    }

    /** The picture beside the page shows the output, which is compared with what the program prints. */
    private static List<String> chart(Path file, Block block) throws IOException {
        String drawn = ReplicaChart.of(block.text());
        if (Files.exists(file) && Files.readString(file).equals(drawn)) {
            return List.of();
        }
        if (Boolean.getBoolean("charts.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, drawn);
            return List.of();
        }
        return List.of("The chart " + block.notes().get("chart") + " does not show the output. Draw it again: "
                + "-Dcharts.write.");
    }

    private static List<String> settings(Block block) throws IOException {
        Path file = Files.writeString(Files.createTempDirectory("settings").resolve(SettingsFile.NAME), block.text());
        try {
            SettingsFile.read(file, LintSettings.builder());
            return List.of();
        } catch (FindingsException e) {
            return e.findings().asList().stream().map(Finding::toString).toList();
        } finally {
            Files.delete(file);
            Files.delete(file.getParent());
        }
    }

    private static String stripped(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
