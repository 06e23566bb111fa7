package io.github.keda4j.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that what {@code mvn} commands refer to exists: phases, goals and executions, profiles that CI runs,
 * modules, properties that a POM or a program reads, and tests.
 */
final class MavenCommands {

    private static final Set<String> PHASES =
            Set.of("clean", "validate", "compile", "test-compile", "test", "package", "verify", "install", "deploy");
    /** Goals of third-party plugins, by the prefix before the colon. */
    private static final Map<String, Set<String>> GOALS =
            Map.of("exec", Set.of("java", "exec"), "spotless", Set.of("apply", "check"), "dependency", Set.of("copy"));
    /** Properties of Maven and of its plugins. */
    private static final Set<String> PROPERTIES = Set.of(
            "skipTests",
            "test",
            "groups",
            "gpg.skip",
            "exec.args",
            "exec.mainClass",
            "maven.repo.local",
            "maven.test.skip",
            "surefire.failIfNoSpecifiedTests",
            "artifact",
            "outputDirectory");

    private static final Set<String> OPTIONS = Set.of("-q", "-B", "-ntp", "-am", "-amd", "-N", "-o", "-T1", "-f");
    private static final Pattern PROFILE =
            Pattern.compile("<profile>(?:\\s|<!--.*?-->)*<id>([^<]+)</id>", Pattern.DOTALL);

    private MavenCommands() {}

    static List<String> faults(Place place, Command command) throws IOException {
        List<String> faults = new ArrayList<>();
        for (Iterator<String> words = command.arguments().iterator(); words.hasNext(); ) {
            String word = words.next();
            if (word.startsWith("-D")) {
                String[] property = word.substring(2).split("=", 2);
                faults.addAll(property(place, property[0], property.length > 1 ? property[1] : ""));
            } else if (word.startsWith("-P")) {
                faults.addAll(profiles(place.root(), word.substring(2)));
            } else if (word.equals("-pl") && words.hasNext()) {
                faults.addAll(modules(place.root(), words.next()));
            } else if (word.startsWith("-")) {
                faults.addAll(known(OPTIONS.contains(word), "option", word));
            } else if (!Commands.PLACEHOLDER.matcher(word).matches()) {
                faults.addAll(goal(place, command, word));
            }
        }
        return faults;
    }

    private static List<String> goal(Place place, Command command, String word) {
        if (!word.contains(":")) {
            return known(PHASES.contains(word), "phase", word);
        }
        String prefix = word.substring(0, word.indexOf(':'));
        String goal = word.substring(word.indexOf(':') + 1).replaceFirst("@.*", "");
        if (prefix.equals("keda4j")) {
            return known(
                    Sources.all(place.root().resolve("keda4j-maven-plugin/src/main"), ".java")
                            .contains("@Mojo(name = \"" + goal + "\""),
                    "goal",
                    word);
        }
        boolean execution = !word.contains("@")
                || command.value("-pl")
                        .map(module -> Sources.text(place.root().resolve(module).resolve("pom.xml")))
                        .filter(pom -> pom.contains("<id>" + word.replaceFirst(".*@", "") + "</id>"))
                        .isPresent();
        return known(GOALS.getOrDefault(prefix, Set.of()).contains(goal) && execution, "goal", word);
    }

    /** A profile exists in the parent's POM, and CI runs it. */
    private static List<String> profiles(Path root, String names) throws IOException {
        Set<String> known = PROFILE.matcher(Files.readString(root.resolve("pom.xml")))
                .results()
                .map(profile -> profile.group(1))
                .collect(Collectors.toSet());
        String scripts = Sources.text(root.resolve(".ci/run")) + Sources.all(root.resolve("release"), ".sh");
        List<String> faults = new ArrayList<>();
        for (String name : names.split(",")) {
            faults.addAll(known(known.contains(name), "profile", name));
            if (!Pattern.compile("-P" + Pattern.quote(name) + "\\b")
                    .matcher(scripts)
                    .find()) {
                faults.add("No leg of .ci/run runs the profile " + name + ".");
            }
        }
        return faults;
    }

    private static List<String> modules(Path root, String names) {
        return Stream.of(names.split(","))
                .map(name -> name.replaceFirst("^!", ""))
                .filter(name -> !Commands.PLACEHOLDER.matcher(name).matches())
                .flatMap(name -> known(Files.exists(root.resolve(name).resolve("pom.xml")), "module", name).stream())
                .toList();
    }

    private static List<String> property(Place place, String name, String value) {
        Path root = place.root();
        if (name.equals("exec.mainClass")) {
            return known(
                    place.page().blocks().stream()
                            .anyMatch(block -> block.is("java") && block.text().contains("class " + value + " ")),
                    "class",
                    value);
        } else if (name.equals("test")) {
            return Stream.of(value.split(","))
                    .filter(test -> !Commands.PLACEHOLDER.matcher(test).matches())
                    .flatMap(test -> known(
                            Sources.files(root, ".java").stream().anyMatch(file -> file.endsWith(test + ".java")),
                            "test",
                            test)
                            .stream())
                    .toList();
        }
        return known(
                PROPERTIES.contains(name)
                        || Sources.all(root, "pom.xml").contains(name)
                        || Sources.all(root, ".java").contains("\"" + name + "\""),
                "property",
                name);
    }

    private static List<String> known(boolean is, String what, String name) {
        return is ? List.of() : List.of("Maven finds no " + what + " " + name + ".");
    }
}
