package io.github.keda4j.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the part of the shell's language that a page uses: commands, pipes, lists, loops, redirections, substitutions, comments. */
final class Shell {

    private static final Pattern TOKEN =
            Pattern.compile("\\\\\n|[ \t]+|#[^\n]*|\n|[0-9]?>>?(?:&[0-9])?|<|&&|\\|\\||[;|&]"
                    + "|((?:'[^']*'|\"(?:\\\\.|[^\"\\\\])*\"|\\$\\([^)]*\\)|\\\\.|[^\\s'\"\\\\;|&<>])+)");
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\(([^)]*)\\)");
    private static final Pattern ASSIGNMENT = Pattern.compile("\\w+=.*", Pattern.DOTALL);
    private static final Set<String> KEYWORDS = Set.of("do", "done", "then", "else", "fi", "if", "while");

    private final List<Command> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private int line = 1;
    private int begun = 1;
    private boolean fromPipe;
    private boolean ofRedirection;

    private Shell() {}

    /** The commands of a text, in their order; those of a substitution come before the command that contains it. */
    static List<Command> commands(String text) {
        Shell shell = new Shell();
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (token.find() && token.start() == end) {
            shell.token(token.group(), token.group(1) != null);
            end = token.end();
        }
        if (end != text.length()) {
            throw new IllegalArgumentException(
                    "The shell could not parse " + text.substring(end).strip() + ".");
        }
        shell.end(false);
        return shell.commands;
    }

    private void token(String token, boolean word) {
        if (word) {
            word(token);
        } else if (token.equals("\n")) {
            end(false);
            line++;
        } else if (token.equals("\\\n")) {
            line++;
        } else if (token.endsWith(">") || token.equals("<")) {
            ofRedirection = true;
        } else if (token.equals("|")) {
            end(true);
        } else if (!token.isBlank() && !token.startsWith("#") && !token.contains(">")) {
            end(false);
        }
    }

    private void word(String raw) {
        SUBSTITUTION.matcher(raw).results().forEach(found -> commands.addAll(commands(found.group(1))));
        boolean first = words.isEmpty();
        if (ofRedirection) {
            ofRedirection = false;
        } else if (!(first && (KEYWORDS.contains(raw) || ASSIGNMENT.matcher(raw).matches()))) {
            begun = first ? line : begun;
            words.add(unquoted(raw));
        }
    }

    private void end(boolean intoPipe) {
        if (!words.isEmpty() && !words.get(0).equals("for")) {
            commands.add(new Command(begun, List.copyOf(words), fromPipe || intoPipe));
        }
        words = new ArrayList<>();
        fromPipe = intoPipe;
        ofRedirection = false;
    }

    private static String unquoted(String raw) {
        return Pattern.compile("'([^']*)'|\"((?:\\\\.|[^\"\\\\])*)\"|\\\\(.)", Pattern.DOTALL)
                .matcher(raw)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) != null
                                ? found.group(1)
                                : found.group(2) != null ? found.group(2) : found.group(3)));
    }
}
