package io.github.keda4j.cli.lint;

import io.github.keda4j.cli.rules.LintRules;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.yaml.Manifests;
import io.github.keda4j.yaml.ParsedManifest;
import io.github.keda4j.yaml.tree.Node;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the manifests below a folder: files that end in {@code .yaml}, {@code .yml} or {@code .json}, in the order of
 * their names. It follows links, but not in cycles. It skips names that begin with a dot, {@code node_modules}, the
 * templates of Helm charts and the patches of kustomize, which are not manifests until these tools have rendered
 * them.
 */
final class InputFinder {

    private static final List<String> KUSTOMIZATIONS =
            List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private final Predicate<String> excluded;
    private final Consumer<Finding> findings;

    /**
     * Creates a finder.
     *
     * @param excluded which files to leave out, by their names in reports
     * @param findings receives what could not be read or was left out
     */
    InputFinder(Predicate<String> excluded, Consumer<Finding> findings) {
        this.excluded = excluded;
        this.findings = findings;
    }

    /** All inputs of an argument. A file that the user names is always read, whatever its extension. */
    List<Input> find(Path argument) {
        if (!Files.isDirectory(argument)) {
            return List.of(Input.named(argument));
        }
        Walk walk = new Walk();
        try {
            Files.walkFileTree(argument, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
        } catch (IOException e) {
            report(argument, e);
        }
        if (walk.isEmpty) {
            findings.accept(noManifest(Input.nameOf(argument)));
        }
        walk.found.removeIf(
                input -> walk.patches.contains(input.path().orElseThrow().normalize()));
        walk.found.sort((one, other) -> one.name().compareTo(other.name()));
        return walk.found;
    }

    private void report(Path path, IOException problem) {
        findings.accept(
                Files.isSymbolicLink(path) && !Files.exists(path)
                        ? brokenLink(Input.nameOf(path))
                        : unreadable(Input.nameOf(path), problem));
    }

    private static Finding noManifest(String name) {
        return LintRules.NOTHING.in(
                name.isEmpty() ? "." : name,
                "The folder has no file that ends in .yaml, .yml or .json.",
                "Check the path.");
    }

    private static Finding brokenLink(String name) {
        return LintRules.UNREADABLE.in(
                name,
                name + " is a link to a file that does not exist.",
                "Fix the link or remove it, or leave it out with --exclude.");
    }

    static Finding unreadable(String name, IOException problem) {
        String shown = name.isEmpty() ? "." : name;
        String message;
        String hint = null;
        if (problem instanceof NoSuchFileException) {
            message = "The file " + shown + " does not exist.";
            hint = "Check the path.";
        } else if (problem instanceof AccessDeniedException) {
            message = "You may not read " + shown + ".";
            hint = "Change its permissions, or leave it out with --exclude.";
        } else {
            message = "The file " + shown + " cannot be read: " + problem.getMessage() + ".";
        }
        return LintRules.UNREADABLE.in(shown, message, hint);
    }

    /** A pipe in a folder is not read, because reading would block forever if nothing writes to it. */
    private static Finding notAFile(String name) {
        return LintRules.UNREADABLE.in(
                name,
                name + " is a pipe or a device, not a file. It was not read.",
                "Leave it out with --exclude, or name it on the command line to read it.");
    }

    private final class Walk extends SimpleFileVisitor<Path> {

        final List<Input> found = new ArrayList<>();
        final Set<Path> patches = new HashSet<>();
        /** Whether there is neither a manifest nor a reason why there is none, even among what the user leaves out. */
        boolean isEmpty = true;

        private final Deque<String> bundles = new ArrayDeque<>(List.of(""));
        private int depth;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (depth > 0 && isHidden(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (depth > 0 && excluded.test(Input.nameOf(folder))) {
                isEmpty = false;
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (Files.isRegularFile(folder.resolve("Chart.yaml"))) {
                String name = Input.nameOf(folder);
                String shown = name.isEmpty() ? "." : name;
                findings.accept(LintRules.HELM_CHART.in(
                        shown,
                        shown + " is a Helm chart. Its templates are not manifests until Helm renders them.",
                        "Check the rendered manifests: helm template " + shown + " | keda4j lint -."));
                isEmpty = false;
                return FileVisitResult.SKIP_SUBTREE;
            }
            depth++;
            bundles.push(bundleOf(folder));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) {
            depth--;
            bundles.pop();
            if (problem != null) {
                report(folder, problem);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            isEmpty &= !isManifest(name);
            if (isManifest(name) && !KUSTOMIZATIONS.contains(name) && !excluded.test(Input.nameOf(file))) {
                if (attributes.isRegularFile()) {
                    found.add(Input.found(file, bundles.element()));
                } else {
                    // Links are followed, so a remaining link is broken.
                    String shown = Input.nameOf(file);
                    findings.accept(attributes.isSymbolicLink() ? brokenLink(shown) : notAFile(shown));
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) {
            if (!(problem instanceof FileSystemLoopException) && !isHidden(file) && !isDanglingLink(file)) {
                isEmpty = false;
                report(file, problem);
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean isDanglingLink(Path file) {
            return Files.isSymbolicLink(file) && !isManifest(String.valueOf(file.getFileName()));
        }

        /** The bundle of a file: a folder with a kustomization is applied as a separate bundle. */
        private String bundleOf(Path folder) {
            for (String name : KUSTOMIZATIONS) {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file)) {
                    readPatches(folder, file);
                    return Input.nameOf(folder);
                }
            }
            return bundles.element();
        }

        private void readPatches(Path folder, Path kustomization) {
            try {
                for (ParsedManifest object : Manifests.parse(kustomization)) {
                    for (Node patch : object.tree().elements("patches")) {
                        if (patch instanceof Node.Mapping mapping) {
                            addPatch(folder, mapping.text("path"));
                        }
                    }
                    for (Node patch : object.tree().elements("patchesStrategicMerge")) {
                        addPatch(folder, patch instanceof Node.Scalar scalar ? scalar.text() : null);
                    }
                }
            } catch (IOException e) {
                report(kustomization, e);
            }
        }

        private void addPatch(Path folder, @Nullable String name) {
            if (name == null || name.isEmpty() || name.indexOf('\n') >= 0 || name.indexOf('\0') >= 0) {
                return;
            }
            Path patch = folder.resolve(name).normalize();
            if (Files.isRegularFile(patch) && patches.add(patch)) {
                String shown = Input.nameOf(folder);
                findings.accept(LintRules.KUSTOMIZE_PATCH.in(
                        Input.nameOf(patch),
                        "This file is a patch, which is not a whole object.",
                        "Check the result of kustomize: kubectl kustomize " + (shown.isEmpty() ? "." : shown)
                                + " | keda4j lint -."));
            }
        }
    }

    private static boolean isHidden(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.equals("node_modules") || (name.startsWith(".") && !name.equals(".") && !name.equals(".."));
    }

    private static boolean isManifest(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith(".") && (lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".json"));
    }
}
