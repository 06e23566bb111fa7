package io.github.keda4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The metadata for GraalVM names every class that picocli reads or creates by reflection: commands, their options,
 * converters, and the version.
 */
class NativeImageMetadataTest {

    private static final Path METADATA =
            Path.of("src/main/resources/META-INF/native-image/io.github.keda4j/keda4j-cli/reflect-config.json");

    @Test
    void namesEveryClassThatPicocliReflectsOn() throws IOException {
        Set<Class<?>> classes = new HashSet<>();
        CommandSpec program = Keda4j.program().getCommandSpec();
        addClasses(program, classes);
        program.subcommands().values().forEach(command -> addClasses(command.getCommandSpec(), classes));
        TreeSet<String> names = new TreeSet<>();
        classes.stream()
                .map(Class::getName)
                .filter(name -> !name.startsWith("picocli."))
                .forEach(names::add);
        Path fresh = Path.of("target", "reflect-config.json");
        Files.writeString(
                fresh,
                "[\n"
                        + String.join(
                                ",\n",
                                names.stream()
                                        .map(NativeImageMetadataTest::line)
                                        .toList()) + "\n]\n");

        assertThat(names).contains(Keda4j.class.getName(), OutputOptions.class.getName());
        assertThat(METADATA)
                .as("the metadata is outdated; a fresh copy is in " + fresh)
                .hasSameTextualContentAs(fresh);
    }

    private static void addClasses(CommandSpec command, Set<Class<?>> classes) {
        command.mixins().values().forEach(mixin -> addClasses(mixin, classes));
        for (Class<?> type = command.userObject().getClass(); type != Object.class; type = type.getSuperclass()) {
            classes.add(type);
            Command described = type.getAnnotation(Command.class);
            if (described != null) {
                classes.add(described.versionProvider());
            }
            for (Field field : type.getDeclaredFields()) {
                Option option = field.getAnnotation(Option.class);
                Parameters parameters = field.getAnnotation(Parameters.class);
                classes.addAll(List.of(option == null ? new Class<?>[0] : option.converter()));
                classes.addAll(List.of(parameters == null ? new Class<?>[0] : parameters.converter()));
            }
        }
    }

    private static String line(String name) {
        return "  {\"name\": \"" + name + "\", \"allDeclaredConstructors\": true, \"allDeclaredFields\": true,"
                + " \"allDeclaredMethods\": true}";
    }
}
