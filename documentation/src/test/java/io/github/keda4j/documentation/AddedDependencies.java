package io.github.keda4j.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that pages add no dependency that the project of getting started has. Maven would use the later one, with its
 * scope, so that the project may no longer compile.
 */
final class AddedDependencies {

    static final String FIRST = "docs/getting-started.md";

    private static final String PROJECT = "getting-started.md#2-make-a-project";
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL);
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

    private AddedDependencies() {}

    static List<Problem> check(Page page) throws IOException {
        Path first = page.root().resolve(FIRST);
        boolean continues = page.prose().values().stream().anyMatch(line -> line.contains(PROJECT));
        if (!continues || !Files.exists(first)) {
            return List.of();
        }
        Set<String> there = in(pom(Page.read(page.root(), first)))
                .map(AddedDependencies::artifact)
                .collect(Collectors.toSet());
        return page.blocks().stream()
                .filter(block -> block.is("xml"))
                .flatMap(block -> in(block)
                        .map(AddedDependencies::artifact)
                        .filter(there::contains)
                        .map(artifact -> page.problem(
                                block, "The project of " + FIRST + " already depends on " + artifact + ".")))
                .toList();
    }

    /** The POM of getting started. */
    static Block pom(Page first) {
        return first.blocks().stream()
                .filter(block -> block.note("file").filter("pom.xml"::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    /** The dependencies of a block. */
    static Stream<String> in(Block block) {
        return DEPENDENCY.matcher(block.text()).results().map(MatchResult::group);
    }

    private static String artifact(String dependency) {
        return ARTIFACT.matcher(dependency)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElse("");
    }
}
