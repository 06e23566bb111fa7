package io.github.keda4j.podidentity.policy;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One form for all the ways of writing the same policy: everything sorted, nothing repeated, the version written out,
 * "everyone" as {@code {"AWS": "*"}} and an account's root ARN as the account. AWS documents each of these pairs as
 * equivalent.
 */
final class CanonicalForm {

    private static final Pattern ROOT = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):root");

    private CanonicalForm() {}

    static PolicyDocument of(PolicyDocument document) {
        List<Statement> statements = document.statements().stream()
                .map(CanonicalForm::of)
                .map(statement -> new Keyed(statement.toJson(), statement))
                .sorted(Comparator.comparing(Keyed::json))
                .distinct()
                .map(Keyed::statement)
                .toList();
        return new PolicyDocument(
                document.version().orElse(PolicyDocument.VERSION_2008_10_17),
                document.id().orElse(null),
                statements,
                new TreeMap<>(document.otherElements()));
    }

    /** The canonical statement as JSON: equal texts are equal statements. */
    static String json(Statement statement) {
        return of(statement).toJson();
    }

    static Statement of(Statement statement) {
        Statement.Builder canonical = statement.effect() == Effect.ALLOW ? Statement.allow() : Statement.deny();
        statement.sid().ifPresent(canonical::sid);
        statement.principal().ifPresent(principal -> canonical.principals(principals(principal)));
        canonical.actions(sorted(statement.action()));
        statement.resource().ifPresent(resource -> canonical.resources(sorted(resource)));
        statement.conditions().stream()
                .map(condition -> new Condition(condition.operator(), condition.key(), sorted(condition.values())))
                .sorted(Comparator.comparing(
                                (Condition condition) -> condition.operator().json())
                        .thenComparing(Condition::key))
                .forEach(canonical::newCondition);
        new TreeMap<>(statement.otherElements()).forEach(canonical::otherElement);
        return canonical.build();
    }

    private static Principals principals(Principals principals) {
        return new Principals(
                principals.negated(),
                principals.entries().stream()
                        .map(CanonicalForm::principal)
                        .distinct()
                        .sorted(Comparator.comparing(Principal::type).thenComparing(Principal::value))
                        .toList());
    }

    private static Principal principal(Principal principal) {
        if (principal.isEveryone()) {
            return Principal.aws("*");
        }
        if (principal.type().equals(Principal.AWS)) {
            Matcher root = ROOT.matcher(principal.value());
            return root.matches() ? Principal.aws(root.group(1)) : principal;
        }
        return principal;
    }

    private static Patterns sorted(Patterns patterns) {
        return new Patterns(patterns.negated(), sorted(patterns.values()));
    }

    private static List<String> sorted(List<String> values) {
        return values.size() < 2 ? values : values.stream().distinct().sorted().toList();
    }

    private record Keyed(String json, Statement statement) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Keyed that && json.equals(that.json);
        }

        @Override
        public int hashCode() {
            return json.hashCode();
        }
    }
}
