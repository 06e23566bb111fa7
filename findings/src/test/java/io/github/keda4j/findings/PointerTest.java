package io.github.keda4j.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PointerTest {

    @Test
    void thePointerToTheWholeObjectIsEmpty() {
        assertThat(Pointer.root()).hasToString("");
        assertThat(Pointer.root().tokens()).isEmpty();
        assertThat(Pointer.parse("")).isEqualTo(Pointer.root());
    }

    @Test
    void fieldsAndElementsBecomeTokens() {
        Pointer pointer =
                Pointer.to("spec", "triggers").element(0).field("metadata").field("queueURL");

        assertThat(pointer).hasToString("/spec/triggers/0/metadata/queueURL");
        assertThat(pointer.tokens()).containsExactly("spec", "triggers", "0", "metadata", "queueURL");
    }

    @Test
    void tildesAndSlashesAreEscapedAsTheStandardSays() {
        assertThat(Pointer.to("a/b~c")).hasToString("/a~1b~0c");
        assertThat(Pointer.to("~1")).hasToString("/~01");
        assertThat(Pointer.parse("/~01").tokens()).containsExactly("~1");
        assertThat(Pointer.to("")).hasToString("/");
        assertThat(Pointer.parse("/").tokens()).containsExactly("");
    }

    @Test
    void aTextThatIsNotAPointerIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Pointer.parse("spec"));
        assertThatIllegalArgumentException().isThrownBy(() -> Pointer.parse("/a~2"));
        assertThatIllegalArgumentException().isThrownBy(() -> Pointer.parse("/a~"));
    }

    @Property
    void anyKeysComeBackFromTheText(@ForAll List<String> keys) {
        Pointer pointer = Pointer.to(keys.toArray(String[]::new));

        assertThat(Pointer.parse(pointer.toString()).tokens()).isEqualTo(keys);
        assertThat(Pointer.parse(pointer.toString())).isEqualTo(pointer).hasSameHashCodeAs(pointer);
    }
}
