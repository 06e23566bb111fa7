package io.github.keda4j.documentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The current folder of a reader who types the commands of a page: the repository, the page's folder, or the target
 * of {@code cd}.
 */
final class Place {

    private final Page page;
    private @Nullable Path folder;
    private boolean cloned;

    Place(Page page) {
        this.page = page;
    }

    Path root() {
        return page.root();
    }

    Page page() {
        return page;
    }

    /** A clone of the repository is in the reader's current folder. */
    void cloned() {
        cloned = true;
    }

    List<String> enter(String name) {
        if (cloned && name.equals("keda4j")) {
            folder = page.root();
            return List.of();
        }
        Optional<Path> found = find(name, Files::isDirectory);
        found.ifPresent(path -> folder = path);
        return found.isPresent() ? List.of() : List.of("There is no folder " + name + ".");
    }

    List<String> lacks(String name) {
        return source(name).isPresent() ? List.of() : List.of("There is no file " + name + ".");
    }

    /** The file with that name; for build output, the POM or the source folder from which it is built. */
    Optional<Path> source(String name) {
        Optional<Path> file = find(name, path -> Files.isRegularFile(path) && !Sources.isMade(root(), path));
        if (file.isPresent() || Commands.PLACEHOLDER.matcher(name).matches()) {
            return file;
        } else if (name.contains("/target/")) {
            String built = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.\\w+$", "");
            return find(
                    name.substring(0, name.indexOf("/target/")) + "/pom.xml",
                    pom -> Files.exists(pom) && Sources.text(pom).contains(built));
        } else if (name.matches("(.*/)?bin/[\\w.-]+")) {
            return find(name.replaceFirst("(^|/)bin/[\\w.-]+$", "$1."), path -> Files.exists(path.resolve("main.go")));
        }
        return Optional.empty();
    }

    private Optional<Path> find(String name, Predicate<Path> wanted) {
        Stream<Path> from = folder != null
                ? Stream.of(folder)
                : Stream.of(page.root(), page.root().resolve(page.name()).getParent());
        return from.map(path -> path.resolve(name).normalize()).filter(wanted).findFirst();
    }
}
