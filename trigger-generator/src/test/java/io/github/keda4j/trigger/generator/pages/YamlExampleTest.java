package io.github.keda4j.trigger.generator.pages;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.yaml.snakeyaml.Yaml;

class YamlExampleTest {

    @Property
    void aScalarIsReadAsTheStringThatItWas(
            @ForAll
                    @Chars({
                        'a', 'Z', '7', ' ', ':', '#', '-', '"', '\'', '\\', '{', '[', '*', '&', '!', '|', '>', '%', '@',
                        '`', ',', '?', '~', '=', '.', '\n', '\t'
                    })
                    @StringLength(min = 1, max = 12)
                    String value) {
        Object read = new Yaml().load("key: " + YamlExample.scalar(value) + "\n");

        assertThat(read).isEqualTo(java.util.Map.of("key", value));
    }

    @Example
    void wordsThatYamlTakesForSomethingElseAreQuoted() {
        for (String word :
                new String[] {"true", "No", "on", "null", "~", "1", "1.5", "0x10", "2026-01-01", "1:30", ".5"}) {
            assertThat(YamlExample.scalar(word)).isEqualTo("\"" + word + "\"");
        }
    }
}
