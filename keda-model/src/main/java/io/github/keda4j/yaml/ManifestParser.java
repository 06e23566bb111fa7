package io.github.keda4j.yaml;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.yaml.tree.Node;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of a text one after the other, so that a large text is never in memory as a whole. A document that
 * cannot be read is reported and does not hide the others.
 */
public final class ManifestParser {

    private final @Nullable String source;
    private final Documents documents;
    private final Consumer<Finding> problems;
    private final Deque<Node> ahead = new ArrayDeque<>();

    ManifestParser(@Nullable String source, Reader text, Consumer<Finding> problems) {
        this.source = source;
        this.documents = new Documents(text);
        this.problems = problems;
    }

    /**
     * {@return a parser of a stream}
     *
     * @param source the name of the text in findings, such as a path
     * @param text the stream, in UTF-8; it stays open
     * @param problems the consumer of problems: everything that is not YAML, JSON or an object, each with its place
     */
    public static ManifestParser of(String source, InputStream text, Consumer<Finding> problems) {
        return new ManifestParser(source, new Utf8Reader(text), problems);
    }

    /**
     * {@return the next object, or null at the end of the text} The items of a list count as objects.
     *
     * @throws java.io.UncheckedIOException if the stream cannot be read
     */
    public @Nullable ParsedManifest next() {
        while (true) {
            Node document = ahead.poll();
            if (document == null) {
                try {
                    document = documents.next();
                } catch (ManifestException e) {
                    e.findings().forEach(this::report);
                    continue;
                }
                if (document == null) {
                    return null;
                }
            }
            if (document instanceof Node.Mapping root) {
                List<Node> items = ListItems.of(root);
                if (items == null) {
                    return new ParsedManifest(source, root);
                }
                for (int i = items.size() - 1; i >= 0; i--) {
                    ahead.push(items.get(i));
                }
            } else {
                report(ObjectReader.notAMap(document));
            }
        }
    }

    private void report(Finding finding) {
        problems.accept(Problems.in(source, finding));
    }
}
