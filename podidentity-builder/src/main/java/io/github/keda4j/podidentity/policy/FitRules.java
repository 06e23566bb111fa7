package io.github.keda4j.podidentity.policy;

import io.github.keda4j.podidentity.internal.pattern.Globs;
import io.github.keda4j.podidentity.internal.reference.ServiceActions;
import io.github.keda4j.podidentity.internal.reference.ServiceActions.Action;
import io.github.keda4j.podidentity.internal.reference.ServiceActions.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether the actions of a statement act on its resources. AWS accepts a statement whose resource is of a kind that its
 * action does not act on, but such a statement never applies. Source of the rule: AWS Service Authorization Reference.
 */
final class FitRules {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");
    private static final Pattern SSM_PATH = Pattern.compile(":parameter//");

    private final Statement statement;
    private final String pointer;
    private final Report report;

    private FitRules(Statement statement, String pointer, Report report) {
        this.statement = statement;
        this.pointer = pointer;
        this.report = report;
    }

    static void check(Statement statement, String pointer, Report report) {
        Patterns resource = statement.resource().orElse(null);
        if (resource == null
                || resource.negated()
                || statement.action().negated()
                || resource.values().contains("*")) {
            return;
        }
        new FitRules(statement, pointer, report).check(resource.values());
    }

    private void check(List<String> resources) {
        List<String> patterns = resources.stream()
                .map(one -> VARIABLE.matcher(one).replaceAll("*"))
                .toList();
        List<String> actions = statement.action().values();
        List<Action> known = new ArrayList<>();
        boolean actionMisfits = false;
        for (int i = 0; i < actions.size(); i++) {
            Optional<Action> action =
                    Globs.isPattern(actions.get(i)) ? Optional.empty() : ServiceActions.action(actions.get(i));
            if (action.isPresent()) {
                known.add(action.get());
                if (patterns.stream().noneMatch(action.get()::fits)) {
                    actionMisfits = true;
                    misfit(action.get(), at("Action", i, actions.size()), resources);
                }
            }
        }
        // A resource is reported as useless only if every action is known not to act on it.
        if (!actionMisfits && known.size() == actions.size()) {
            for (int i = 0; i < patterns.size(); i++) {
                String pattern = patterns.get(i);
                if (known.stream().noneMatch(action -> action.fits(pattern))) {
                    misfit(resources.get(i), at("Resource", i, patterns.size()), known);
                }
            }
        }
    }

    private void misfit(Action action, String at, List<String> resources) {
        String found = Report.quote(String.join(", ", resources));
        if (action.takesNoResource()) {
            report.warning(
                    "action-without-resource",
                    at,
                    action.fullName() + " does not act on a resource such as " + found
                            + ", so the statement never applies to it.",
                    "Write \"Resource\": \"*\" in a statement for " + action.fullName() + ".");
            return;
        }
        report.warning(
                "action-resource",
                at,
                action.fullName() + " does not act on " + found + ", so the statement never applies to it.",
                hint(action, resources));
    }

    private void misfit(String resource, String at, List<Action> actions) {
        report.warning(
                "action-resource",
                at,
                "None of the statement's actions acts on " + Report.quote(resource) + ", so it has no effect.",
                hint(actions.get(0), List.of(resource)));
    }

    private static String hint(Action action, List<String> resources) {
        if (action.service().equals("s3")
                && isAbout(action, "object")
                && !resources.get(0).endsWith("/*")) {
            return "Name the objects: " + resources.get(0) + "/*.";
        }
        if (action.service().equals("s3")
                && isAbout(action, "bucket")
                && resources.get(0).indexOf('/') > 0) {
            return "Name the bucket: "
                    + resources.get(0).substring(0, resources.get(0).indexOf('/')) + ".";
        }
        if (action.service().equals("ssm") && SSM_PATH.matcher(resources.get(0)).find()) {
            return "Leave out the slash before the name: " + resources.get(0).replace(":parameter//", ":parameter/")
                    + ".";
        }
        return "Name a resource of the form "
                + action.types().stream()
                        .map(ResourceType::arn)
                        .distinct()
                        .limit(3)
                        .collect(Collectors.joining(" or "))
                + ".";
    }

    private static boolean isAbout(Action action, String type) {
        return action.types().stream().anyMatch(one -> one.name().equals(type));
    }

    private String at(String element, int index, int size) {
        return pointer + "/" + element + (size == 1 ? "" : "/" + index);
    }
}
