package io.github.keda4j.trigger.generator;

import io.github.keda4j.trigger.generator.catalogue.Catalogue;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.reading.CatalogueReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A catalogue that a test writes. */
public final class SmallCatalogue {

    private final Path folder;

    public SmallCatalogue(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    /** Writes a file, by its path below the folder. */
    public SmallCatalogue with(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Catalogue read() {
        return CatalogueReader.read(folder);
    }

    public TriggerType only() {
        return read().triggers().get(0);
    }
}
