package io.github.keda4j.testing.kubernetes;

import io.github.keda4j.testing.kubernetes.Api.Answer;
import io.github.keda4j.testing.kubernetes.internal.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Requests and the recorded answers of the real API server, in files of {@code src/test/resources/exchanges}:
 *
 * <pre>
 * # what it is about
 * METHOD PATH [MEDIA TYPE]
 * BODY, over as many lines as it takes
 * = CODE BODY [WARNINGS]
 * </pre>
 *
 * <p>An answer behind {@code !} instead of {@code =} is one that the server in memory is known not to give: mostly the wording of a
 * refusal. If the in-memory server gives that answer after all, the test demands that the mark be removed.
 *
 * <p>Single quotes in a request stand for double quotes, {@code {ns}} for a separate namespace for each file, {@code
 * {version}} for the last resource version in an answer. Run the cluster's tests with {@code -Dkeda4j.record=true} to
 * record the answers again.
 */
final class Exchanges {

    private static final Path FOLDER = Path.of("src", "test", "resources", "exchanges");
    private static final String ANSWER = "= ";
    private static final String OTHERWISE_IN_MEMORY = "! ";
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final Path file;
    private final List<String> lines;

    /** A request and both answers. */
    record Exchange(String request, String recorded, String answered, boolean otherwiseInMemory) {}

    private Exchanges(Path file) throws IOException {
        this.file = file;
        this.lines = Files.readAllLines(file);
    }

    static Stream<Exchanges> all() throws IOException {
        List<Exchanges> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                all.add(new Exchanges(file));
            }
        }
        return all.stream();
    }

    /** Sends the requests, and puts the answers beside the recorded ones. */
    List<Exchange> with(Api api) {
        String namespace = "exchange-" + System.nanoTime() + "-" + NAMESPACES.incrementAndGet();
        api.post("/api/v1/namespaces", "{'metadata':{'name':'" + namespace + "'}}");
        Observation observation = new Observation();
        String version = "";
        List<Exchange> exchanges = new ArrayList<>();
        StringBuilder request = new StringBuilder();
        for (String line : lines) {
            if (isAnswer(line)) {
                Answer answer =
                        send(api, request.toString().replace("{ns}", namespace).replace("{version}", version));
                String seen = observation.of(answer).replace(namespace, "{ns}");
                exchanges.add(new Exchange(
                        request.toString(),
                        line.substring(ANSWER.length()),
                        seen,
                        line.startsWith(OTHERWISE_IN_MEMORY)));
                String answered = Json.string(answer.at("metadata", "resourceVersion"));
                version = answered.isEmpty() ? version : answered;
                request.setLength(0);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                request.append(line).append('\n');
            }
        }
        return exchanges;
    }

    private static boolean isAnswer(String line) {
        return line.startsWith(ANSWER) || line.startsWith(OTHERWISE_IN_MEMORY);
    }

    private static Answer send(Api api, String request) {
        int end = request.indexOf('\n');
        String[] head = request.substring(0, end).split(" ", -1);
        return api.send(
                head[0],
                head[1],
                head.length > 2 ? head[2] : "",
                request.substring(end + 1).strip());
    }

    /** Replaces the recorded answers with the new ones. */
    void record(List<Exchange> exchanges) throws IOException {
        List<String> written = new ArrayList<>();
        int next = 0;
        for (String line : lines) {
            written.add(
                    isAnswer(line)
                            ? line.substring(0, ANSWER.length())
                                    + exchanges.get(next++).answered()
                            : line);
        }
        Files.write(file, written);
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
