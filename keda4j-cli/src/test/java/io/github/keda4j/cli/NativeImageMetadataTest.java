package io.github.keda4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** GraalVM is told of every class that picocli reads or makes by reflection: commands, their options, converters, and the version. */
class NativeImageMetadataTest {

    private static final Path METADATA =
            Path.of("src/main/resources/META-INF/native-image/io.github.keda4j/keda4j-cli/reflect-config.json");

    @Test
    void namesEveryClassThatPicocliReflectsOn() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        CommandSpec program = Keda4j.program().getCommandSpec();
        Stream.concat(
                        Stream.of(program),
                        program.subcommands().values().stream().map(command -> command.getCommandSpec()))
                .flatMap(command -> Stream.concat(Stream.of(command), command.mixins().values().stream()))
                .map(CommandSpec::userObject)
                .filter(Objects::nonNull)
                .flatMap(object -> reflectedOn(object.getClass()))
                .map(Class::getName)
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
        assertThat(METADATA).as("a fresh one is in " + fresh).hasSameTextualContentAs(fresh);
    }

    private static Stream<Class<?>> reflectedOn(Class<?> type) {
        if (type.getName().startsWith("java.") || type.getName().startsWith("picocli.")) {
            return Stream.empty();
        }
        Command command = type.getAnnotation(Command.class);
        return Stream.of(
                        Stream.<Class<?>>of(type),
                        command == null ? Stream.<Class<?>>empty() : Stream.<Class<?>>of(command.versionProvider()),
                        Arrays.stream(type.getDeclaredFields()).flatMap(NativeImageMetadataTest::converters),
                        reflectedOn(type.getSuperclass()))
                .flatMap(classes -> classes)
                .filter(found -> !found.getName().startsWith("picocli."));
    }

    private static Stream<Class<?>> converters(java.lang.reflect.Field field) {
        Option option = field.getAnnotation(Option.class);
        Parameters parameters = field.getAnnotation(Parameters.class);
        return Stream.of(
                        option == null ? new Class<?>[0] : option.converter(),
                        parameters == null ? new Class<?>[0] : parameters.converter())
                .flatMap(Arrays::stream);
    }

    private static String line(String name) {
        return "  {\"name\": \"" + name + "\", \"allDeclaredConstructors\": true, \"allDeclaredFields\": true,"
                + " \"allDeclaredMethods\": true}";
    }
}
