package io.github.keda4j.trigger.generator.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.keda4j.trigger.generator.SmallCatalogue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParameterReaderTest {

    @TempDir
    Path folder;

    @Test
    void attributesHaveToSuitTheType() {
        assertThat(parameterProblems("type: long, values: [a]"))
                .containsExactly("values applies only to an enum or a list of enums, and p is not one");
        assertThat(parameterProblems("type: boolean, separator: ;"))
                .containsExactly("separator applies only to a list, and p is not one");
        assertThat(parameterProblems("type: enum")).containsExactly("p is an enum without values");
        assertThat(parameterProblems("type: list, ranges: true"))
                .containsExactly("p has ranges: true, but its elements are not whole numbers; write element: int");
        assertThat(parameterProblems("type: boolean, min: 0")).containsExactly("p is not a number but has a limit");
        assertThat(parameterProblems("type: long, min: 5, max: 3")).containsExactly("p: its limits allow no number");
        assertThat(parameterProblems("unit: messages")).containsExactly("p is not a number but has a unit");
        assertThat(parameterProblems("type: long, format: url"))
                .containsExactly("format applies only to strings, but p is a long");
        assertThat(parameterProblems("pattern: '['"))
                .singleElement()
                .asString()
                .startsWith("pattern of p is not a regular expression");
        assertThat(parameterProblems("type: list, element: enum, values: [a, b], atMostOneOf: [a, c]"))
                .containsExactly("c is not one of the values of p");
    }

    @Test
    void valuesHaveToBeOfTheirType() {
        assertThat(parameterProblems("type: long, default: 1.5"))
                .containsExactly("default of p: 1.5 is not a whole number");
        assertThat(parameterProblems("type: int, example: 2147483648"))
                .containsExactly("example of p: 2147483648 does not fit into 32 bits");
        assertThat(parameterProblems("type: double, default: x")).containsExactly("default of p: x is not a number");
        assertThat(parameterProblems("type: boolean, default: yes"))
                .containsExactly("default of p: yes is neither true nor false");
        assertThat(parameterProblems("type: duration, default: soon"))
                .containsExactly("default of p: soon is not a duration such as 30s");
        assertThat(parameterProblems("type: enum, values: [a, b], default: c"))
                .containsExactly("default of p: c is not one of its values, a, b");
        assertThat(parameterProblems("type: map, example: 'a=b=c'"))
                .containsExactly("example of p: a=b=c is not a pair k=v");
        assertThat(parameterProblems("required: yes")).contains("required of p is 'yes', but must be true or false");
        assertThat(parameterProblems("aliases: other"))
                .containsExactly("aliases of p is 'other', but must be a list, [a, b]");
        assertThat(parameterProblems("from: [metadata, atuh]"))
                .containsExactly("from of p has atuh; did you mean auth?");
        assertThat(parameterProblems("since: 2.17")).containsExactly("since of p is 2.17; did you mean 2.18?");
    }

    @Test
    void whatContradictsItselfIsAMistake() {
        assertThat(parameterProblems("required: true, default: x"))
                .contains("p is required but has a default; one of the two is wrong");
        assertThat(parameterProblems("required: true")).containsExactly("p is required but has no example");
        assertThat(parameterProblems("removedFrom: [metadata]"))
                .containsExactly("p has 'removedFrom' but not 'removed', which names the release");
        assertThat(parameterProblems("from: []")).containsExactly("'from' of p must not be empty");
        assertThat(parameterProblems("java: Upper")).containsExactly("Upper is not the name of a Java property");
    }

    /** The mistakes of a file whose one parameter, in line 5, has these attributes. */
    private List<String> parameterProblems(String attributes) {
        SmallCatalogue catalogue = new SmallCatalogue(folder).with("a.yaml", """
                type: a
                description: Scales on something.
                metricName: none
                parameters:
                  p: {description: Something, %s}
                """.formatted(attributes));
        CatalogueException thrown = catchThrowableOfType(CatalogueException.class, catalogue::read);
        assertThat(thrown).as("the mistakes").isNotNull();
        return thrown.problems().stream()
                .map(problem -> {
                    assertThat(problem).startsWith("a.yaml:5: ");
                    return problem.substring("a.yaml:5: ".length());
                })
                .toList();
    }
}
