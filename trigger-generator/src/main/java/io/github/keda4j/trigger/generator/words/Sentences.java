package io.github.keda4j.trigger.generator.words;

import java.util.List;

/** Small things about sentences. */
public final class Sentences {

    private Sentences() {}

    /**
     * Makes a sentence of a phrase.
     *
     * @param phrase as the catalogue has it
     * @return with a capital and a full stop
     */
    public static String of(String phrase) {
        String text = phrase.strip();
        char last = text.charAt(text.length() - 1);
        boolean ends = last == '.' || last == '?' || last == '!';
        return capital(text) + (ends ? "" : ".");
    }

    /** A first word in lower case gets a capital; a name such as {@code queueURL} stays as it is. */
    private static String capital(String text) {
        int end = 0;
        while (end < text.length() && Character.isLowerCase(text.charAt(end))) {
            end++;
        }
        boolean word = end > 0 && (end == text.length() || " ,;:-'".indexOf(text.charAt(end)) >= 0);
        return word ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text;
    }

    /**
     * Lists words.
     *
     * @param words one or more
     * @param conjunction the word before the last one
     * @return {@code a, b and c}
     */
    public static String list(List<String> words, String conjunction) {
        int last = words.size() - 1;
        if (last == 0) {
            return words.get(0);
        }
        return String.join(", ", words.subList(0, last)) + " " + conjunction + " " + words.get(last);
    }
}
