package io.github.keda4j.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the pages of this project say is correct. */
class DocumentationTest {

    @TestFactory
    Stream<DynamicTest> aPageSaysWhatIsSo(@TempDir Path work) throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        return Documentation.check(root, work).entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(
                        page.getKey(), () -> assertThat(page.getValue()).isEmpty()));
    }
}
