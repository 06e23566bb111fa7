package io.github.keda4j.cli.lint;

import io.github.keda4j.cli.SeverityWords;
import io.github.keda4j.cli.rules.RuleBook;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.findings.Location;
import io.github.keda4j.findings.NearestWord;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import io.github.keda4j.yaml.ParsedManifest;
import io.github.keda4j.yaml.ParsedManifests;
import io.github.keda4j.yaml.tree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code .keda4j.yaml}, which holds a repository's settings (the same as the options of the command line)
 * and the rules that are turned off, each with a reason. Paths in it are relative to its folder.
 */
public final class SettingsFile {

    /** Its name. */
    public static final String NAME = ".keda4j.yaml";

    private static final String RULE = "settings";
    private static final List<String> KEYS = List.of(
            "kedaVersion",
            "strict",
            "oneBundle",
            "namespace",
            "failOn",
            "clusterState",
            "clusterStateComplete",
            "baseline",
            "exclude",
            "rulesOff");
    private static final List<String> RULE_KEYS = List.of("rule", "reason", "files");

    private final String name;
    private final Path folder;
    private final ParsedManifest text;
    private final List<Finding> problems = new ArrayList<>();

    private SettingsFile(Path file, ParsedManifest text) {
        this.name = Input.nameOf(file);
        Path parent = file.getParent();
        this.folder = parent == null ? Path.of("") : parent;
        this.text = text;
    }

    /**
     * {@return the settings file of a folder, or of the nearest folder above it that has one; the search ends at the
     * root of the repository}
     *
     * @param folder where to start the search
     */
    public static Optional<Path> find(Path folder) {
        Path base = folder.toAbsolutePath().normalize();
        for (Path next = base; next != null; next = next.getParent()) {
            Path file = next.resolve(NAME);
            if (Files.isRegularFile(file)) {
                return Optional.of(next.equals(base) ? folder.resolve(NAME) : base.relativize(file));
            }
            if (Files.exists(next.resolve(".git"))) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * Reads the file into settings.
     *
     * @param file the file to read
     * @param settings receives what the file says
     * @throws IOException if it cannot be read
     * @throws FindingsException if anything in it is wrong; lists every problem with its place
     */
    public static void read(Path file, LintSettings.Builder settings) throws IOException {
        ParsedManifests texts = Manifests.parse(file);
        texts.findings().throwIfErrors();
        if (texts.objects().isEmpty()) {
            return;
        }
        SettingsFile reader = new SettingsFile(file, texts.objects().get(0));
        reader.read(settings);
        Findings.of(reader.problems).throwIfErrors();
    }

    private void read(LintSettings.Builder settings) {
        Node.Mapping tree = text.tree();
        checkKeys(tree, KEYS);
        string(tree, "kedaVersion", version -> settings.kedaVersion(KedaVersion.of(version)));
        flag(tree, "strict", settings::strict);
        flag(tree, "oneBundle", settings::oneBundle);
        string(tree, "namespace", settings::namespace);
        string(tree, "failOn", severity -> settings.failOn(SeverityWords.parse(severity)));
        flag(tree, "clusterStateComplete", complete -> {});
        boolean complete = tree.get("clusterStateComplete") instanceof Node.Scalar scalar && isTrue(scalar);
        string(tree, "clusterState", state -> settings.clusterState(folder.resolve(state), complete));
        if (complete && tree.get("clusterState") == null) {
            problem(
                    Objects.requireNonNull(tree.get("clusterStateComplete")),
                    "clusterStateComplete has no effect without clusterState.",
                    "Name the file with the objects of the cluster as clusterState, or remove clusterStateComplete.");
        }
        string(tree, "baseline", path -> settings.baseline(folder.resolve(path)));
        for (String pattern : strings(tree, "exclude")) {
            settings.exclude(inFolder(pattern));
        }
        if (isList(tree, "rulesOff")) {
            for (Node entry : tree.elements("rulesOff")) {
                ruleOff(entry).ifPresent(settings::turnOff);
            }
        }
    }

    private Optional<LintSettings.RuleOff> ruleOff(Node entry) {
        if (!(entry instanceof Node.Mapping mapping)) {
            problem(entry, "An entry of rulesOff must be a map with rule and reason.", null);
            return Optional.empty();
        }
        checkKeys(mapping, RULE_KEYS);
        String rule = mapping.text("rule");
        String reason = mapping.text("reason");
        if (rule == null || rule.isBlank()) {
            problem(mapping, "An entry of rulesOff must name its rule.", null);
            return Optional.empty();
        }
        if (!RuleBook.ids().contains(rule)) {
            problem(
                    mapping,
                    "There is no rule " + rule + ".",
                    RuleBook.nearest(rule)
                            .map(near -> "Did you mean " + near + "?")
                            .orElse(null));
        }
        if (reason == null || reason.isBlank()) {
            problem(
                    mapping,
                    "The rule " + rule + " is turned off without a reason.",
                    "Add reason, and say why the rule is turned off.");
            return Optional.empty();
        }
        List<String> files =
                strings(mapping, "files").stream().map(this::inFolder).toList();
        return Optional.of(new LintSettings.RuleOff(rule, reason, files));
    }

    private String inFolder(String pattern) {
        String prefix = Input.nameOf(folder);
        return prefix.isEmpty() || pattern.startsWith("**/") ? pattern : prefix + "/" + pattern;
    }

    private void checkKeys(Node.Mapping mapping, List<String> known) {
        for (Node.Entry entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                String near = NearestWord.of(entry.key(), known);
                problems.add(Finding.error(
                                RULE,
                                "",
                                "There is no setting " + entry.key() + ".",
                                near == null
                                        ? "Write one of " + String.join(", ", known) + "."
                                        : "Did you mean " + near + "?")
                        .at(new Location(name, entry.line(), entry.column())));
            }
        }
    }

    private void string(Node.Mapping tree, String key, Consumer<String> setting) {
        Node value = tree.get(key);
        if (value == null) {
            return;
        }
        if (!(value instanceof Node.Scalar scalar) || scalar.isNull()) {
            problem(value, key + " must be a string.", null);
            return;
        }
        try {
            setting.accept(scalar.text());
        } catch (IllegalArgumentException e) {
            problem(value, key + " is wrong: " + e.getMessage(), null);
        }
    }

    private void flag(Node.Mapping tree, String key, Consumer<Boolean> setting) {
        Node value = tree.get(key);
        if (value == null) {
            return;
        }
        if (value instanceof Node.Scalar scalar
                && (isTrue(scalar) || scalar.text().equals("false"))) {
            setting.accept(isTrue(scalar));
        } else {
            problem(value, key + " must be true or false.", null);
        }
    }

    private static boolean isTrue(Node.Scalar scalar) {
        return scalar.text().equals("true");
    }

    private boolean isList(Node.Mapping tree, String key) {
        Node value = tree.get(key);
        if (value != null && !(value instanceof Node.Sequence)) {
            problem(value, key + " must be a list.", null);
        }
        return value instanceof Node.Sequence;
    }

    private List<String> strings(Node.Mapping tree, String key) {
        List<String> texts = new ArrayList<>();
        if (isList(tree, key)) {
            for (Node element : tree.elements(key)) {
                if (element instanceof Node.Scalar scalar && !scalar.isNull()) {
                    texts.add(scalar.text());
                } else {
                    problem(element, "An element of " + key + " must be a string.", null);
                }
            }
        }
        return texts;
    }

    private void problem(Node place, String message, @Nullable String hint) {
        problems.add(Finding.error(RULE, "", message, hint).at(new Location(name, place.line(), place.column())));
    }
}
