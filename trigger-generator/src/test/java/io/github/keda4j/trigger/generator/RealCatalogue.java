package io.github.keda4j.trigger.generator;

import io.github.keda4j.trigger.generator.catalogue.Catalogue;
import io.github.keda4j.trigger.generator.reading.CatalogueReader;
import java.nio.file.Path;

/** Reads the catalogue that the build uses. */
public final class RealCatalogue {

    public static final Path FOLDER = Path.of("..", "keda-model", "src", "main", "catalogue");

    private RealCatalogue() {}

    public static Catalogue read() {
        return CatalogueReader.read(FOLDER);
    }
}
