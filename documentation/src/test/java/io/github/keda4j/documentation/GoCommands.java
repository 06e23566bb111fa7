package io.github.keda4j.documentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks what {@code go} commands refer to: subcommands, tests, module files, and flags that the tests define. */
final class GoCommands {

    private static final Set<String> VERBS = Set.of("test", "list", "mod", "build", "run");
    private static final Set<String> FLAGS = Set.of("timeout", "run", "modfile", "tags", "count", "m", "f");

    private GoCommands() {}

    static List<String> faults(Place place, Command command) {
        List<String> faults = new ArrayList<>();
        if (!VERBS.contains(command.arguments().get(0))) {
            faults.add("Nothing here checks go " + command.arguments().get(0) + ".");
        }
        Path judge = place.root().resolve("judge");
        String sources = Sources.text(judge);
        command.value("-modfile")
                .filter(name -> !Commands.PLACEHOLDER.matcher(name).matches())
                .filter(name -> !Files.exists(judge.resolve(name)))
                .ifPresent(name -> faults.add("There is no file " + name + "."));
        command.value("-run")
                .filter(name -> !sources.contains("func " + name))
                .ifPresent(name -> faults.add("There is no test " + name + "."));
        for (String word : command.arguments()) {
            String flag = word.replaceFirst("=.*", "").replaceFirst("^--?", "");
            if (word.startsWith("-") && !FLAGS.contains(flag) && !sources.contains("\"" + flag + "\"")) {
                faults.add("go " + command.arguments().get(0) + " does not know " + word + ".");
            }
        }
        return faults;
    }
}
