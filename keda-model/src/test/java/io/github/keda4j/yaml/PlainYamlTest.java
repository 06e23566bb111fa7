package io.github.keda4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.yaml.tree.Node;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick reader either reads the same as the general reader, with the same places, or gives up. */
class PlainYamlTest {

    private static final List<String> VALUES = List.of(
            "b",
            "'it''s'",
            "\"x\\n\\\"y\\\"\"",
            "''",
            "\"\"",
            "5",
            "-1",
            "~",
            "null",
            "yes",
            "1e3",
            "10:20",
            "http://x:80/y?z=1",
            "a#b",
            "b # comment",
            "b  ",
            "é",
            "a b c",
            "- y",
            "a: b",
            "[a",
            "{}",
            "[]",
            "[a, 'b', {c: d}]",
            "{a: b, c: [1, -x]}",
            "[a:b, c]",
            "{'a': \"b\"}",
            "[a, b] # comment",
            "&x a",
            "*x",
            "!!str 5",
            "|",
            "%a",
            "-",
            ":",
            "a:",
            "\"a",
            "'a",
            "@",
            "`",
            "\u2028",
            "\uD83D\uDE00",
            "a\tb",
            "\"\\x41\"",
            "\"\\u0041\"",
            "?",
            "? a",
            ",a",
            "a, b",
            "-a",
            ":a",
            "?a");

    private static final List<String> KEYS = List.of(
            "a",
            "b",
            "c",
            "dd",
            "e.f/g",
            "_h",
            "'i'",
            "\"j\"",
            "k-l",
            "1",
            "yes",
            "<<",
            "-",
            "a b",
            "m:n",
            "?",
            "''",
            "\"o\\n\"",
            "é");

    private static final List<String> BLOCKS = List.of(
            "|\n@one\n@ two\n\n@three\n",
            "|-\n@one\n\n",
            "|+\n@one\n\n\n",
            ">\n@folded\n@more\n",
            "|2\n@ one\n",
            "|\n\n@one\n",
            "|\n@one",
            "|\n@# one\n",
            "| # comment\n@one\n",
            "|\n@one\n # comment\n",
            "|\n@one\n@\ttwo\n");

    @Property(tries = 3000)
    void anyTextIsReadAlikeOrLeftToTheGeneralReader(@ForAll("texts") String text) {
        Node quick = PlainYaml.read(text, 7);
        Statistics.label("read by the quick reader").collect(quick != null);
        if (quick != null) {
            assertThat(quick).as(text).isEqualTo(general(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b\n",
                "---\n# c\na:\n- b\n- c: d\n  e: |\n    f\n     g\n\n  h: {i: [j, 'k']}\nl:\n  m: \"n\\to\" # p\n",
                "- a\n-\n- b: c\n  d:\n  - e\n",
                "a: |+\n  b\n\n\nc: 'it''s'",
                "a:\n  b:\n    c: 1\n  d: ~\ne: x:y\n",
            })
    void ordinaryManifestsAreReadByTheQuickReader(String text) {
        assertThat(PlainYaml.read(text, 1)).isNotNull().isEqualTo(general(text, 1));
    }

    private static @Nullable Node general(String text) {
        return general(text, 7);
    }

    private static @Nullable Node general(String text, int line) {
        Reader reader = new StringReader(text);
        YamlText yaml =
                new YamlText(reader, Math.max(text.length(), 1), line, 1, new DocumentText(new StringReader("")));
        Node first = yaml.next();
        assertThat(yaml.next()).as("a second document").isNull();
        return first;
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.randomValue(PlainYamlTest::text);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(4) == 0) {
            text.append(pick(random, List.of("---\n", "--- # c\n", "# c\n---\n", "\n", "--- a\n")));
        }
        block(text, random, 0, 0);
        if (random.nextInt(10) == 0) {
            text.append(pick(random, List.of("...\n", "# end", "\n\n", "  # end\n", "a")));
        }
        if (random.nextInt(4) == 0) {
            damage(text, random);
        }
        return text.toString();
    }

    private static void block(StringBuilder text, Random random, int indent, int depth) {
        boolean list = random.nextInt(3) == 0;
        for (int i = random.nextInt(3); i >= 0; i--) {
            if (random.nextInt(12) == 0) {
                text.append(pick(random, List.of("\n", "   \n", "# comment\n", "      # comment\n")));
            }
            text.append(" ".repeat(indent));
            if (list) {
                text.append("-");
                element(text, random, indent, depth);
            } else {
                text.append(random.nextInt(8) == 0 ? pick(random, KEYS) : "k" + i)
                        .append(":");
                value(text, random, indent, depth);
            }
        }
    }

    private static void element(StringBuilder text, Random random, int indent, int depth) {
        if (random.nextInt(3) > 0 || depth > 3) {
            value(text, random, indent, depth);
            return;
        }
        StringBuilder inner = new StringBuilder();
        block(inner, random, indent + 2, depth + 1);
        text.append(' ').append(inner.substring(Math.min(inner.length(), indent + 2)));
    }

    private static void value(StringBuilder text, Random random, int indent, int depth) {
        switch (random.nextInt(depth > 3 ? 6 : 9)) {
            case 0 -> text.append(random.nextInt(2) == 0 ? "\n" : " # comment\n");
            case 1 ->
                text.append(' ').append(pick(random, BLOCKS).replace("@", " ".repeat(indent + 1 + random.nextInt(3))));
            case 2, 3 -> text.append(' ').append(pick(random, VALUES)).append('\n');
            case 4, 5 -> text.append(" x").append(random.nextInt(100)).append('\n');
            default -> {
                text.append('\n');
                block(text, random, indent + random.nextInt(3), depth + 1);
            }
        }
    }

    private static String pick(Random random, List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static void damage(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        String pieces = ":-?[]{},#&*!|>'\"%@`\n\t ~0a\\é";
        switch (random.nextInt(3)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, pieces.charAt(random.nextInt(pieces.length())));
            default -> text.setCharAt(at, pieces.charAt(random.nextInt(pieces.length())));
        }
    }
}
