package io.github.keda4j.trigger.generator.reading;

import io.github.keda4j.trigger.generator.catalogue.Catalogue;
import io.github.keda4j.trigger.generator.catalogue.EnumValues;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a folder of the catalogue. */
public final class CatalogueReader {

    private final Path folder;
    private final Problems problems = new Problems();

    private CatalogueReader(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads every {@code *.yaml} of the folder, and the fragments in its {@code shared}.
     *
     * @param folder the folder of the catalogue
     * @return all types
     * @throws CatalogueException if the files have mistakes; the exception lists all of them, each with file and line
     * @throws UncheckedIOException if a file cannot be read
     */
    public static Catalogue read(Path folder) {
        return new CatalogueReader(folder).read();
    }

    private Catalogue read() {
        Map<String, Yaml.Mapping> fragments = mappings("shared/");
        Map<String, Yaml.Mapping> files = mappings("");
        List<TriggerType> triggers = new ArrayList<>();
        List<TriggerType> removed = new ArrayList<>();
        files.forEach((name, mapping) -> {
            MergedFile merged = MergedFile.of(name, mapping, fragments, problems);
            TriggerType trigger = new TriggerReader(merged, problems).read();
            (trigger.removed().isPresent() ? removed : triggers).add(trigger);
        });
        Map<String, List<String>> sharedEnums = sharedEnums(triggers);
        problems.throwIfAny();
        return new Catalogue(List.copyOf(triggers), List.copyOf(removed), sharedEnums);
    }

    /** The files of a folder by name, in alphabetical order. */
    private Map<String, Yaml.Mapping> mappings(String below) {
        Map<String, Yaml.Mapping> mappings = new LinkedHashMap<>();
        for (Path path : yamlFiles(folder.resolve(below))) {
            String file = below + path.getFileName();
            Yaml yaml = Yaml.read(file, text(path), problems);
            if (yaml instanceof Yaml.Mapping mapping) {
                mappings.put(name(path), mapping);
            } else if (yaml != null) {
                problems.add(yaml.place(), "the file must be a mapping");
            }
        }
        return mappings;
    }

    private static List<Path> yamlFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted(Comparator.comparing(CatalogueReader::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path path) {
        String file = path.getFileName().toString();
        return file.substring(0, file.length() - ".yaml".length());
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The words of each Java type that files name: those of the file with the most words, which must include all
     * others.
     */
    private Map<String, List<String>> sharedEnums(List<TriggerType> triggers) {
        Map<String, List<String>> shared = new TreeMap<>();
        eachShared(triggers, (name, parameter, values) -> {
            if (values.size() > shared.getOrDefault(name, List.of()).size()) {
                shared.put(name, values);
            }
        });
        eachShared(triggers, (name, parameter, values) -> {
            List<String> known = shared.getOrDefault(name, List.of());
            if (!known.containsAll(values)) {
                problems.add(
                        parameter.place(),
                        "enumType " + name + " of " + parameter.name() + " has the values " + values
                                + ", but elsewhere it has " + known);
            }
        });
        return shared;
    }

    private interface SharedEnum {
        void accept(String name, Parameter parameter, List<String> values);
    }

    private static void eachShared(List<TriggerType> triggers, SharedEnum action) {
        for (TriggerType trigger : triggers) {
            for (Parameter parameter : trigger.parameters()) {
                EnumValues values = parameter.type().enumValues().orElse(null);
                boolean settable = parameter.isAlive() && parameter.isInTrigger();
                if (settable && values != null && values.enumType().isPresent()) {
                    action.accept(values.enumType().get(), parameter, values.values());
                }
            }
        }
    }
}
