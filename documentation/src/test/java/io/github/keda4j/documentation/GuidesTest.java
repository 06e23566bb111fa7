package io.github.keda4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows getting started and each guide as a new user would: in an empty folder, with Maven in a separate process,
 * and with only what the pages say. {@code -Dguides.repository=FOLDER} names the local Maven repository that has
 * keda4j installed.
 */
@EnabledIfSystemProperty(named = "guides.repository", matches = ".+")
class GuidesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TestFactory
    Stream<DynamicTest> aGuideLeadsWhereItSays(@TempDir Path work) throws IOException {
        Page first = Page.read(ROOT, ROOT.resolve(AddedDependencies.FIRST));
        String wanted = System.getProperty("guides.only", "");
        return pages().stream()
                .filter(page ->
                        page.name().contains(wanted) && page.blocks().stream().anyMatch(GuideProject::isUsed))
                .map(page -> DynamicTest.dynamicTest(page.name(), () -> {
                    GuideProject project = new GuideProject(page, first, work.resolve(page.packageName()));
                    assertThat(project.problems()).isEmpty();
                }));
    }

    private static List<Page> pages() throws IOException {
        try (Stream<Path> guides = Files.list(ROOT.resolve("docs/guides"))) {
            List<Path> files = Stream.concat(
                            Stream.of(ROOT.resolve(AddedDependencies.FIRST)),
                            guides.filter(file -> file.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
            List<Page> pages = new ArrayList<>();
            for (Path file : files) {
                pages.add(Page.read(ROOT, file));
            }
            return pages;
        }
    }
}
