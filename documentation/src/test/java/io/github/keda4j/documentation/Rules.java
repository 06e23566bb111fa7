package io.github.keda4j.documentation;

import io.github.keda4j.validator.KedaRules;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks that the validator's rules named in a text exist, or are findings of a manifest on the same page. */
final class Rules {

    private static final Set<String> KNOWN =
            KedaRules.all().stream().map(rule -> rule.id()).collect(Collectors.toSet());

    /** A text that looks like a rule, because it begins like one. */
    private static final Pattern RULE = Pattern.compile("`((?:"
            + KNOWN.stream()
                    .map(rule -> rule.substring(0, rule.indexOf('-')))
                    .filter(part -> !part.equals("keda"))
                    .distinct()
                    .collect(Collectors.joining("|"))
            + ")-[a-z-]+)`");

    private Rules() {}

    static List<Problem> check(Page page) {
        List<Problem> problems = new ArrayList<>();
        Set<String> shown = page.blocks().stream()
                .flatMap(block -> block.findings().stream())
                .collect(Collectors.toSet());
        page.prose().forEach((line, text) -> {
            Matcher rule = RULE.matcher(text);
            while (rule.find()) {
                String name = rule.group(1);
                if (!KNOWN.contains(name)
                        && !shown.contains(name)
                        && !Files.exists(page.root().resolve(name))) {
                    problems.add(page.problem(line, "There is no rule " + name + "."));
                }
            }
        });
        return problems;
    }
}
