package io.github.keda4j.yaml;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

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
}
