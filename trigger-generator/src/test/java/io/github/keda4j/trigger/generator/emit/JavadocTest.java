package io.github.keda4j.trigger.generator.emit;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;

class JavadocTest {

    @Property
    void noWordsEndACommentOrBeginATag(
            @ForAll
                    @Chars({'a', ' ', '*', '/', '{', '}', '@', '\\', 'u', '<', '>', '&'})
                    @StringLength(min = 1, max = 30)
                    @NotBlank
                    String words) {
        String comment = new Javadoc(Javadoc.MEMBER)
                .paragraph(Javadoc.sentence(words))
                .tag("param", "p such as " + Javadoc.code(words))
                .toString();

        assertThat(comment).doesNotContain("*/", "\\u");
        assertThat(comment.replace("{@code ", "").replace("@param p", "")).doesNotContainPattern("(^|[^A-Za-z0-9])@");
    }

    @Example
    void expressionsAndAddressesStayReadableInTheSource() {
        assertThat(Javadoc.code("[1-9]\\d*\\.\\d+")).isEqualTo("{@code [1-9]\\d*\\.\\d+}");
        assertThat(Javadoc.sentence("as amqp://user:password@host")).isEqualTo("As amqp://user:password@host.");
        assertThat(Javadoc.code("a\\u002a")).isEqualTo("<code>a&#92;u002a</code>");
        assertThat(Javadoc.sentence("@param {@link")).isEqualTo("&#64;param {&#64;link.");
    }

    @Property
    void linesAreShortUnlessAWordIsLong(
            @ForAll @Chars({'a', 'b', ' '}) @StringLength(min = 1, max = 400) @NotBlank String words) {
        String text = words.replaceAll("[ab]{40,}", "a");

        assertThat(new Javadoc(Javadoc.INNER)
                        .paragraph(Javadoc.sentence(text))
                        .toString()
                        .lines())
                .allMatch(line -> line.length() <= 120 - Javadoc.INNER - " * ".length());
    }

    @Example
    void codeIsNotBrokenBehindItsTag() {
        String words = "a".repeat(100);

        assertThat(new Javadoc(Javadoc.CLASS)
                        .paragraph(words + " {@code name} more")
                        .toString())
                .isEqualTo(words + " {@code name}\nmore\n");
    }
}
