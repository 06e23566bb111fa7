package io.github.keda4j.trigger.generator.pages;

import io.github.keda4j.trigger.generator.Folder;
import io.github.keda4j.trigger.generator.catalogue.Catalogue;
import io.github.keda4j.trigger.generator.catalogue.Rule;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.reading.CatalogueReader;
import io.github.keda4j.trigger.generator.words.RuleWords;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Writes an index of the rules that trigger types have for their parameters, for programs that explain these rules. It
 * has a line for each rule of each type, with the id of its findings, the type and the rule in words, separated by
 * tabs.
 */
public final class RuleIndex {

    private static final String FILE = "trigger-rules.tsv";

    private RuleIndex() {}

    /**
     * {@return the index as text}
     *
     * @param catalogue the catalogue
     */
    public static String of(Catalogue catalogue) {
        SortedSet<String> lines = new TreeSet<>();
        for (TriggerType trigger : catalogue.triggers()) {
            RuleWords words = new RuleWords(trigger, UnaryOperator.identity(), UnaryOperator.identity());
            for (Rule rule : trigger.rules()) {
                lines.add("trigger-" + rule.id() + "\t" + trigger.type() + "\t" + words.of(rule) + "\n");
            }
        }
        return String.join("", lines);
    }

    /**
     * Reads a catalogue and writes its index into a folder that contains nothing else.
     *
     * @param arguments the folder of the catalogue, and the folder of the index
     */
    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("takes two arguments: folder of the catalogue, folder for the index");
        }
        SortedMap<String, String> files = new TreeMap<>();
        files.put(FILE, of(CatalogueReader.read(Path.of(arguments[0]))));
        Folder.of(Path.of(arguments[1])).write(files);
    }
}
