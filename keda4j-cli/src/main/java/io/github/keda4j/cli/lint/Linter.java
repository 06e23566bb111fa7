package io.github.keda4j.cli.lint;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Location;
import io.github.keda4j.validator.ClusterState;
import io.github.keda4j.validator.KedaValidator;
import io.github.keda4j.validator.Suppression;
import io.github.keda4j.validator.Unchecked;
import io.github.keda4j.validator.ValidationReport;
import io.github.keda4j.yaml.Manifests;
import io.github.keda4j.yaml.ParsedManifest;
import io.github.keda4j.yaml.ParsedManifests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks files and folders. Each argument is a bundle: objects that are applied together. A folder with a
 * kustomization is a separate bundle. The same object in two files of a bundle is treated as an overlay, and reported
 * with a note.
 */
public final class Linter {

    /** Reading fewer files than this takes less time than starting further threads. */
    private static final int WORTH_THREADS = 24;

    private final LintSettings settings;
    private final IntConsumer progress;
    private final boolean withBaseline;

    private Linter(LintSettings settings, IntConsumer progress, boolean withBaseline) {
        this.settings = settings;
        this.progress = progress;
        this.withBaseline = withBaseline;
    }

    /**
     * {@return a linter}
     *
     * @param settings what to check, and how
     */
    public static Linter of(LintSettings settings) {
        return new Linter(settings, files -> {}, true);
    }

    /**
     * {@return the same linter, but reporting its progress}
     *
     * @param newProgress receives the number of files read so far, from any thread
     */
    public Linter withProgress(IntConsumer newProgress) {
        return new Linter(settings, newProgress, withBaseline);
    }

    /** {@return the same linter, but ignoring the baseline, to write a new one} */
    public Linter withoutBaseline() {
        return new Linter(settings, progress, false);
    }

    /**
     * Checks files and folders.
     *
     * @param arguments files and folders; a missing one is a finding
     * @param standardInput read if an argument is {@code -}
     * @return what was found
     * @throws IOException if the file with the objects of the cluster, the baseline or standard input cannot be read
     */
    public LintReport lint(List<Path> arguments, InputStream standardInput) throws IOException {
        Path baseline = withBaseline ? settings.baseline().orElse(null) : null;
        Run run = new Run(baseline == null ? null : Baseline.read(baseline).sieve());
        ClusterState cluster = cluster();
        Map<String, List<Input>> bundles = new LinkedHashMap<>();
        InputFinder finder = new InputFinder(excluded(), run::add);
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < arguments.size(); i++) {
            List<Input> found = arguments.get(i).toString().equals("-")
                    ? List.of(InputReader.readStream(standardInput))
                    : finder.find(arguments.get(i));
            for (Input input : found) {
                if (seen.add(input.name())) {
                    String bundle = settings.isOneBundle() ? "" : i + "\n" + input.bundle();
                    bundles.computeIfAbsent(bundle, key -> new ArrayList<>()).add(input);
                }
            }
        }
        for (List<Input> bundle : bundles.values()) {
            run.check(read(bundle), cluster);
        }
        return run.report();
    }

    private KedaValidator validator(ClusterState cluster) {
        return KedaValidator.builder()
                .version(settings.kedaVersion())
                .strict(settings.isStrict())
                .parallel(true)
                .namespace(settings.namespace())
                .cluster(cluster)
                .build();
    }

    private ClusterState cluster() throws IOException {
        Path file = settings.clusterState().orElse(null);
        if (file == null) {
            return ClusterState.unknown();
        }
        ParsedManifests objects = Manifests.parse(file);
        if (objects.findings().hasErrors()) {
            throw new IOException("The file of the cluster's objects cannot be read. "
                    + objects.findings().asList().get(0));
        }
        ClusterState state = ClusterState.of(objects);
        return settings.isClusterStateComplete() ? state.complete() : state;
    }

    private Predicate<String> excluded() {
        List<PathMatcher> patterns =
                settings.excludes().stream().map(Linter::pattern).toList();
        return name -> matchesAny(patterns, name);
    }

    /** A glob in its common meaning: a leading double star also matches zero folders. */
    static PathMatcher pattern(String glob) {
        PathMatcher whole = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        if (!glob.startsWith("**/")) {
            return whole;
        }
        PathMatcher top = FileSystems.getDefault().getPathMatcher("glob:" + glob.substring(3));
        return path -> whole.matches(path) || top.matches(path);
    }

    private static boolean matchesAny(List<PathMatcher> patterns, String name) {
        if (patterns.isEmpty()) {
            return false;
        }
        Path path = Path.of(name);
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private List<InputReader.Text> read(List<Input> inputs) {
        if (inputs.size() < WORTH_THREADS) {
            List<InputReader.Text> texts = new ArrayList<>(inputs.size());
            for (Input input : inputs) {
                texts.add(read(input));
            }
            return texts;
        }
        InputReader.Text[] texts = new InputReader.Text[inputs.size()];
        IntStream.range(0, texts.length).parallel().forEach(i -> texts[i] = read(inputs.get(i)));
        return List.of(texts);
    }

    private InputReader.Text read(Input input) {
        InputReader.Text text = InputReader.read(input);
        progress.accept(1);
        return text;
    }

    /** One run, which checks bundle by bundle. */
    private final class Run {

        private final List<Input> inputs = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private final List<Suppression> suppressed = new ArrayList<>();
        private final List<Unchecked> unchecked = new ArrayList<>();
        private final Baseline.@Nullable Sieve sieve;
        private final List<RuleOff> rulesOff =
                settings.rulesOff().stream().map(RuleOff::of).toList();
        private int objects;
        private int kedaObjects;
        private int inBaseline;

        Run(Baseline.@Nullable Sieve sieve) {
            this.sieve = sieve;
        }

        void check(List<InputReader.Text> texts, ClusterState cluster) {
            List<ParsedManifests> manifests = new ArrayList<>();
            for (InputReader.Text text : texts) {
                if (text.isNone()) {
                    continue;
                }
                inputs.add(text.input());
                manifests.add(text.manifests());
                for (ParsedManifest object : text.manifests()) {
                    objects++;
                    kedaObjects += TextChecks.isKeda(object) ? 1 : 0;
                }
            }
            Variants variants = settings.isOneBundle() ? Variants.none(manifests) : Variants.of(texts);
            variants.notes().forEach(this::add);
            check(variants.shared(), validator(cluster));
            ParsedManifests[] shared = variants.shared().toArray(new ParsedManifests[0]);
            for (List<ParsedManifests> variant : variants.variants()) {
                check(variant, validator(cluster.and(shared)));
            }
        }

        private void check(List<ParsedManifests> manifests, KedaValidator validator) {
            ValidationReport report = validator.validate(manifests.toArray(new ParsedManifests[0]));
            report.findings().forEach(this::add);
            suppressed.addAll(report.suppressed());
            unchecked.addAll(report.unchecked());
        }

        void add(Finding finding) {
            String reason = reasonToLeaveOut(finding);
            if (reason != null) {
                suppressed.add(new Suppression(finding, reason));
            } else if (sieve != null && sieve.holdsBack(finding)) {
                inBaseline++;
                suppressed.add(new Suppression(finding, "in the baseline"));
            } else {
                findings.add(finding);
            }
        }

        private @Nullable String reasonToLeaveOut(Finding finding) {
            for (RuleOff off : rulesOff) {
                if (off.isAbout(finding)) {
                    return off.rule.reason();
                }
            }
            return null;
        }

        LintReport report() {
            return new LintReport(
                    settings.kedaVersion(),
                    settings.failOn(),
                    inputs,
                    objects,
                    kedaObjects,
                    inOrderOfFiles(),
                    suppressed,
                    inBaseline,
                    sieve == null ? 0 : sieve.unused(),
                    unchecked);
        }

        /**
         * The findings about texts come before those about objects; they are sorted so that those about the same text
         * appear together.
         */
        private List<Finding> inOrderOfFiles() {
            Map<String, List<Finding>> byFile = new LinkedHashMap<>();
            for (Input input : inputs) {
                byFile.put(input.name(), new ArrayList<>(0));
            }
            for (Finding finding : findings) {
                String file = finding.location().map(Location::file).orElse("");
                byFile.computeIfAbsent(file, key -> new ArrayList<>()).add(finding);
            }
            List<Finding> sorted = new ArrayList<>(findings.size());
            byFile.values().forEach(sorted::addAll);
            return sorted;
        }
    }

    private record RuleOff(LintSettings.RuleOff rule, List<PathMatcher> files) {

        static RuleOff of(LintSettings.RuleOff rule) {
            return new RuleOff(rule, rule.files().stream().map(Linter::pattern).toList());
        }

        boolean isAbout(Finding finding) {
            return rule.rule().equals(finding.rule())
                    && (files.isEmpty()
                            || matchesAny(
                                    files,
                                    finding.location().map(Location::file).orElse("")));
        }
    }
}
