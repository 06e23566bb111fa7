package io.github.keda4j.trigger.generator;

import io.github.keda4j.trigger.generator.emit.JavaSources;
import io.github.keda4j.trigger.generator.reading.CatalogueReader;
import java.nio.file.Path;

/** Writes the Java sources of all triggers; the build of the model runs it. */
public final class TriggerGenerator {

    private TriggerGenerator() {}

    /**
     * Reads a catalogue and writes its sources. Files that are up to date are not rewritten, so that a compiler sees no
     * change; files of types that no longer exist are deleted.
     *
     * @param arguments the folder of the catalogue, and the folder for the sources
     */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("takes two arguments: folder of the catalogue, folder for the sources");
        }
        Folder.of(Path.of(arguments[1])).write(JavaSources.of(CatalogueReader.read(Path.of(arguments[0]))));
    }
}
