package io.github.keda4j.podidentity.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a call's signature says about it: the caller, the region and the service. It is in a header, or in the query of
 * a presigned URL. The signature itself is not verified: an access key and the token that was issued with it identify
 * their owner.
 *
 * @param token the session token; null if the call has none
 */
record Signature(
        String accessKeyId,
        String region,
        String service,
        @Nullable String token) {

    private static final String SCOPE = "([A-Za-z0-9]+)/\\d{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request";
    private static final Pattern HEADER = Pattern.compile("Credential=" + SCOPE);
    private static final Pattern PARAMETER = Pattern.compile(SCOPE);

    /** The call's signature, or null if it has none. */
    static @Nullable Signature of(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header != null) {
            Matcher scope = HEADER.matcher(header);
            return scope.find() ? of(scope, exchange.getRequestHeaders().getFirst("X-Amz-Security-Token")) : null;
        }
        String query = exchange.getRequestURI().getRawQuery();
        QueryParameters link = QueryParameters.parse(query == null ? "" : query);
        Matcher scope = PARAMETER.matcher(link.get("X-Amz-Credential", ""));
        return scope.matches() ? of(scope, link.get("X-Amz-Security-Token")) : null;
    }

    private static Signature of(Matcher scope, @Nullable String token) {
        return new Signature(scope.group(1), scope.group(2), scope.group(3), token);
    }
}
