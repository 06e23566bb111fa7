package io.github.keda4j.documentation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Checks that our artifacts in an XML block exist, in the version of the repository. */
final class Coordinates {

    private static final Pattern ARTIFACT =
            Pattern.compile("<groupId>io\\.github\\.keda4j</groupId>\\s*<artifactId>([^<]+)</artifactId>");
    private static final Pattern VERSION = Pattern.compile(
            "<keda4j\\.version>([^<]+)</keda4j\\.version>"
                    + "|<groupId>io\\.github\\.keda4j</groupId>\\s*<artifactId>[^<]+</artifactId>\\s*<version>([^<$]+)</version>");

    private Coordinates() {}

    static List<Problem> check(Page page) throws IOException {
        List<Problem> problems = new ArrayList<>();
        List<Block> blocks =
                page.blocks().stream().filter(block -> block.is("xml")).toList();
        Set<String> artifacts =
                blocks.isEmpty() ? Set.of() : Pom.modules(page.root()).keySet();
        for (Block block : blocks) {
            for (String artifact : groups(ARTIFACT, block)) {
                if (!artifacts.contains(artifact)) {
                    problems.add(page.problem(block, "There is no artifact " + artifact + "."));
                }
            }
            for (String version : groups(VERSION, block)) {
                String current = current(page.root());
                if (!version.equals(current)) {
                    problems.add(
                            page.problem(block, "The version is " + version + ", but it must be " + current + "."));
                }
            }
        }
        return problems;
    }

    /** The version that a reader can use: the last release, or the version of the sources if there is none yet. */
    private static String current(Path root) throws IOException {
        Pom pom = Pom.read(root);
        return pom.children("properties").stream()
                .map(properties -> properties.text("keda4j.lastRelease"))
                .filter(last -> !last.isEmpty()
                        && !last.equals("none")
                        && pom.text("version").endsWith("-SNAPSHOT"))
                .findFirst()
                .orElse(pom.text("version"));
    }

    private static List<String> groups(Pattern pattern, Block block) {
        return pattern.matcher(block.text())
                .results()
                .map((MatchResult match) -> match.group(match.group(1) == null ? 2 : 1))
                .toList();
    }
}
