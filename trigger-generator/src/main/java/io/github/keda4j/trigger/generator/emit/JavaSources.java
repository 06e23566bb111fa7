package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import io.github.keda4j.trigger.generator.catalogue.Catalogue;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Generates all Java sources of a catalogue. */
public final class JavaSources {

    private JavaSources() {}

    /**
     * Writes the sources. The same catalogue results in the same text, byte for byte.
     *
     * @param catalogue the catalogue
     * @return the text of each file, by its path below the folder of sources
     */
    public static SortedMap<String, String> of(Catalogue catalogue) {
        SortedMap<String, String> sources = new TreeMap<>();
        for (TriggerType trigger : catalogue.triggers()) {
            add(sources, trigger.className(), TriggerClass.of(trigger));
        }
        for (Map.Entry<String, List<String>> shared : catalogue.sharedEnums().entrySet()) {
            ClassName name = RuntimeTypes.own(shared.getKey());
            add(
                    sources,
                    shared.getKey(),
                    EnumClass.of(name, parameterOf(catalogue, shared.getKey()), shared.getValue()));
        }
        add(sources, IndexClass.NAME, IndexClass.of(catalogue));
        return sources;
    }

    private static void add(SortedMap<String, String> sources, String name, TypeSpec type) {
        JavaFile file = JavaFile.builder(JavaNames.PACKAGE, type)
                .indent("    ")
                .skipJavaLangImports(true)
                .build();
        sources.put(JavaNames.PACKAGE.replace('.', '/') + "/" + name + ".java", SourceText.of(file.toString()));
    }

    /** KEDA's name for the first parameter that has the words of a shared type. */
    private static String parameterOf(Catalogue catalogue, String enumType) {
        return catalogue.triggers().stream()
                .flatMap(trigger -> trigger.parameters().stream())
                .filter(parameter -> parameter
                        .type()
                        .enumValues()
                        .flatMap(values -> values.enumType())
                        .filter(enumType::equals)
                        .isPresent())
                .map(Parameter::name)
                .findFirst()
                .orElseThrow();
    }
}
