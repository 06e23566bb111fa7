package io.github.keda4j.podidentity.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges statements into documents without duplicating any, and splits documents that are too long. */
final class Merging {

    /** The maximum number of characters that "Part" and a number add to a Sid. */
    private static final int NUMBER = 8;

    private Merging() {}

    static PolicyDocument upsert(PolicyDocument into, Collection<Statement> statements) {
        if (!into.hasPolicyVariables()) {
            statements.forEach(statement -> refuseVariables(into, statement));
        }
        return with(into, merged(into, statements));
    }

    private static List<Statement> merged(PolicyDocument into, Collection<Statement> statements) {
        Map<String, Statement> merged = keyed(into.statements());
        merged.putAll(keyed(statements));
        return List.copyOf(merged.values());
    }

    static PolicyDocument merge(PolicyDocument into, PolicyDocument from) {
        boolean variables = into.hasPolicyVariables() || from.hasPolicyVariables();
        if (variables) {
            refuseLiteralVariables(into);
            refuseLiteralVariables(from);
        }
        Optional<String> version = variables
                ? Optional.of(PolicyDocument.VERSION_2012_10_17)
                : into.version().or(from::version);
        Map<String, String> others = new LinkedHashMap<>(into.otherElements());
        others.putAll(from.otherElements());
        return new PolicyDocument(
                version.orElse(null), into.id().or(from::id).orElse(null), merged(into, from.statements()), others);
    }

    /**
     * The statements by their Sids, in their order. A statement without a Sid, or with a Sid that is already used, is
     * kept separate, so that nothing is lost.
     */
    static Map<String, Statement> keyed(Collection<Statement> statements) {
        Map<String, Statement> keyed = new LinkedHashMap<>();
        for (Statement statement : statements) {
            String sid = statement.sid().orElse("");
            boolean named = !sid.isEmpty() && !keyed.containsKey("Sid " + sid);
            keyed.put(named ? "Sid " + sid : CanonicalForm.json(statement), statement);
        }
        return keyed;
    }

    private static void refuseVariables(PolicyDocument into, Statement statement) {
        if (statement.toJson().contains("${")) {
            throw new IllegalArgumentException("The statement " + statement
                    + " has a policy variable, which the document of"
                    + " version " + into.version().orElse(PolicyDocument.VERSION_2008_10_17)
                    + " would take literally. Merge it with a document of version " + PolicyDocument.VERSION_2012_10_17
                    + " instead.");
        }
    }

    private static void refuseLiteralVariables(PolicyDocument document) {
        if (!document.hasPolicyVariables() && document.toJson().contains("${")) {
            throw new IllegalArgumentException("The document of version "
                    + document.version().orElse(PolicyDocument.VERSION_2008_10_17)
                    + " has \"${\" as plain text, which would become a policy variable in version "
                    + PolicyDocument.VERSION_2012_10_17 + ": " + document + ".");
        }
    }

    static List<PolicyDocument> split(PolicyDocument document, int maxCharacters) {
        if (document.size() <= maxCharacters) {
            return List.of(document);
        }
        int frame = with(document, List.of()).size();
        List<PolicyDocument> parts = new ArrayList<>();
        List<Statement> current = new ArrayList<>();
        int size = frame;
        for (Statement statement : document.statements()) {
            for (Statement piece : pieces(statement, maxCharacters - frame)) {
                int length = piece.toJson().length() + 1;
                if (size + length > maxCharacters + 1 && !current.isEmpty()) {
                    parts.add(with(document, current));
                    current = new ArrayList<>();
                    size = frame;
                }
                current.add(piece);
                size += length;
            }
        }
        parts.add(with(document, current));
        return List.copyOf(parts);
    }

    /** The statement itself, or several statements that each have a share of its resources, actions or principals. */
    private static List<Statement> pieces(Statement statement, int maxCharacters) {
        if (statement.toJson().length() <= maxCharacters) {
            return List.of(statement);
        }
        List<Statement> divided = divided(statement, maxCharacters - NUMBER);
        if (statement.sid().isEmpty()) {
            return divided;
        }
        List<Statement> numbered = new ArrayList<>();
        for (Statement piece : divided) {
            String sid = statement.sid().get() + "Part" + (numbered.size() + 1);
            numbered.add(piece.toBuilder().sid(sid).build());
        }
        return numbered;
    }

    private static List<Statement> divided(Statement statement, int maxCharacters) {
        if (statement.toJson().length() <= maxCharacters) {
            return List.of(statement);
        }
        List<Statement> halves = halves(statement)
                .orElseThrow(() -> new IllegalArgumentException(
                        "A statement of " + statement.toJson().length() + " characters does not fit into "
                                + maxCharacters + " and cannot be divided: " + statement + "."));
        return halves.stream()
                .flatMap(half -> divided(half, maxCharacters).stream())
                .toList();
    }

    /** Only a union can be divided: the values of a negated element must stay together. */
    private static Optional<List<Statement>> halves(Statement statement) {
        Optional<Patterns> resource = statement.resource().filter(Merging::isDivisible);
        if (resource.isPresent()) {
            return Optional.of(halves(resource.get().values()).stream()
                    .map(half -> statement.toBuilder()
                            .resources(new Patterns(false, half))
                            .build())
                    .toList());
        }
        if (isDivisible(statement.action())) {
            return Optional.of(halves(statement.action().values()).stream()
                    .map(half -> statement.toBuilder()
                            .actions(new Patterns(false, half))
                            .build())
                    .toList());
        }
        Optional<Principals> principal = statement
                .principal()
                .filter(principals ->
                        !principals.negated() && principals.entries().size() > 1);
        return principal.map(principals -> halves(principals.entries()).stream()
                .map(half -> statement.toBuilder()
                        .principals(new Principals(false, half))
                        .build())
                .toList());
    }

    private static boolean isDivisible(Patterns patterns) {
        return !patterns.negated() && patterns.values().size() > 1;
    }

    private static <T> List<List<T>> halves(List<T> values) {
        int middle = values.size() / 2;
        return List.of(values.subList(0, middle), values.subList(middle, values.size()));
    }

    private static PolicyDocument with(PolicyDocument document, List<Statement> statements) {
        return new PolicyDocument(
                document.version().orElse(null), document.id().orElse(null), statements, document.otherElements());
    }
}
