package io.github.keda4j.cli.lint;

import io.github.keda4j.cli.rules.LintRules;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Location;
import io.github.keda4j.yaml.ManifestParser;
import io.github.keda4j.yaml.ParsedManifest;
import io.github.keda4j.yaml.ParsedManifests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text into objects. A file that was found in a folder is ignored if it does not mention an {@code apiVersion};
 * a file that the user named is always read.
 */
final class InputReader {

    /**
     * About twenty times the maximum size of a Kubernetes object. A larger file is probably data, and a longer stream
     * may never end.
     */
    static final int MOST_BYTES = 32 * 1024 * 1024;

    /** Nobody reads more findings than this; a file that is not YAML can have a problem on every line. */
    private static final int MOST_PROBLEMS = 100;

    private static final int HEAD = 8 * 1024;
    private static final byte[] API_VERSION = "apiVersion".getBytes(StandardCharsets.US_ASCII);

    private InputReader() {}

    /**
     * The content of a text.
     *
     * @param input the text
     * @param manifests its objects, and what is wrong with it
     */
    record Text(Input input, ParsedManifests manifests) {

        /** Whether the text is irrelevant: a file in a folder that contains no object. */
        boolean isNone() {
            return !input.isNamed()
                    && manifests.objects().isEmpty()
                    && manifests.findings().isEmpty();
        }
    }

    static Text read(Input input) {
        byte[] bytes;
        try {
            bytes = input.read(MOST_BYTES + 1);
        } catch (IOException e) {
            return only(input, InputFinder.unreadable(input.name(), e));
        }
        if (bytes.length > MOST_BYTES) {
            return tooLarge(input, bytes);
        }
        boolean manifestInUtf16 =
                isUtf16(bytes) && head(bytes, StandardCharsets.UTF_16).contains("apiVersion");
        if (!input.isNamed() && !manifestInUtf16 && !mayBeManifest(bytes)) {
            return nothing(input);
        }
        Finding problem = input.isNamed() || manifestInUtf16 ? notText(input, bytes) : null;
        return problem == null ? parse(input, bytes) : only(input, problem);
    }

    /** Reads standard input, but not more than the maximum size of a manifest. */
    static Input readStream(InputStream stream) throws IOException {
        return Input.stream(stream.readNBytes(MOST_BYTES + 1));
    }

    private static Text nothing(Input input) {
        return new Text(input, ParsedManifests.of(List.of(), Findings.none()));
    }

    private static Text only(Input input, Finding finding) {
        return new Text(input, ParsedManifests.of(List.of(), Findings.of(finding)));
    }

    private static Text tooLarge(Input input, byte[] bytes) {
        if (!input.isNamed() && (indexOf(bytes, API_VERSION, HEAD) < 0 || isBinary(bytes))) {
            return nothing(input);
        }
        return only(
                input,
                LintRules.TOO_LARGE.in(
                        input.name(),
                        (input.path().isEmpty() ? "Standard input" : "The file") + " is longer than "
                                + MOST_BYTES / 1024 / 1024 + " MiB. Nothing in it was checked.",
                        "Split it, or leave out the objects that KEDA does not read."));
    }

    private static boolean mayBeManifest(byte[] bytes) {
        return indexOf(bytes, API_VERSION, bytes.length) >= 0 && !isBinary(bytes);
    }

    private static @Nullable Finding notText(Input input, byte[] bytes) {
        if (isUtf16(bytes)) {
            return LintRules.NOT_TEXT.in(
                    input.name(), "The text is UTF-16, which kubectl does not read.", "Save it as UTF-8.");
        }
        if (isBinary(bytes)) {
            return LintRules.NOT_TEXT.in(input.name(), "This is not text: it contains the byte 0.", null);
        }
        if (isBlank(bytes)) {
            return input.path().isEmpty()
                    ? LintRules.NOTHING.in(
                            input.name(),
                            "Standard input is empty.",
                            "Check whether the command before the pipe printed anything.")
                    : LintRules.EMPTY.in(input.name(), "The file is empty.", null);
        }
        return null;
    }

    private static String head(byte[] bytes, Charset charset) {
        return new String(bytes, 0, Math.min(bytes.length, HEAD), charset);
    }

    private static boolean isUtf16(byte[] bytes) {
        return startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE);
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length >= 2 && bytes[0] == (byte) first && bytes[1] == (byte) second;
    }

    private static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, HEAD); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] bytes, byte[] word, int end) {
        for (int i = 0; i <= Math.min(bytes.length, end) - word.length; i++) {
            if (bytes[i] == word[0] && matches(bytes, i, word)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, int start, byte[] word) {
        for (int i = 1; i < word.length; i++) {
            if (bytes[start + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static Text parse(Input input, byte[] bytes) {
        List<Finding> problems = new ArrayList<>(0);
        List<ParsedManifest> objects = new ArrayList<>(2);
        ManifestParser parser = ManifestParser.of(input.name(), new ByteArrayInputStream(bytes), problem -> {
            problems.add(problem);
            if (problems.size() == MOST_PROBLEMS) {
                throw new TooManyProblems();
            }
        });
        try {
            for (ParsedManifest next = parser.next(); next != null; next = parser.next()) {
                if (input.isNamed()
                        || next.kind().isPresent()
                        || next.apiVersion().isPresent()) {
                    objects.add(next);
                }
            }
        } catch (TooManyProblems e) {
            objects.clear(); // with so many problems, any objects found are accidental
        }
        List<Finding> findings = TextChecks.check(input, bytes, objects, problems);
        if (input.isNamed() && objects.isEmpty() && findings.isEmpty()) {
            findings = List.of(LintRules.EMPTY.in(input.name(), "This text does not contain an object.", null));
        }
        return new Text(input, ParsedManifests.of(objects, Findings.of(findings)));
    }

    /** Stops reading a file that has too many problems. */
    private static final class TooManyProblems extends RuntimeException {
        TooManyProblems() {
            super(null, null, false, false);
        }
    }

    /** A place in a text. */
    static Location place(Input input, int line, int column) {
        return new Location(input.name(), line, column);
    }
}
