package io.github.keda4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The diagram of the modules contains the modules of the POMs, and an arrow for each compile dependency. */
class ArchitectureTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern NODE = Pattern.compile("(\\w+)\\[([\\w-]+)]");
    private static final Pattern ARROW = Pattern.compile("(\\w+)(?:\\[[\\w-]+])? --> (\\w+)");

    @Test
    void thePictureIsThatOfThePoms() throws IOException {
        String picture = picture();
        Map<String, String> names = new HashMap<>();
        NODE.matcher(picture).results().forEach(node -> names.put(node.group(1), node.group(2)));
        TreeSet<String> drawn = new TreeSet<>(names.values());
        Matcher arrows = ARROW.matcher(picture);
        while (arrows.find()) {
            drawn.add(names.get(arrows.group(1)) + " --> " + names.get(arrows.group(2)));
        }

        assertThat(drawn).containsExactlyInAnyOrderElementsOf(modules());
    }

    private static String picture() throws IOException {
        return Page.read(ROOT, ROOT.resolve("docs/architecture.md")).blocks().stream()
                .filter(block -> block.is("mermaid"))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** Each module with code, and its arrows. */
    private static TreeSet<String> modules() throws IOException {
        Map<String, String> folders = Pom.modules(ROOT);
        TreeSet<String> found = new TreeSet<>();
        for (String folder : folders.values()) {
            if (Files.exists(ROOT.resolve(folder).resolve("src/main"))) {
                found.add(folder);
                for (Pom dependencies : Pom.read(ROOT.resolve(folder)).children("dependencies")) {
                    for (Pom dependency : dependencies.children("dependency")) {
                        String target = folders.get(dependency.text("artifactId"));
                        if (target != null && !dependency.text("scope").equals("test")) {
                            found.add(folder + " --> " + target);
                        }
                    }
                }
            }
        }
        return found;
    }
}
