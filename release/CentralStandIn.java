import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stands in for Maven Central while a command runs, and keeps what is uploaded:
 *
 * <pre>java release/CentralStandIn.java BUNDLE.zip mvn -Prelease deploy</pre>
 *
 * <p>The command gets the address and fake credentials as further arguments. The exit code is the command's, or 1 if
 * it uploaded nothing.
 */
class CentralStandIn {

    private static final String SERVER =
            "<server><id>central</id><username>nobody</username><password>nothing</password></server>";
    private static final String ID = "00000000-0000-0000-0000-000000000000";

    public static void main(String[] args) throws IOException, InterruptedException {
        Path bundle = Path.of(args[0]).toAbsolutePath();
        Files.deleteIfExists(bundle);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/publisher/upload", exchange -> {
            Files.write(bundle, fileOf(exchange));
            answer(exchange, 201, "text/plain", ID);
        });
        server.createContext(
                "/api/v1/publisher/status",
                exchange -> answer(exchange, 200, "application/json", """
                        {"deploymentId": "%s", "deploymentName": "stand-in", "deploymentState": "VALIDATED", "purls": []}
                        """.formatted(ID)));
        server.start();
        Path settings = settings();
        try {
            List<String> command = new ArrayList<>(Arrays.asList(args).subList(1, args.length));
            command.addAll(List.of(
                    "-DcentralBaseUrl=http://localhost:" + server.getAddress().getPort(), "-s", settings.toString()));
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code == 0 && !Files.exists(bundle)) {
                System.err.println("Nothing was uploaded.");
                code = 1;
            }
            System.exit(code);
        } finally {
            Files.delete(settings);
            server.stop(0);
        }
    }

    /** The user's settings, which may name a mirror, extended with credentials for the server "central". */
    private static Path settings() throws IOException {
        Path own = Path.of(System.getProperty("user.home"), ".m2", "settings.xml");
        String text = Files.exists(own) ? Files.readString(own) : "<settings></settings>";
        text = text.contains("<servers>")
                ? text.replace("<servers>", "<servers>" + SERVER)
                : text.replace("</settings>", "<servers>" + SERVER + "</servers></settings>");
        return Files.writeString(Files.createTempFile("settings", ".xml"), text);
    }

    /** The only file of a form: the bytes between the empty line after its headers and the boundary at the end. */
    private static byte[] fileOf(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        String boundary = type.replaceFirst(".*boundary=\"?([^\";]+).*", "$1");
        byte[] body = exchange.getRequestBody().readAllBytes();
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int from = text.indexOf("\r\n\r\n") + 4;
        return Arrays.copyOfRange(body, from, text.indexOf("\r\n--" + boundary, from));
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }
}
