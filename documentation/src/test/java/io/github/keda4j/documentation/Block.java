package io.github.keda4j.documentation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fenced block of a page.
 *
 * @param line the line of its first line of text, from 1
 * @param language the language after the fence; empty if there is none
 * @param text its lines without the indentation of the fence, each with a line feed
 * @param notes the HTML comments in front of it, such as: {@code <!-- given: KubernetesClient client -->}
 */
record Block(int line, String language, String text, Map<String, String> notes) {

    private static final Pattern TYPE = Pattern.compile(
            "^(?:(?:public|final|abstract|sealed) )*(?:class|interface|record|enum|@interface) \\w", Pattern.MULTILINE);
    private static final Pattern API_VERSION = Pattern.compile("^apiVersion:", Pattern.MULTILINE);

    boolean is(String wanted) {
        return language.equals(wanted);
    }

    Optional<String> note(String key) {
        return Optional.ofNullable(notes.get(key));
    }

    /** The rules that must report findings in the block. */
    Set<String> findings() {
        return note("finding").map(rules -> Set.of(rules.split(", *"))).orElse(Set.of());
    }

    boolean declaresTypes() {
        return is("java") && TYPE.matcher(text).find();
    }

    boolean isSnippet() {
        return is("java") && !declaresTypes();
    }

    boolean isManifest() {
        return is("yaml") && API_VERSION.matcher(text).find();
    }

    /** Whether the block is the output of the program or the commands before it. */
    boolean isOutput() {
        boolean elsewhere =
                Stream.of("file", "from", "like", "paths", "unchecked").anyMatch(notes::containsKey);
        return (is("text") || is("console")) && !elsewhere || notes.containsKey("output");
    }
}
