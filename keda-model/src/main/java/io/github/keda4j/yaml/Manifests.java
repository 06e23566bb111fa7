package io.github.keda4j.yaml;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.keda4j.yaml.tree.Node;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes manifests of Kubernetes objects. They are written as people would write them: with keys in the order
 * of Kubernetes' documentation, without unset fields, and with quotes around strings that a YAML 1.1 reader would
 * mistake for something else. Any object of fabric8's model can be written, not only KEDA's. No Kubernetes client is
 * needed.
 */
public final class Manifests {

    private static final int BUFFER = 16 * 1024;

    private Manifests() {}

    /**
     * Writes objects as one text, with {@code ---} between them and without {@code status} ({@link
     * ManifestFields#AUTHORED}).
     *
     * @param objects the objects to write, in their order
     * @return the manifest; empty for no objects
     */
    public static String write(HasMetadata... objects) {
        return write(Arrays.asList(objects));
    }

    /**
     * Writes objects as one text, with {@code ---} between them and without {@code status} ({@link
     * ManifestFields#AUTHORED}).
     *
     * @param objects the objects to write, in their order
     * @return the manifest; empty for no objects
     */
    public static String write(Iterable<? extends HasMetadata> objects) {
        return write(objects, ManifestFields.AUTHORED);
    }

    /**
     * Writes objects as one text, with {@code ---} between them.
     *
     * @param objects the objects to write, in their order
     * @param fields the fields to write
     * @return the manifest; empty for no objects
     */
    public static String write(Iterable<? extends HasMetadata> objects, ManifestFields fields) {
        StringBuilder out = new StringBuilder(1024);
        ObjectWriter writer = new ObjectWriter(out, fields);
        for (HasMetadata object : objects) {
            if (!out.isEmpty()) {
                out.append("---\n");
            }
            writer.document(object);
        }
        return out.toString();
    }

    /**
     * Writes objects one after the other, so that a large bundle is never in memory as a whole. The target stays open.
     *
     * @param objects the objects to write, in their order; they are iterated over once
     * @param target the target of the text
     * @throws IOException if writing to the target fails
     */
    public static void writeAll(Iterable<? extends HasMetadata> objects, Appendable target) throws IOException {
        writeAll(objects, ManifestFields.AUTHORED, target);
    }

    /**
     * Writes objects one after the other, so that a large bundle is never in memory as a whole. The target stays open.
     *
     * @param objects the objects to write, in their order; they are iterated over once
     * @param fields the fields to write
     * @param target the target of the text
     * @throws IOException if writing to the target fails
     */
    public static void writeAll(Iterable<? extends HasMetadata> objects, ManifestFields fields, Appendable target)
            throws IOException {
        StringBuilder out = new StringBuilder(BUFFER);
        ObjectWriter writer = new ObjectWriter(out, fields);
        boolean first = true;
        for (HasMetadata object : objects) {
            if (!first) {
                out.append("---\n");
            }
            first = false;
            writer.document(object);
            if (out.length() > BUFFER / 2) {
                target.append(out);
                out.setLength(0);
            }
        }
        target.append(out);
    }

    /**
     * Writes objects one after the other as UTF-8. The stream is flushed and stays open.
     *
     * @param objects the objects to write, in their order; they are iterated over once
     * @param target the target of the bytes
     * @throws IOException if writing to the target fails
     */
    public static void writeAll(Iterable<? extends HasMetadata> objects, OutputStream target) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
        writeAll(objects, writer);
        writer.flush();
    }

    /**
     * Writes objects to a file as UTF-8, replacing its contents.
     *
     * @param objects the objects to write, in their order; they are iterated over once
     * @param file the file to create or overwrite
     * @throws IOException if the file cannot be written
     */
    public static void writeAll(Iterable<? extends HasMetadata> objects, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            writeAll(objects, writer);
        }
    }

    /**
     * {@return all objects of a text, in their order; empty if it contains none} Each object has the class of its kind
     * if one is on the class path (from this library, from fabric8, or registered by a user in fabric8's way);
     * otherwise it is a {@link io.fabric8.kubernetes.api.model.GenericKubernetesResource}. The items of a list, such
     * as a {@code List} or a {@code ScaledObjectList}, count as separate documents.
     *
     * <p>The list remembers where each object was written, so that a check of it can name lines; see {@link #origins}.
     * Use {@link #stream} if memory is short.
     *
     * @param yaml one or more documents of YAML, or JSON as kubectl reads it
     * @throws ManifestException if anything is wrong; lists every problem, up to a hundred
     */
    public static List<HasMetadata> read(String yaml) {
        return read(null, new StringReader(yaml));
    }

    /**
     * {@return all objects of a stream, as {@link #read(String)} reads them} The stream stays open.
     *
     * @param yaml the stream, in UTF-8
     * @throws ManifestException if anything is wrong; lists every problem, up to a hundred
     * @throws IOException if the stream cannot be read
     */
    public static List<HasMetadata> read(InputStream yaml) throws IOException {
        return unchecked(() -> read(null, new Utf8Reader(yaml)));
    }

    /**
     * {@return all objects of a file, as {@link #read(String)} reads them}
     *
     * @param file the file, in UTF-8
     * @throws ManifestException if anything is wrong; lists every problem, up to a hundred, with the file's name
     * @throws IOException if the file cannot be read
     */
    public static List<HasMetadata> read(Path file) throws IOException {
        try (InputStream yaml = Files.newInputStream(file)) {
            return unchecked(() -> read(file.toString(), new Utf8Reader(yaml)));
        }
    }

    private static List<HasMetadata> read(@Nullable String source, Reader text) {
        ReadObjects objects = new ReadObjects(source);
        ObjectReader reader = new ObjectReader(source);
        Documents documents = new Documents(text);
        boolean more = true;
        while (more && !reader.problems().areTooMany()) {
            try {
                Node document = documents.next();
                more = document != null;
                if (document != null) {
                    reader.read(document, null, objects);
                }
            } catch (ManifestException e) {
                e.findings().forEach(problem -> reader.problems().add(problem, source));
            }
        }
        reader.problems().throwAny();
        return objects;
    }

    /**
     * {@return the place of each object in the text that it was read from, by identity; objects that were not read from a text
     * are omitted}
     *
     * @param objects the list that {@link #read(String)} returned; the result for any other collection is empty
     */
    public static Map<HasMetadata, ParsedManifest> origins(Iterable<? extends HasMetadata> objects) {
        return objects instanceof ReadObjects read ? read.origins() : Map.of();
    }

    /**
     * {@return the objects of a text as they were written} Unlike {@link #read(String)}, this also accepts objects of
     * unknown kinds and with fields of the wrong type, for checks that report these problems with their places.
     *
     * @param source the name of the text in findings, such as a path
     * @param yaml one or more documents of YAML, or JSON as kubectl reads it
     */
    public static ParsedManifests parse(String source, String yaml) {
        return parse(source, new StringReader(yaml));
    }

    /**
     * {@return the objects of a file as they were written, as {@link #parse(String, String)} reads them}
     *
     * @param file the file, in UTF-8
     * @throws IOException if the file cannot be read
     */
    public static ParsedManifests parse(Path file) throws IOException {
        try (InputStream yaml = Files.newInputStream(file)) {
            return unchecked(() -> parse(file.toString(), new Utf8Reader(yaml)));
        }
    }

    private static ParsedManifests parse(String source, Reader text) {
        Problems problems = new Problems();
        List<ParsedManifest> objects = new ArrayList<>();
        ManifestParser parser = new ManifestParser(source, text, problems::add);
        for (ParsedManifest next = parser.next(); next != null && !problems.areTooMany(); next = parser.next()) {
            objects.add(next);
        }
        return new ParsedManifests(objects, problems.findings());
    }

    /**
     * {@return an object as a tree without places, including its status, as if it had been written and parsed} This is
     * not API; only the modules of this library may use it.
     *
     * @param object an object of fabric8's model or of KEDA's kinds
     */
    public static Node.Mapping tree(HasMetadata object) {
        return ObjectTree.of(object);
    }

    /**
     * Reads objects one after the other, so that a large bundle is never in memory as a whole.
     *
     * @param yaml the stream, in UTF-8; it stays open
     * @return a lazy stream that throws {@link ManifestException} at the first document with problems, and {@link
     * UncheckedIOException} if reading fails
     */
    public static Stream<HasMetadata> stream(InputStream yaml) {
        Documents documents = new Documents(new Utf8Reader(yaml));
        return Stream.generate(documents::next).takeWhile(Objects::nonNull).flatMap(document -> {
            Stream.Builder<HasMetadata> objects = Stream.builder();
            ObjectReader reader = new ObjectReader(null);
            reader.read(document, null, (object, tree) -> objects.add(object));
            reader.problems().throwAny();
            return objects.build();
        });
    }

    /**
     * {@return the only object in a text}
     *
     * @param <T> the class
     * @param type the class of the kind that the text must name, or {@link
     *     io.fabric8.kubernetes.api.model.GenericKubernetesResource} for any
     * @param yaml a text with one document
     * @throws ManifestException if anything is wrong, the object is of another kind, or there is not exactly one object
     */
    public static <T extends HasMetadata> T readAs(Class<T> type, String yaml) {
        Documents documents = new Documents(new StringReader(yaml));
        List<HasMetadata> objects = new ArrayList<>();
        ObjectReader reader = new ObjectReader(null);
        for (Node document = documents.next(); document != null; document = documents.next()) {
            if (!objects.isEmpty()) {
                throw new ManifestException(
                        ManifestException.OBJECT,
                        document.line(),
                        document.column(),
                        "The text has more than one object, but exactly one was expected.");
            }
            reader.read(document, type, (object, tree) -> objects.add(object));
        }
        reader.problems().throwAny();
        if (objects.size() != 1) {
            throw new ManifestException(
                    ManifestException.OBJECT, 1, 1, "Expected exactly one object but found " + objects.size() + ".");
        }
        return type.cast(objects.get(0));
    }

    private static <T> T unchecked(Supplier<T> reading) throws IOException {
        try {
            return reading.get();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
