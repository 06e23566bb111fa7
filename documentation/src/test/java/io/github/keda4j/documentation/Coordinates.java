package io.github.keda4j.documentation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Artifacts of ours that a block of XML asks for exist, in the version that the repository has. */
final class Coordinates {

    private static final Pattern ARTIFACT =
            Pattern.compile("<groupId>io\\.github\\.keda4j</groupId>\\s*<artifactId>([^<]+)</artifactId>");
    private static final Pattern VERSION = Pattern.compile("<keda4j\\.version>([^<]+)</keda4j\\.version>");

    private Coordinates() {}

    static List<Problem> check(Page page) throws IOException {
        List<Problem> problems = new ArrayList<>();
        Set<String> artifacts = Pom.modules(page.root()).keySet();
        for (Block block :
                page.blocks().stream().filter(block -> block.is("xml")).toList()) {
            for (String artifact : groups(ARTIFACT, block)) {
                if (!artifacts.contains(artifact)) {
                    problems.add(page.problem(block, "There is no artifact " + artifact + "."));
                }
            }
            for (String version : groups(VERSION, block)) {
                String own = Pom.read(page.root()).text("version");
                if (!version.equals(own)) {
                    problems.add(page.problem(block, "The version is " + version + ", but this is " + own + "."));
                }
            }
        }
        return problems;
    }

    private static List<String> groups(Pattern pattern, Block block) {
        return pattern.matcher(block.text())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
