package io.github.keda4j.trigger.generator.reading;

import io.github.keda4j.trigger.generator.catalogue.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A part of a YAML file that knows its line. The value of a scalar is its text; its meaning is up to the caller, so
 * that {@code on} is a word and {@code 2.20} a release.
 */
sealed interface Yaml {

    Place place();

    /** The kind of node, for messages. */
    String kind();

    record Scalar(String text, boolean quoted, Place place) implements Yaml {
        @Override
        public String kind() {
            return "'" + text + "'";
        }
    }

    record Items(List<Yaml> items, Place place) implements Yaml {
        @Override
        public String kind() {
            return "a list";
        }
    }

    record Mapping(Map<String, Yaml> entries, Map<String, Place> keys, Place place) implements Yaml {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** Reads the only document of a file; {@code null} if the file is not YAML, which is then reported as a problem. */
    static @Nullable Yaml read(String file, String text, Problems problems) {
        LoaderOptions options = new LoaderOptions();
        try {
            Composer composer = new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options);
            Node node = composer.getSingleNode();
            if (node == null) {
                problems.add(new Place(file, 1), "the file is empty");
                return null;
            }
            return convert(file, node, problems);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            problems.add(new Place(file, mark == null ? 1 : mark.getLine() + 1), "no YAML: " + e.getProblem());
            return null;
        }
    }

    private static Yaml convert(String file, Node node, Problems problems) {
        Place place = new Place(file, node.getStartMark().getLine() + 1);
        if (node instanceof MappingNode mapping) {
            return convertMapping(file, mapping, place, problems);
        }
        if (node instanceof SequenceNode sequence) {
            List<Yaml> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(convert(file, item, problems));
            }
            return new Items(items, place);
        }
        ScalarNode scalar = (ScalarNode) node;
        return new Scalar(scalar.getValue(), !scalar.isPlain(), place);
    }

    private static Mapping convertMapping(String file, MappingNode node, Place place, Problems problems) {
        Map<String, Yaml> entries = new LinkedHashMap<>();
        Map<String, Place> keys = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place at = new Place(file, tuple.getKeyNode().getStartMark().getLine() + 1);
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(at, "a key must be a word");
                continue;
            }
            Place first = keys.putIfAbsent(key.getValue(), at);
            if (first != null) {
                problems.add(at, key.getValue() + " is defined twice, first on line " + first.line());
            } else {
                entries.put(key.getValue(), convert(file, tuple.getValueNode(), problems));
            }
        }
        return new Mapping(entries, keys, place);
    }
}
