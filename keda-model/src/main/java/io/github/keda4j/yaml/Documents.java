package io.github.keda4j.yaml;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads a text document by document, each as a tree whose size is bounded whatever the text says. */
final class Documents {

    /** Larger than what etcd takes for one object (1.5 MiB), and than a ConfigMap's 1 MiB in any way of quoting. */
    static final int MAX_CHARACTERS = 3 * 1024 * 1024;

    static final int MAX_DEPTH = 200;

    /** Values that a document may hold: a ConfigMap of a mebibyte has fewer, and each takes a hundred bytes of memory. */
    static final int MAX_NODES = 300_000;

    /** Nodes that aliases may add to a document. */
    static final int MAX_ALIASED_NODES = 100_000;

    /** The parser copies what it has read of a scalar each time it reads on: small pieces make a large one take minutes. */
    private static final int BUFFER = 32 * 1024;

    private final CheckedReader text;
    private final ParserImpl parser;
    private final Map<Anchor, Optional<Node>> anchors = new HashMap<>();
    private int nodes;
    private int aliasedNodes;
    private int depth;
    private int line = 1;
    private int column = 1;

    Documents(Reader text) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(MAX_CHARACTERS)
                .setBufferSize(BUFFER)
                .build();
        this.text = new CheckedReader(text);
        this.parser = new ParserImpl(settings, new StreamReader(settings, this.text));
    }

    /**
     * The next document that holds anything, or null at the end of the text.
     *
     * @throws ManifestException if the text is not YAML, or more of it than a manifest needs
     */
    @Nullable
    Node next() {
        try {
            while (parser.hasNext()) {
                Event event = take();
                switch (event.getEventId()) {
                    case StreamEnd -> {
                        return null;
                    }
                    case DocumentStart -> {
                        anchors.clear();
                        nodes = 0;
                        aliasedNodes = 0;
                        Node root = node(take());
                        if (!(root instanceof Node.Scalar scalar && scalar.isNull())) {
                            return root;
                        }
                    }
                    default -> {}
                }
            }
            return null;
        } catch (MarkedYamlEngineException e) {
            throw syntaxError(e);
        } catch (YamlEngineException e) {
            if (e.getCause() instanceof IOException broken) {
                throw new UncheckedIOException(broken);
            }
            throw limitOrSyntax(e);
        }
    }

    private Event take() {
        Event event = parser.next();
        text.allow(MAX_CHARACTERS);
        Mark start = event.getStartMark().orElse(null);
        if (start != null) {
            line = start.getLine() + 1;
            column = start.getColumn() + 1;
        }
        return event;
    }

    private Node node(Event event) {
        if (event instanceof AliasEvent alias) {
            return aliased(alias.getAlias());
        }
        if (++nodes > MAX_NODES) {
            throw new ManifestException(
                    ManifestException.LIMIT,
                    line,
                    column,
                    "The document has more than " + MAX_NODES + " keys and values.");
        }
        Anchor anchor = event instanceof NodeEvent named ? named.getAnchor().orElse(null) : null;
        if (anchor != null) {
            anchors.put(anchor, Optional.empty());
        }
        Node node = switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> sequence((SequenceStartEvent) event);
            case MappingStart -> mapping((MappingStartEvent) event);
            default -> throw new IllegalStateException("no node begins with " + event);
        };
        if (anchor != null) {
            anchors.put(anchor, Optional.of(node));
        }
        return node;
    }

    private Node aliased(Anchor name) {
        Optional<Node> node = anchors.get(name);
        if (node == null) {
            throw new ManifestException(
                    ManifestException.SYNTAX,
                    line,
                    column,
                    "The alias *" + name + " refers to an anchor that is not defined before it.");
        }
        Node found = node.orElse(null);
        if (found == null) {
            throw new ManifestException(
                    ManifestException.SYNTAX,
                    line,
                    column,
                    "The alias *" + name + " refers to a value that contains it.");
        }
        aliasedNodes += found.size(); // no overflow: sizes are bounded by this very check
        if (aliasedNodes > MAX_ALIASED_NODES) {
            throw new ManifestException(
                    ManifestException.LIMIT,
                    line,
                    column,
                    "Aliases such as *" + name + " stand for more than " + MAX_ALIASED_NODES + " values.",
                    "Write the values out.");
        }
        return found;
    }

    private Node.Scalar scalar(ScalarEvent event) {
        String tag = event.getTag().orElse(null);
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
        if (tag != null && !tag.equals("!")) {
            switch (tag) {
                case "tag:yaml.org,2002:str" -> plain = false;
                case "tag:yaml.org,2002:int",
                        "tag:yaml.org,2002:float",
                        "tag:yaml.org,2002:bool",
                        "tag:yaml.org,2002:null" -> plain = true;
                default -> throw unknownTag(tag);
            }
        }
        return new Node.Scalar(line, column, event.getValue(), plain && !"!".equals(tag));
    }

    private Node.Sequence sequence(SequenceStartEvent start) {
        checkTag(start.getTag().orElse(null), "tag:yaml.org,2002:seq");
        enter();
        int startLine = line;
        int startColumn = column;
        List<Node> elements = new ArrayList<>();
        int size = 1;
        for (Event event = take(); event.getEventId() != Event.ID.SequenceEnd; event = take()) {
            Node element = node(event);
            elements.add(element);
            size += element.size();
        }
        depth--;
        return new Node.Sequence(startLine, startColumn, elements, size);
    }

    private Node.Mapping mapping(MappingStartEvent start) {
        checkTag(start.getTag().orElse(null), "tag:yaml.org,2002:map");
        enter();
        int startLine = line;
        int startColumn = column;
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        List<Node> merged = new ArrayList<>();
        int size = 1;
        for (Event event = take(); event.getEventId() != Event.ID.MappingEnd; event = take()) {
            Node key = node(event);
            Node value = node(take());
            size += value.size() + 1;
            if (key instanceof Node.Scalar scalar
                    && scalar.plain()
                    && scalar.text().equals("<<")) {
                merged.add(value);
                continue;
            }
            Node.Entry entry = new Node.Entry(key(key), key.line(), key.column(), value);
            Node.Entry earlier = entries.putIfAbsent(entry.key(), entry);
            if (earlier != null) {
                throw new ManifestException(
                        ManifestException.SYNTAX,
                        entry.line(),
                        entry.column(),
                        "The key " + quoted(entry.key()) + " is defined twice, first in line " + earlier.line() + ".");
            }
        }
        merged.forEach(value -> merge(value, entries));
        depth--;
        return new Node.Mapping(startLine, startColumn, List.copyOf(entries.values()), size);
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new ManifestException(
                    ManifestException.LIMIT,
                    line,
                    column,
                    "The document is nested more than " + MAX_DEPTH + " levels deep.");
        }
    }

    private static void merge(Node source, Map<String, Node.Entry> target) {
        if (source instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entry -> target.putIfAbsent(entry.key(), entry));
        } else if (source instanceof Node.Sequence sequence
                && sequence.elements().stream().allMatch(Node.Mapping.class::isInstance)) {
            sequence.elements().forEach(mapping -> merge(mapping, target));
        } else {
            throw new ManifestException(
                    ManifestException.SYNTAX,
                    source.line(),
                    source.column(),
                    "The value of << must be a map or a list of maps.");
        }
    }

    /** A key as JSON has it: the API server sees no other. */
    private static String key(Node key) {
        if (!(key instanceof Node.Scalar scalar)) {
            throw new ManifestException(
                    ManifestException.SYNTAX,
                    key.line(),
                    key.column(),
                    "The key is a list or a map. It must be a string.");
        }
        if (!scalar.plain()) {
            return scalar.text();
        }
        if (scalar.isNull()) {
            throw new ManifestException(
                    ManifestException.SYNTAX, key.line(), key.column(), "The key is null. It must be a string.");
        }
        Object value = PlainScalars.booleanOf(scalar.text());
        if (value == null) {
            value = PlainScalars.numberOf(scalar.text());
        }
        return value == null || value instanceof Double ? scalar.text() : value.toString();
    }

    private void checkTag(@Nullable String tag, String allowed) {
        if (tag != null && !tag.equals("!") && !tag.equals(allowed)) {
            throw unknownTag(tag);
        }
    }

    private ManifestException unknownTag(String tag) {
        return new ManifestException(
                ManifestException.SYNTAX,
                line,
                column,
                "The tag " + quoted(tag) + " is unknown to Kubernetes.",
                "Remove the tag.");
    }

    private static String quoted(String text) {
        String shown = text.length() > 80 ? text.substring(0, 80) + "..." : text;
        StringBuilder out = new StringBuilder();
        Scalars.appendDoubleQuoted(out, shown);
        return out.toString();
    }

    private ManifestException syntaxError(MarkedYamlEngineException e) {
        Mark mark = e.getProblemMark().orElse(null);
        String context = e.getContext() == null ? "" : e.getContext().trim() + ": ";
        String message = "The text is not YAML: " + context + e.getProblem() + ".";
        String hint = message.contains("\\t") ? "Indent with spaces instead of tabs." : null;
        return mark == null
                ? new ManifestException(ManifestException.SYNTAX, line, column, message, hint)
                : new ManifestException(
                        ManifestException.SYNTAX, mark.getLine() + 1, mark.getColumn() + 1, message, hint);
    }

    private ManifestException limitOrSyntax(YamlEngineException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("exceeds the limit")
                ? new ManifestException(
                        ManifestException.LIMIT,
                        line,
                        column,
                        "The document that begins or continues here has more than " + MAX_CHARACTERS
                                + " characters. Kubernetes does not accept an object of that size.")
                : new ManifestException(
                        ManifestException.SYNTAX, line, column, "The text is not YAML: " + message + ".");
    }
}
