package io.github.keda4j.trigger.generator.pages;

import io.github.keda4j.trigger.generator.Folder;
import io.github.keda4j.trigger.generator.catalogue.Catalogue;
import io.github.keda4j.trigger.generator.reading.CatalogueReader;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes all reference pages; run it with {@code mvn -q -pl trigger-generator compile exec:java@pages}. */
public final class ReferencePages {

    private ReferencePages() {}

    /**
     * Writes the pages as text.
     *
     * @param catalogue the catalogue
     * @return the text of each page, by its file name
     */
    public static SortedMap<String, String> of(Catalogue catalogue) {
        SortedMap<String, String> pages = new TreeMap<>();
        pages.put("README.md", IndexPage.of(catalogue));
        catalogue.triggers().forEach(trigger -> pages.put(trigger.type() + ".md", TriggerPage.of(trigger)));
        return pages;
    }

    /**
     * Reads a catalogue and writes its pages into a folder that contains nothing else.
     *
     * @param arguments the folder of the catalogue, and the folder of the pages
     */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("takes two arguments: folder of the catalogue, folder for the pages");
        }
        Folder.of(Path.of(arguments[1])).write(of(CatalogueReader.read(Path.of(arguments[0]))));
    }
}
