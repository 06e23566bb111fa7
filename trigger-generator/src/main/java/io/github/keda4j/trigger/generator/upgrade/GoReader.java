package io.github.keda4j.trigger.generator.upgrade;

import io.github.keda4j.trigger.generator.upgrade.GoPackage.Field;
import io.github.keda4j.trigger.generator.upgrade.GoPackage.Function;
import io.github.keda4j.trigger.generator.upgrade.GoPackage.Struct;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the declarations of a Go file. It is tolerant: it skips what it does not understand, since it looks for
 * structs, functions and constants of packages that a compiler has accepted.
 */
final class GoReader {

    private final List<GoToken> tokens;
    private final GoPackage target;
    private int at;

    private GoReader(List<GoToken> tokens, GoPackage target) {
        this.tokens = tokens;
        this.target = target;
    }

    /** Adds the declarations of the file to the package. */
    static void read(String source, GoPackage target) {
        new GoReader(GoToken.of(source), target).declarations();
    }

    private void declarations() {
        while (at < tokens.size()) {
            if (skipWord("type")) {
                group(this::type);
            } else if (skipWord("const")) {
                group(this::constant);
            } else if (skipWord("import")) {
                group(this::imported);
            } else if (skipWord("func")) {
                function();
            } else {
                skipOne();
            }
        }
    }

    /** Reads one declaration, or several in brackets. */
    private void group(Runnable one) {
        if (!peekIs("(")) {
            one.run();
            return;
        }
        int end = closing(at);
        at++;
        while (at < end) {
            if (peek().kind() == GoToken.Kind.NEWLINE) {
                at++;
            } else {
                int before = at;
                one.run();
                at = Math.max(at, before + 1);
            }
        }
        at = end + 1;
    }

    private void type() {
        String name = takeText();
        if (peekIs("=")) {
            at++;
        }
        if (skipWord("struct")) {
            target.structs().put(name, struct());
        } else {
            target.types().put(name, restOfStatement());
        }
    }

    /** Reads an import such as {@code name "path/folder"}; without a name, the folder is the name. */
    private void imported() {
        List<GoToken> statement = restOfStatement();
        if (statement.size() == 2 && statement.get(1).kind() == GoToken.Kind.STRING) {
            String path = statement.get(1).text();
            target.imports().put(statement.get(0).text(), path.substring(path.lastIndexOf('/') + 1));
        }
    }

    private void constant() {
        String name = takeText();
        List<GoToken> rest = restOfStatement();
        if (rest.size() >= 2 && rest.get(rest.size() - 2).is("=")) {
            GoToken value = rest.get(rest.size() - 1);
            if (value.kind() == GoToken.Kind.STRING) {
                target.constants().put(name, value.text());
            }
        }
    }

    private void function() {
        List<GoToken> receiver = peekIs("(") ? inside() : List.of();
        String owner =
                receiver.isEmpty() ? "" : receiver.get(receiver.size() - 1).text() + ".";
        String name = owner + takeText();
        if (peekIs("[")) {
            inside();
        }
        List<GoToken> parameters = peekIs("(") ? inside() : List.of();
        int from = at;
        while (at < tokens.size() && !peekIs("{") && peek().kind() != GoToken.Kind.NEWLINE) {
            skipOne(); // skips several results in parentheses as a whole
        }
        List<GoToken> results = List.copyOf(tokens.subList(from, Math.min(at, tokens.size())));
        boolean several = !results.isEmpty() && results.get(0).is("(");
        if (peekIs("{")) {
            target.functions()
                    .put(
                            name,
                            new Function(
                                    receiver,
                                    parameters,
                                    several ? results.subList(1, results.size() - 1) : results,
                                    inside()));
        }
    }

    private Struct struct() {
        List<Field> fields = new ArrayList<>();
        int end = closing(at);
        at++;
        while (at < end) {
            if (peek().kind() == GoToken.Kind.NEWLINE || peekIs(";") || peekIs("}")) {
                at++; // an unmatched closing bracket is not a field either
            } else {
                field(fields);
            }
        }
        at = end + 1;
        return new Struct(List.copyOf(fields));
    }

    private void field(List<Field> fields) {
        int start = at;
        List<String> names = names();
        if (peekIs(".") || (endsField() && names.size() == 1)) { // an embedded type, which has no name
            at = start;
            names = List.of("");
        } else if (names.isEmpty()) {
            names = List.of("");
        }
        Struct inline = null;
        List<GoToken> type = new ArrayList<>();
        while (!endsField()) {
            if (peek().isWord("struct")) {
                at++;
                inline = struct();
            } else {
                int from = at;
                skipOne();
                type.addAll(tokens.subList(from, at));
            }
        }
        String tag = at < tokens.size() && peek().kind() == GoToken.Kind.STRING
                ? tokens.get(at++).text()
                : "";
        for (String name : names) {
            fields.add(new Field(name, List.copyOf(type), tag, inline));
        }
    }

    /** The words before the type of a field, such as {@code A, B}. */
    private List<String> names() {
        List<String> names = new ArrayList<>();
        while (at < tokens.size() && peek().kind() == GoToken.Kind.WORD) {
            names.add(tokens.get(at++).text());
            if (!peekIs(",")) {
                break;
            }
            at++;
        }
        return names;
    }

    private boolean endsField() {
        return at >= tokens.size()
                || peek().kind() == GoToken.Kind.NEWLINE
                || peek().kind() == GoToken.Kind.STRING
                || peekIs(";")
                || peekIs("}");
    }

    private List<GoToken> restOfStatement() {
        int from = at;
        while (at < tokens.size() && peek().kind() != GoToken.Kind.NEWLINE && !peekIs(")")) {
            skipOne();
        }
        return List.copyOf(tokens.subList(from, at));
    }

    /** Reads the tokens between a bracket and the one that closes it, and continues after that. */
    private List<GoToken> inside() {
        int end = closing(at);
        List<GoToken> inside = List.copyOf(tokens.subList(at + 1, Math.max(at + 1, end)));
        at = end + 1;
        return inside;
    }

    /** Skips a token, or everything that a bracket encloses. */
    private void skipOne() {
        at = peek().opens() ? closing(at) + 1 : at + 1;
    }

    private int closing(int open) {
        return closing(tokens, open);
    }

    /**
     * The index of the bracket that closes the bracket at the given index; the index of the last token if there is
     * none.
     */
    static int closing(List<GoToken> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            GoToken token = tokens.get(i);
            if (token.opens()) {
                depth++;
            } else if (token.closes() && --depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    private String takeText() {
        return at < tokens.size() ? tokens.get(at++).text() : "";
    }

    private boolean skipWord(String word) {
        if (at < tokens.size() && peek().isWord(word)) {
            at++;
            return true;
        }
        return false;
    }

    private boolean peekIs(String sign) {
        return at < tokens.size() && peek().is(sign);
    }

    private GoToken peek() {
        return tokens.get(at);
    }
}
