package io.github.keda4j.trigger.generator.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.keda4j.trigger.generator.upgrade.GoPackage.Field;
import io.github.keda4j.trigger.generator.upgrade.GoPackage.Struct;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GoReaderTest {

    @Example
    void fieldsHaveNamesTypesAndTags() {
        Struct struct = read("""
                        type meta struct {
                        	// a comment { with a brace
                        	A, B string `keda:"name=a" json:"a"` // and one behind
                        	*Embedded
                        	other.Embedded `keda:"optional"`
                        	List []map[string][]int
                        	Call func(a int, b struct{}) (string, error)
                        	Inline struct { C bool "keda:\\"name=c\\""; D int }
                        }
                        """).structs().get("meta");

        assertThat(struct.fields())
                .extracting(field -> field.name() + "|" + StructReader.text(field.type()) + "|" + field.tag())
                .containsExactly(
                        "A|string|keda:\"name=a\" json:\"a\"",
                        "B|string|keda:\"name=a\" json:\"a\"",
                        "|*Embedded|",
                        "|other.Embedded|keda:\"optional\"",
                        "List|[]map[string][]int|",
                        "Call|func(aint,bstruct{})(string,error)|",
                        "Inline||");
        Field inline = struct.fields().get(6);
        assertThat(inline.struct()).isNotNull();
        assertThat(inline.struct().fields()).extracting(Field::name).containsExactly("C", "D");
    }

    @Example
    void declarationsInGroupsAreRead() {
        GoPackage read = read("""
                import (
                	"fmt"
                	alias "example.com/some/folder"
                )
                type (
                	One struct { A int }
                	Two string
                	Three = []int
                )
                const (
                	First Two = "first"
                	Second = "second"
                	Third = iota
                )
                const Single = `raw`
                var x = struct{ Y int }{Y: 1}
                func Generic[T any](a T, b ...string) (T, error) { return a, nil }
                func (r *Receiver) Method() { if true { call("}") } }
                func declaredOnly()
                """);

        assertThat(read.imports()).containsExactly(java.util.Map.entry("alias", "folder"));
        assertThat(read.structs()).containsOnlyKeys("One");
        assertThat(read.types()).containsOnlyKeys("Two", "Three");
        assertThat(read.constants())
                .containsOnly(
                        java.util.Map.entry("First", "first"),
                        java.util.Map.entry("Second", "second"),
                        java.util.Map.entry("Single", "raw"));
        assertThat(read.functions()).containsOnlyKeys("Generic", "Receiver.Method");
    }

    @Example
    void tagsAreTakenApartAsKedaDoes() {
        KedaTag tag = KedaTag.of(
                        "json:\"x\" keda:\"name=a;b,  order=authParams; triggerMetadata , optional, default=k=v,,\"")
                .orElseThrow();

        assertThat(tag.values("name")).isEqualTo(List.of("a", "b"));
        assertThat(tag.values("order")).isEqualTo(List.of("authParams", "triggerMetadata"));
        assertThat(tag.flag("optional")).isTrue();
        assertThat(tag.flag("deprecated")).isFalse();
        assertThat(tag.value("default")).contains("k=v");
        assertThat(KedaTag.of("json:\"keda\"")).isEmpty();
    }

    @Example
    void aBracketThatClosesNothingIsSteppedOver() {
        GoPackage read = new GoPackage();

        GoReader.read("type A struct } } B string", read);
        GoReader.read("type B struct { { ) } \n }", read);

        assertThat(read.structs()).containsOnlyKeys("A", "B");
    }

    @Property(tries = 2000)
    void anyTextIsReadWithoutAnException(@ForAll("texts") String text) {
        assertThatCode(() -> GoReader.read(text, new GoPackage())).doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "type ",
                        "struct ",
                        "func ",
                        "const ",
                        "import ",
                        "name ",
                        "{",
                        "}",
                        "(",
                        ")",
                        "[",
                        "]",
                        "*",
                        ".",
                        ",",
                        ":=",
                        "=",
                        "`keda:\"name=a\"`",
                        "\"",
                        "`",
                        "'",
                        "\\",
                        "\n",
                        ";",
                        "//",
                        "/*",
                        "*/",
                        " ",
                        "é")
                .list()
                .ofMaxSize(25)
                .map(words -> String.join("", words));
    }

    private static GoPackage read(String source) {
        GoPackage read = new GoPackage();
        GoReader.read(source, read);
        return read;
    }
}
