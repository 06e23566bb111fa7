package io.github.keda4j.documentation;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Checks what Markdown pages say. The checks of a block follow from its language and from HTML comments in front of
 * it:
 *
 * <ul>
 *   <li>{@code java} with a type is compiled, in a package of the page; its main method is run with a folder as argument, and its
 *       JUnit tests are run.
 *   <li>{@code java} without a type is compiled as statements, with the variables of {@code <!-- given: Type name, ... -->}. Without
 *       that comment it is run.
 * <li>{@code text}, and any block with {@code <!-- output -->}, is the output of the program before it;
 * {@code <!-- output: begins -->} and {@code <!-- output: contains -->} require only a part of it. Files between the
 * two are written before the program runs. <li>{@code sh}, and commands in code within a line, are checked against
 * the programs: see {@link Commands}. {@code <!-- run -->} runs the block, which must call only {@code keda4j};
 * {@code <!-- run: 1 -->} names the exit code. {@code console} is its output. <li>{@code <!-- like: path -->}: the
 * lines are in that file, apart from numbers; the file is the test of the program that prints them. <li>{@code
 * <!-- paths: folder -->}: the file that each line names in its first column exists in the folder. <li>{@code <!--
 *   chart: path -->}: the picture there is drawn from the output, which lists scaling decisions. <li>{@code <!--
 *   unchecked: reason -->} says why an output is not compared. <li>{@code yaml} with an apiVersion is valid for
 *   KEDA; {@code <!-- finding: rule -->} names the findings that it must give. <li>{@code json} and {@code xml} are
 * well-formed, our artifacts and versions in XML exist, and guides add no dependency that their project has. <li>{@code <!-- file: name -->} writes any block to the
 *   folder that is passed to programs. <li>{@code <!-- from: path -->} makes a block an excerpt of a file of the
 *   repository, which is tested in its own place.
 * </ul>
 */
final class Documentation {

    private static final List<String> GENERATED =
            List.of("docs/triggers/", "docs/decisions/", "docs/rules/", "docs/schemas/");

    private Documentation() {}

    /** The problems of each page, by its name. */
    static Map<String, List<Problem>> check(Path root, Path work) throws IOException {
        List<Page> pages = new ArrayList<>();
        for (Path file : files(root)) {
            pages.add(Page.read(root, file));
        }
        Map<String, List<Problem>> problems = new LinkedHashMap<>();
        for (Page page : pages) {
            List<Problem> own = problems.computeIfAbsent(page.name(), name -> new ArrayList<>());
            own.addAll(Links.check(page));
            own.addAll(Rules.check(page));
            own.addAll(Blocks.check(page));
            own.addAll(Coordinates.check(page));
            own.addAll(AddedDependencies.check(page));
            own.addAll(Commands.check(page));
            own.addAll(Fences.check(page));
        }
        Path classes = Files.createDirectories(work.resolve("classes"));
        List<Problem> errors = Programs.compile(pages, classes);
        errors.forEach(error -> problems.get(error.page()).add(error));
        if (errors.isEmpty()) {
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {classes.toUri().toURL()}, Documentation.class.getClassLoader())) {
                for (Page page : pages) {
                    Path folder = Files.createDirectories(work.resolve(page.packageName()));
                    problems.get(page.name()).addAll(new PageRun(page, loader, folder).problems());
                }
            }
        }
        return problems;
    }

    private static Iterable<Path> files(Path root) throws IOException {
        TreeSet<Path> files = new TreeSet<>();
        try (Stream<Path> readmes = Files.find(
                root,
                3,
                (file, attributes) -> file.endsWith("README.md") || file.equals(root.resolve("CONTRIBUTING.md")))) {
            readmes.filter(file -> !Sources.isMade(root, file)).forEach(files::add);
        }
        Path docs = root.resolve("docs");
        if (Files.isDirectory(docs)) {
            try (Stream<Path> pages =
                    Files.find(docs, 9, (file, attributes) -> file.toString().endsWith(".md"))) {
                pages.forEach(files::add);
            }
        }
        files.removeIf(file ->
                GENERATED.stream().anyMatch(root.relativize(file).toString().replace('\\', '/')::startsWith));
        return files;
    }
}
