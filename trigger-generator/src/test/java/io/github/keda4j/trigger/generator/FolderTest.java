package io.github.keda4j.trigger.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {

    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    @TempDir
    Path root;

    @Test
    void aFileThatHasItsTextIsNotWrittenAgain() throws IOException {
        Folder folder = Folder.of(root.resolve("out"));
        folder.write(Map.of("a/A.java", "one", "b/B.java", "two"));
        Files.setLastModifiedTime(root.resolve("out/a/A.java"), LONG_AGO);
        Files.setLastModifiedTime(root.resolve("out/b/B.java"), LONG_AGO);

        folder.write(Map.of("a/A.java", "one", "b/B.java", "three"));

        assertThat(Files.getLastModifiedTime(root.resolve("out/a/A.java"))).isEqualTo(LONG_AGO);
        assertThat(root.resolve("out/b/B.java")).hasContent("three");
    }

    @Test
    void aFileThatIsNoLongerMadeIsDeleted() {
        Folder folder = Folder.of(root);
        folder.write(Map.of("A.java", "one", "B.java", "two"));
        folder.write(Map.of("B.java", "two"));

        assertThat(root).isDirectoryNotContaining("glob:**A.java").isDirectoryContaining("glob:**B.java");
    }

    @Test
    void generatingTwiceGivesTheSameBytes() throws IOException {
        for (String name : new String[] {"one", "two"}) {
            TriggerGenerator.main(new String[] {
                RealCatalogue.FOLDER.toString(), root.resolve(name).toString()
            });
        }

        Path one = root.resolve("one/io/github/keda4j/trigger");
        try (var files = Files.list(one)) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(
                                    root.resolve("two/io/github/keda4j/trigger").resolve(file.getFileName()))
                            .hasSameBinaryContentAs(file));
        }
    }
}
