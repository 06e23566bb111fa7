package io.github.keda4j.yaml;

import io.github.keda4j.yaml.tree.Node;
import io.github.keda4j.yaml.tree.PlainScalars;
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

/** Reads YAML as trees whose size is bounded for any text. */
final class YamlText {

    private final DocumentText source;
    private final ParserImpl parser;
    private final int lineBefore;
    private final int columnBefore;
    private final Map<Anchor, Optional<Node>> anchors = new HashMap<>();
    private int nodes;
    private int aliasedNodes;
    private int depth;
    private int line;
    private int column = 1;

    /**
     * Creates a reader of a text.
     *
     * @param buffer the number of characters that the parser reads at a time; with each read, it copies all that it has
     *     read of the current scalar, so with a small buffer a large scalar takes minutes
     * @param line the line on which the text begins, from 1
     * @param column the column at which the text begins, from 1
     * @param source the source, which supplies more text after each value
     */
    YamlText(Reader text, int buffer, int line, int column, DocumentText source) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Documents.MAX_CHARACTERS)
                .setBufferSize(buffer)
                .build();
        this.source = source;
        this.line = line;
        this.lineBefore = line - 1;
        this.columnBefore = column - 1;
        this.parser = new ParserImpl(settings, new StreamReader(settings, text));
    }

    /**
     * Returns the next document that is not empty, or null at the end of the text.
     *
     * @throws ManifestException if the text is not YAML, or is larger than any manifest
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
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            if (e instanceof ManifestException ours) {
                throw ours;
            }
            // The parser throws this if an escape ends too early or does not represent a character.
            throw new ManifestException(
                    ManifestException.SYNTAX,
                    line,
                    column,
                    "The text is not YAML: an escape in or after the scalar that begins here is incomplete.");
        }
    }

    private Event take() {
        Event event = parser.next();
        source.allow(Documents.MAX_CHARACTERS);
        Mark start = event.getStartMark().orElse(null);
        if (start != null) {
            place(start);
        }
        return event;
    }

    private void place(Mark mark) {
        line = mark.getLine() + lineBefore + 1;
        column = mark.getColumn() + (mark.getLine() == 0 ? columnBefore : 0) + 1;
    }

    private Node node(Event event) {
        if (event instanceof AliasEvent alias) {
            return aliased(alias.getAlias());
        }
        if (++nodes > Documents.MAX_NODES) {
            throw Documents.tooManyNodes(line, column);
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
                    "The alias " + shown(name) + " refers to an anchor that is not defined before it.");
        }
        Node found = node.orElse(null);
        if (found == null) {
            throw new ManifestException(
                    ManifestException.SYNTAX,
                    line,
                    column,
                    "The alias " + shown(name) + " refers to a value that contains it.");
        }
        aliasedNodes += found.size(); // no overflow: sizes are bounded by this very check
        if (aliasedNodes > Documents.MAX_ALIASED_NODES) {
            throw new ManifestException(
                    ManifestException.LIMIT,
                    line,
                    column,
                    "Aliases such as " + shown(name) + " stand for more than " + Documents.MAX_ALIASED_NODES
                            + " values.",
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
            Documents.addOnce(entries, new Node.Entry(key(key), key.line(), key.column(), value));
        }
        merged.forEach(value -> merge(value, entries));
        depth--;
        return new Node.Mapping(startLine, startColumn, List.copyOf(entries.values()), size);
    }

    private void enter() {
        if (++depth > Documents.MAX_DEPTH) {
            throw Documents.tooDeep(line, column);
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

    /** A key as in JSON, which is the only form that the API server sees. */
    private static String key(Node key) {
        if (!(key instanceof Node.Scalar scalar)) {
            throw new ManifestException(
                    ManifestException.SYNTAX,
                    key.line(),
                    key.column(),
                    "The key is a list or a map. It must be a string.",
                    key instanceof Node.Mapping
                            ? "If {{ begins a Helm template, render it first with helm template."
                            : null);
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
                "The tag " + Documents.quoted(tag) + " is unknown to Kubernetes.",
                "Remove the tag.");
    }

    private ManifestException syntaxError(MarkedYamlEngineException e) {
        Mark mark = e.getProblemMark().orElse(null);
        String context = e.getContext() == null ? "" : e.getContext().trim() + ": ";
        String message = notYaml(context + e.getProblem());
        String hint = message.contains("\\t") ? "Indent with spaces instead of tabs." : null;
        if (mark != null) {
            place(mark);
        }
        Mark template = isInTemplate(mark)
                ? mark
                : e.getContextMark().filter(YamlText::isInTemplate).orElse(null);
        if (template != null) {
            message =
                    "The text is a template and not YAML: {{ is on line " + (template.getLine() + lineBefore + 1) + ".";
            hint = "If it belongs to a Helm chart, render it first with helm template.";
        }
        return new ManifestException(ManifestException.SYNTAX, line, column, message, hint);
    }

    /** Quotes the parser's words, which may contain any character of the text. */
    private static String notYaml(String words) {
        String line = words.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return "The text is not YAML. The parser says: " + line + (line.endsWith(".") ? "" : ".");
    }

    private static String shown(Anchor name) {
        return Documents.quoted("*" + name);
    }

    private static boolean isInTemplate(@Nullable Mark mark) {
        return mark != null && mark.createSnippet().contains("{{");
    }

    private ManifestException limitOrSyntax(YamlEngineException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("exceeds the limit")
                ? new ManifestException(
                        ManifestException.LIMIT,
                        line,
                        column,
                        "The document that begins or continues here has more than " + Documents.MAX_CHARACTERS
                                + " characters. Kubernetes does not accept an object of that size.")
                : new ManifestException(ManifestException.SYNTAX, line, column, notYaml(message));
    }
}
