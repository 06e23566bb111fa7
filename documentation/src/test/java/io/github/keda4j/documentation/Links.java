package io.github.keda4j.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Checks that relative links lead to files of the repository, and their fragments to headings. */
final class Links {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)(?: \"[^\"]*\")?\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern SCHEME = Pattern.compile("[a-z]+:.*");

    private Links() {}

    static List<Problem> check(Page page) throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (var line : page.prose().entrySet()) {
            String text = CODE.matcher(line.getValue()).replaceAll("code");
            for (String link :
                    LINK.matcher(text).results().map(match -> match.group(1)).toList()) {
                if (!SCHEME.matcher(link).matches()) {
                    String fault = fault(page, link);
                    if (!fault.isEmpty()) {
                        problems.add(page.problem(line.getKey(), "The link " + link + " " + fault));
                    }
                }
            }
        }
        return problems;
    }

    private static String fault(Page page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path own = page.root().resolve(page.name());
        Path target = parts[0].isEmpty() ? own : own.resolveSibling(parts[0]).normalize();
        if (!target.startsWith(page.root())) {
            return "leaves the repository.";
        }
        if (!Files.exists(target)) {
            return "leads to no file.";
        }
        if (parts.length == 2
                && (Files.isDirectory(target)
                        || !Page.read(page.root(), target).anchors().contains(parts[1]))) {
            return "leads to no heading.";
        }
        return "";
    }
}
