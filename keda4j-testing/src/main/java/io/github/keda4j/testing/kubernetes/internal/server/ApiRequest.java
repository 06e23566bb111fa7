package io.github.keda4j.testing.kubernetes.internal.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request.
 *
 * @param method such as {@code GET}
 * @param segments the segments of the path
 * @param query the parameters, each with all its values
 * @param contentType the media type of the body, without parameters; empty if there is none
 * @param userAgent the user agent of the client; empty if it does not send one
 * @param body the body; empty if there is none
 */
public record ApiRequest(
        String method,
        List<String> segments,
        Map<String, List<String>> query,
        String contentType,
        String userAgent,
        String body) {

    /**
     * {@return a request with the given path and query}
     *
     * @param method such as {@code GET}
     * @param pathAndQuery path and query as they are sent
     * @param contentType the media type of the body; empty if there is none
     * @param userAgent the user agent of the client; empty if it does not send one
     * @param body the body; empty if there is none
     */
    public static ApiRequest of(String method, String pathAndQuery, String contentType, String userAgent, String body) {
        int mark = pathAndQuery.indexOf('?');
        String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(decoded(segment.replace("+", "%2B")));
            }
        }
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (mark >= 0) {
            for (String pair : pathAndQuery.substring(mark + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                query.computeIfAbsent(name, any -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        int semicolon = contentType.indexOf(';');
        String mediaType = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return new ApiRequest(method, segments, query, mediaType.strip(), userAgent, body);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** {@return the first value of a parameter; empty if there is none} */
    String parameter(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    /** {@return whether a parameter is true} */
    boolean flag(String name) {
        return List.of("true", "1").contains(parameter(name));
    }
}
