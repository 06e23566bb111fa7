package io.github.keda4j.trigger.generator.words;

import java.util.List;
import java.util.Set;

/** Helpers for sentences. */
public final class Sentences {

    private Sentences() {}

    /**
     * Makes a sentence from a phrase.
     *
     * @param phrase the phrase, as in the catalogue
     * @return the sentence, with a capital letter and a full stop
     */
    public static String of(String phrase) {
        return of(phrase, Set.of());
    }

    /**
     * Makes a sentence from a phrase that may begin with a name.
     *
     * @param phrase the phrase, as in the catalogue
     * @param names the names that keep their lower case
     * @return the sentence, with a capital letter unless the first word is a name, and a full stop
     */
    public static String of(String phrase, Set<String> names) {
        String text = phrase.strip();
        char last = text.charAt(text.length() - 1);
        boolean ends = last == '.' || last == '?' || last == '!';
        boolean name = names.contains(text.split("[ ,]", 2)[0]);
        return (name ? text : capital(text)) + (ends ? "" : ".");
    }

    /** Capitalizes a first word that is in lower case; a name such as {@code queueURL} stays unchanged. */
    private static String capital(String text) {
        int end = 0;
        while (end < text.length() && Character.isLowerCase(text.charAt(end))) {
            end++;
        }
        boolean word = end > 0 && (end == text.length() || " ,;:-'".indexOf(text.charAt(end)) >= 0);
        return word ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text;
    }

    /**
     * Lists clauses, with a comma before the conjunction if there are three or more.
     *
     * @param clauses one or more clauses
     * @param conjunction the word before the last one
     * @return the list, such as <i>a is x, b is given, or c is y</i>
     */
    static String clauses(List<String> clauses, String conjunction) {
        int last = clauses.size() - 1;
        return last < 2
                ? list(clauses, conjunction)
                : String.join(", ", clauses.subList(0, last)) + ", " + conjunction + " " + clauses.get(last);
    }

    /**
     * Lists words.
     *
     * @param words one or more words
     * @param conjunction the word before the last one
     * @return the list, such as {@code a, b and c}
     */
    public static String list(List<String> words, String conjunction) {
        int last = words.size() - 1;
        if (last == 0) {
            return words.get(0);
        }
        return String.join(", ", words.subList(0, last)) + " " + conjunction + " " + words.get(last);
    }
}
