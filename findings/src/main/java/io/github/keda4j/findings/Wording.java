package io.github.keda4j.findings;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules for every message and hint: sentences that a person understands at once. They are enforced only if the
 * system property {@code keda4j.findings.wording} is {@code true}. This project's own tests set it, so a finding that
 * breaks the rules fails the test that encounters it.
 */
final class Wording {

    private static final boolean ENFORCED = Boolean.getBoolean("keda4j.findings.wording");

    static boolean isEnforced() {
        return ENFORCED;
    }

    /** Text that users wrote: our rules do not apply to it. */
    private static final Pattern QUOTED =
            Pattern.compile("\"(?s:.*?)\"(?<!(?<!\\\\)\\\\\")|\"[^\"]*\"|'[^']*'|\\{[^}]*\\}");

    /** Text that users wrote may itself contain quotation marks, and space next to them. */
    private static final Pattern FIRST_TO_LAST_QUOTATION = Pattern.compile("(?s)\".*\"");

    /** A quotation from another program, up to the end of the text; our rules do not apply to it either. */
    private static final Pattern CITED = Pattern.compile("(?<=[.?]) (The )?\\w+ says: .+$", Pattern.DOTALL);

    private static final Pattern NO_SUBJECT = Pattern.compile(
            "^(is|are|was|were|has|have|had|does|do|must|may|can|cannot|should|needs|names|exceeds|begins|ends|contains)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NO_VERB = Pattern.compile("^[^ ]+( [^ ]+)?$");

    private static final Pattern WRONG_NUMBER = Pattern.compile(
            "(?<![\\p{L}\\w.,/:-])1 (?!is\\b|was\\b|has\\b|does\\b|as\\b|plus\\b|times\\b|minus\\b|less\\b|vs\\b)[a-z]+[^su\\W]s\\b"
                    + "|(?<![\\p{L}\\w.,/:-])1 [a-z]+ are\\b");

    /** One combined expression, because several separate ones would each search the whole text. */
    private static final Pattern ODD = Pattern.compile("\\b("
            + String.join(
                    "|",
                    "(is|are) no (whole|valid|known|such)",
                    "allowed (is|are)",
                    "(is|are) wanted",
                    "(has|have) to (be|have)",
                    "needs? also",
                    "is there twice",
                    "(do|does) not have it",
                    "(of|from) which no",
                    "whose sign",
                    "as it shall be",
                    "nought")
            + ")\\b");

    /** The texts that have passed. They are kept because tests produce most sentences again and again. */
    private static final Set<Said> PASSED = ConcurrentHashMap.newKeySet();

    private static final int MOST_REMEMBERED = 10_000;

    private record Said(String message, @Nullable String hint) {}

    private Wording() {}

    static void check(String rule, String message, @Nullable String hint) {
        Said said = new Said(message, hint);
        if (PASSED.contains(said)) {
            return;
        }
        checkBoth(rule, message, hint);
        if (PASSED.size() >= MOST_REMEMBERED) {
            PASSED.clear();
        }
        PASSED.add(said);
    }

    private static void checkBoth(String rule, String message, @Nullable String hint) {
        checkSentence(rule, "message", message);
        if (NO_SUBJECT.matcher(message).find()) {
            throw broken(rule, "message", message, "begins with its verb and has no subject");
        }
        if (NO_VERB.matcher(message).find()) {
            throw broken(rule, "message", message, "is too short to have a subject and a verb");
        }
        if (hint != null) {
            checkSentence(rule, "hint", hint);
            if (Character.isLowerCase(hint.charAt(0))) {
                throw broken(rule, "hint", hint, "begins with a lower-case letter");
            }
        }
    }

    private static void checkSentence(String rule, String part, String said) {
        String text = said.contains(" says: ") ? CITED.matcher(said).replaceFirst("") : said;
        if (!text.endsWith(".") && !text.endsWith("?")) {
            throw broken(rule, part, text, "ends without a full stop");
        }
        if (text.endsWith("..") || text.endsWith("?.")) {
            throw broken(rule, part, text, "ends twice");
        }
        String ours = QUOTED.matcher(text).replaceAll("\"\"");
        String outside = FIRST_TO_LAST_QUOTATION.matcher(ours).replaceFirst("\"\"");
        if (outside.contains("  ") || !outside.equals(outside.strip()) || outside.indexOf('\n') >= 0) {
            throw broken(rule, part, text, "has unnecessary white space");
        }
        if (ours.contains("1 ") && WRONG_NUMBER.matcher(ours).find()) {
            throw broken(rule, part, text, "uses the plural for one thing");
        }
        Matcher odd = ODD.matcher(ours);
        if (odd.find()) {
            throw broken(rule, part, text, "has unidiomatic words: " + odd.group());
        }
    }

    private static AssertionError broken(String rule, String part, String text, String why) {
        return new AssertionError("The " + part + " of rule " + rule + " " + why + ": " + text);
    }
}
