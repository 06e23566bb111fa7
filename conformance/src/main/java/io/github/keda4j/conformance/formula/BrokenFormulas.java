package io.github.keda4j.conformance.formula;

import java.util.List;
import java.util.Random;

/** Generates texts that are mostly not formulas, to test what the lexer and the parser refuse. */
final class BrokenFormulas {

    private final Random random;

    BrokenFormulas(Random random) {
        this.random = random;
    }

    String anything() {
        return switch (random.nextInt(5)) {
            case 0 -> number();
            case 1 -> string();
            case 2 -> joined(List.of(Vocabulary.CHARACTERS.split("")), 7);
            case 3 -> mutated(words(), 1 + random.nextInt(2));
            default -> words();
        };
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String joined(List<String> parts, int most) {
        StringBuilder joined = new StringBuilder();
        int count = 1 + random.nextInt(most);
        for (int i = 0; i < count; i++) {
            joined.append(pick(parts));
        }
        return joined.toString();
    }

    private String words() {
        StringBuilder words = new StringBuilder();
        int count = 1 + random.nextInt(8);
        for (int i = 0; i < count; i++) {
            words.append(pick(Vocabulary.WORDS)).append(random.nextInt(3) == 0 ? "" : " ");
        }
        return words.toString();
    }

    private String number() {
        String number = joined(Vocabulary.DIGITS, 5);
        return switch (random.nextInt(4)) {
            case 0 -> "float(0); {" + number + ": 1}";
            case 1 -> number + " + 1";
            default -> number;
        };
    }

    /** A string, or the result of a function on the bytes of one. */
    private String string() {
        String one = quoted();
        if (random.nextInt(3) == 0) {
            return "float(0); " + one;
        }
        String other = random.nextBoolean() ? quoted() : one + "[" + random.nextInt(3) + ":]";
        String call = pick(Vocabulary.TEXT_CALLS).formatted(one, other, random.nextInt(5) - 1);
        return "float(0); " + call;
    }

    private String quoted() {
        String quote = random.nextBoolean() ? "\"" : "'";
        return (random.nextInt(9) == 0 ? "b" : "") + quote + joined(Vocabulary.ESCAPES, 5) + quote;
    }

    /** Removes, inserts, doubles or moves words or characters. */
    String mutated(String formula, int times) {
        StringBuilder mutated = new StringBuilder(formula);
        for (int i = 0; i < times; i++) {
            int at = random.nextInt(mutated.length() + 1);
            int to = Math.min(mutated.length(), at + 1 + random.nextInt(3));
            switch (random.nextInt(5)) {
                case 0 -> mutated.delete(at, to);
                case 1 -> mutated.insert(at, pick(Vocabulary.WORDS));
                case 2 -> mutated.insert(at, mutated.substring(at, to));
                case 3 -> mutated.replace(at, to, pick(Vocabulary.WORDS));
                default -> mutated.insert(random.nextInt(mutated.length() + 1), mutated.substring(at, to));
            }
        }
        return mutated.toString();
    }
}
