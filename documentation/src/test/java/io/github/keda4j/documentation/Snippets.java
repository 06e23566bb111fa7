package io.github.keda4j.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns statements into a class, with the given variables and the imports that a reader would add. */
final class Snippets {

    private static final Pattern IMPORT = Pattern.compile("^import [^;]+;", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])[A-Z]\\w*");

    /**
     * The packages in which a name is searched, in this order; our own come between the JDK's and those of third
     * parties.
     */
    private static final List<String> JDK = List.of(
            "java.util",
            "java.time",
            "java.nio.file",
            "java.util.concurrent",
            "java.util.stream",
            "java.net",
            "java.io");

    private static final List<String> OTHERS = List.of(
            "io.fabric8.kubernetes.api.model",
            "io.fabric8.kubernetes.api.model.apps",
            "io.fabric8.kubernetes.client",
            "io.fabric8.kubernetes.client.utils",
            "software.amazon.awssdk.regions",
            "software.amazon.awssdk.services.eks",
            "software.amazon.awssdk.services.iam",
            "software.amazon.awssdk.services.sqs",
            "software.amazon.awssdk.services.sts",
            "software.amazon.awssdk.http.urlconnection");

    private static final List<String> PACKAGES =
            Stream.of(JDK, ours(), OTHERS).flatMap(List::stream).toList();

    private Snippets() {}

    static String className(Block block) {
        return "Snippet" + block.line();
    }

    /**
     * A class with the same line numbers as the block. Guides are followed literally: their statements include the
     * imports that they need, except those for given variables.
     */
    static String source(Page page, Block block) {
        String given = block.note("given").orElse("");
        String written =
                IMPORT.matcher(block.text()).results().map(MatchResult::group).collect(Collectors.joining(" "));
        String statements = IMPORT.matcher(block.text()).replaceAll("");
        String imports = NAME.matcher(page.name().startsWith("docs/guides/") ? given : given + " " + statements)
                .results()
                .map(MatchResult::group)
                .distinct()
                .filter(name -> !written.contains("." + name + ";"))
                .flatMap(Snippets::imported)
                .collect(Collectors.joining(" "));
        return written + imports + " public class " + className(block) + " { public static void run(" + given
                + ") throws Exception { " + statements + "} }";
    }

    private static Stream<String> imported(String name) {
        return PACKAGES.stream()
                .filter(candidate -> exists(candidate + "." + name))
                .limit(1)
                .map(found -> "import " + found + "." + name + ";");
    }

    private static boolean exists(String className) {
        try {
            Class.forName(className, false, Snippets.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            return false;
        }
    }

    /** The public packages of this project. */
    private static List<String> ours() {
        TreeSet<String> packages = new TreeSet<>();
        for (String entry :
                System.getProperty("java.class.path").split(Pattern.quote(System.getProperty("path.separator")))) {
            Path path = Path.of(entry);
            try {
                if (Files.isDirectory(path)) {
                    addPackages(path, packages);
                } else if (path.toString().contains("keda") || path.toString().contains("podidentity")) {
                    try (FileSystem jar = FileSystems.newFileSystem(path)) {
                        addPackages(jar.getPath("/"), packages);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(packages);
    }

    private static void addPackages(Path root, TreeSet<String> packages) throws IOException {
        Path ours = root.resolve("io/github/keda4j");
        if (Files.isDirectory(ours)) {
            try (Stream<Path> files = Files.walk(ours)) {
                files.filter(file -> file.toString().endsWith(".class"))
                        .map(file -> root.relativize(file.getParent())
                                .toString()
                                .replace('\\', '/')
                                .replace('/', '.'))
                        .filter(name -> !name.contains(".internal") && !name.contains(".documentation"))
                        .forEach(packages::add);
            }
        }
    }
}
