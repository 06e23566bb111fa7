package io.github.keda4j.formula.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names that a formula can use, and the messages for other names. */
final class Names {

    /** The name that stands for all triggers at once. */
    static final String ENVIRONMENT = "$env";

    private static final List<String> WORDS =
            List.of("in", "or", "and", "not", "matches", "contains", "startsWith", "endsWith", "let", "if", "else");
    private static final int MAX_COMPARED = 200;
    private static final int MAX_UNUSABLE = 200;

    private final String formula;
    private final Set<String> triggers = new LinkedHashSet<>();
    private final Set<String> resources = new LinkedHashSet<>();

    /**
     * Collects the names for one formula.
     *
     * @param formula the formula as the user wrote it
     * @param triggers the names of the triggers that it can read
     * @param resources the names of cpu and memory triggers, which the formula cannot read
     */
    Names(String formula, Collection<String> triggers, Collection<String> resources) {
        this.formula = formula;
        for (String trigger : triggers) {
            this.triggers.add(GoString.of(trigger));
        }
        for (String resource : resources) {
            this.resources.add(GoString.of(resource));
        }
        this.resources.removeAll(this.triggers);
    }

    boolean isTrigger(String name) {
        return triggers.contains(name);
    }

    /** The triggers in their order. */
    Set<String> triggers() {
        return triggers;
    }

    /** The names of triggers that cannot be written as they are, such as {@code my-queue}; at most a few hundred. */
    List<String> unusable() {
        return Stream.concat(triggers.stream(), resources.stream())
                .map(GoString::text)
                .filter(name -> !isUsableName(name))
                .limit(MAX_UNUSABLE)
                .toList();
    }

    /** Whether expr reads the text as one name that can refer to a trigger. */
    static boolean isUsableName(String trigger) {
        return Lexer.isName(trigger)
                && !trigger.equals("true")
                && !trigger.equals("false")
                && !trigger.equals("nil")
                && !trigger.equals(ENVIRONMENT);
    }

    SyntaxProblem unknown(String name, int offset) {
        String shown = Token.quoted(GoString.text(name));
        if (resources.contains(name)) {
            return new SyntaxProblem(
                    Rules.UNKNOWN_NAME,
                    offset,
                    shown + " is a cpu or memory trigger, which a formula cannot read.",
                    "Leave it out of the formula; the HPA scales on it anyway.");
        }
        String hyphenated = hyphenated(name);
        if (hyphenated != null) {
            return new SyntaxProblem(
                    Rules.UNKNOWN_NAME,
                    offset,
                    shown + " is not the name of a trigger: KEDA reads " + hyphenated + " as a calculation.",
                    "Write $env[\"" + hyphenated + "\"] or rename the trigger.");
        }
        return new SyntaxProblem(Rules.UNKNOWN_NAME, offset, shown + " is not the name of a trigger.", hint(name));
    }

    /** Refuses the call of a name that is not a function. */
    void refuseCall(String name, int offset) {
        if (isTrigger(name) && Builtin.of(name) != null) {
            throw new SyntaxProblem(
                    Rules.TYPE,
                    offset,
                    "\"" + name + "\" is a trigger here, which hides the function " + name + "().",
                    "Rename the trigger or write ::" + name + "(...) for the function.");
        }
        if (!isTrigger(name) && Builtin.of(name) == null) {
            String nearest = nearest(
                    name, Stream.of(Builtin.values()).map(Builtin::toString).toList());
            throw new SyntaxProblem(
                    Rules.UNKNOWN_NAME,
                    offset,
                    Token.quoted(GoString.text(name)) + " is not a function.",
                    nearest == null ? null : "Did you mean " + nearest + "()?");
        }
    }

    private String hint(String name) {
        List<String> candidates = new ArrayList<>();
        triggers.forEach(trigger -> candidates.add(GoString.text(trigger)));
        String nearest = nearest(GoString.text(name), candidates);
        if (nearest != null) {
            return "Did you mean " + (isUsableName(nearest) ? nearest : "$env[\"" + nearest + "\"]") + "?";
        }
        if (triggers.isEmpty()) {
            return "Give the trigger a name.";
        }
        return "Use one of the triggers: " + listed(candidates) + ".";
    }

    private static String listed(List<String> names) {
        List<String> sorted =
                names.stream().sorted(Comparator.naturalOrder()).limit(10).toList();
        return String.join(", ", sorted) + (names.size() > 10 ? " and " + (names.size() - 10) + " more" : "");
    }

    /**
     * The trigger whose name is not a valid name in expr, such as {@code my-queue}, if the formula contains that text.
     */
    private @Nullable String hyphenated(String part) {
        String shown = GoString.text(part);
        for (String name : unusable()) {
            if (name.contains(shown) && formula.contains(name)) {
                return name;
            }
        }
        return null;
    }

    /** The words that expr reserves, so that a trigger with such a name cannot be read by its name. */
    static boolean isReserved(String name) {
        return WORDS.contains(name);
    }

    static @Nullable String nearest(String word, Collection<String> known) {
        String best = null;
        int least = Math.max(2, word.length() / 3) + 1;
        if (word.length() > MAX_COMPARED) {
            return null;
        }
        for (String candidate : known) {
            if (Math.abs(candidate.length() - word.length()) < least) {
                int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
                if (distance < least && distance < candidate.length()) {
                    least = distance;
                    best = candidate;
                }
            }
        }
        return best;
    }

    /** Counts the letters to insert, remove or replace. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int i = 0; i < one.length(); i++) {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
