package io.github.keda4j.yaml;

import io.fabric8.kubernetes.api.model.HasMetadata;
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
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Manifests of Kubernetes objects, as people would write them: keys in the order of Kubernetes' documentation, nothing that
 * nobody set, and quotes where a reader of YAML 1.1 would mistake a string for something else. Any object of fabric8's model
 * can be written, not only KEDA's. No Kubernetes client is needed.
 */
public final class Manifests {

    private static final int BUFFER = 16 * 1024;

    private Manifests() {}

    /**
     * Writes objects as one text, with {@code ---} between them and without {@code status} ({@link
     * ManifestFields#AUTHORED}).
     *
     * @param objects what to write, in their order
     * @return the manifest; empty for no objects
     */
    public static String write(HasMetadata... objects) {
        return write(Arrays.asList(objects));
    }

    /**
     * Writes objects as one text, with {@code ---} between them and without {@code status} ({@link
     * ManifestFields#AUTHORED}).
     *
     * @param objects what to write, in their order
     * @return the manifest; empty for no objects
     */
    public static String write(Iterable<? extends HasMetadata> objects) {
        return write(objects, ManifestFields.AUTHORED);
    }

    /**
     * Writes objects as one text, with {@code ---} between them.
     *
     * @param objects what to write, in their order
     * @param fields which of their fields
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
     * @param objects what to write, in their order; gone through once
     * @param target takes the text
     * @throws IOException if the target throws it
     */
    public static void writeAll(Iterable<? extends HasMetadata> objects, Appendable target) throws IOException {
        writeAll(objects, ManifestFields.AUTHORED, target);
    }

    /**
     * Writes objects one after the other, so that a large bundle is never in memory as a whole. The target stays open.
     *
     * @param objects what to write, in their order; gone through once
     * @param fields which of their fields
     * @param target takes the text
     * @throws IOException if the target throws it
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
     * @param objects what to write, in their order; gone through once
     * @param target takes the bytes
     * @throws IOException if the target throws it
     */
    public static void writeAll(Iterable<? extends HasMetadata> objects, OutputStream target) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(target, StandardCharsets.UTF_8));
        writeAll(objects, writer);
        writer.flush();
    }

    /**
     * Writes objects to a file as UTF-8, in the place of what it held.
     *
     * @param objects what to write, in their order; gone through once
     * @param file to be made or overwritten
     * @throws IOException if the file cannot be written
     */
    public static void writeAll(Iterable<? extends HasMetadata> objects, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            writeAll(objects, writer);
        }
    }

    /**
     * Reads all objects of a text. Each gets the class of its kind where one is on the class path (of this library, of
     * fabric8, or registered by a user as fabric8 wants it), else it is a {@link
     * io.fabric8.kubernetes.api.model.GenericKubernetesResource}. The items of a {@code List} count as documents.
     *
     * @param yaml one or more documents; JSON is YAML, too
     * @return in their order; empty if the text holds none
     * @throws ManifestException if anything is wrong; lists every problem
     */
    public static List<HasMetadata> read(String yaml) {
        return read(new StringReader(yaml));
    }

    /**
     * Reads all objects of a stream, as {@link #read(String)} does. The stream stays open.
     *
     * @param yaml UTF-8
     * @return in their order
     * @throws ManifestException if anything is wrong; lists every problem
     * @throws IOException if the stream throws it
     */
    public static List<HasMetadata> read(InputStream yaml) throws IOException {
        try {
            return read(new Utf8Reader(yaml));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Reads all objects of a file, as {@link #read(String)} does.
     *
     * @param file UTF-8
     * @return in their order
     * @throws ManifestException if anything is wrong; lists every problem
     * @throws IOException if the file cannot be read
     */
    public static List<HasMetadata> read(Path file) throws IOException {
        try (InputStream yaml = Files.newInputStream(file)) {
            return read(yaml);
        }
    }

    private static List<HasMetadata> read(Reader text) {
        List<HasMetadata> objects = new ArrayList<>();
        ObjectReader reader = new ObjectReader();
        try {
            Documents documents = new Documents(text);
            Node document = documents.next();
            while (document != null && !reader.problems().areTooMany()) {
                reader.read(document, null, objects::add);
                document = documents.next();
            }
        } catch (ManifestException e) {
            e.findings().forEach(reader.problems()::add); // the text ends here, as far as it can be read
        }
        reader.problems().throwAny();
        return objects;
    }

    /**
     * Reads objects one after the other, so that a large bundle is never in memory as a whole.
     *
     * @param yaml UTF-8; stays open
     * @return reads on as it is asked for more, and then throws {@link ManifestException} at the first document that has
     *     problems, and {@link UncheckedIOException} if the stream fails
     */
    public static Stream<HasMetadata> stream(InputStream yaml) {
        Documents documents = new Documents(new Utf8Reader(yaml));
        return Stream.generate(documents::next).takeWhile(Objects::nonNull).flatMap(document -> {
            Stream.Builder<HasMetadata> objects = Stream.builder();
            ObjectReader reader = new ObjectReader();
            reader.read(document, null, objects);
            reader.problems().throwAny();
            return objects.build();
        });
    }

    /**
     * Reads the one object that a text holds.
     *
     * @param <T> the class
     * @param type of the kind that the text has to name, or {@link
     *     io.fabric8.kubernetes.api.model.GenericKubernetesResource} for any
     * @param yaml one document
     * @return the object
     * @throws ManifestException if anything is wrong, the kind is another one, or there is not exactly one object
     */
    public static <T extends HasMetadata> T readAs(Class<T> type, String yaml) {
        Documents documents = new Documents(new StringReader(yaml));
        List<HasMetadata> objects = new ArrayList<>();
        ObjectReader reader = new ObjectReader();
        for (Node document = documents.next(); document != null; document = documents.next()) {
            if (!objects.isEmpty()) {
                throw new ManifestException(
                        ManifestException.OBJECT,
                        document.line(),
                        document.column(),
                        "The text has more than one object, but exactly one was expected.");
            }
            reader.read(document, type, objects::add);
        }
        reader.problems().throwAny();
        if (objects.size() != 1) {
            throw new ManifestException(
                    ManifestException.OBJECT, 1, 1, "Expected exactly one object but found " + objects.size() + ".");
        }
        return type.cast(objects.get(0));
    }
}
