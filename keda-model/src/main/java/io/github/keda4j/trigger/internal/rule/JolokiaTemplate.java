package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.GoMaps;
import io.github.keda4j.internal.go.GoUrl;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Jolokia URL that names the queue to read, instead of separate parameters; its form depends on the broker. */
enum JolokiaTemplate {
    /** {@code .../org.apache.activemq:type=Broker,brokerName=b,destinationType=Queue,destinationName=q/QueueSize}. */
    ACTIVEMQ("restAPITemplate", "destinationName", "destinationName", "brokerName"),
    /** {@code .../org.apache.activemq.artemis:broker="b",component=addresses,address="a",queue="q"/MessageCount}. */
    ARTEMIS("restApiTemplate", "queue", "address", "queue", "broker");

    final String parameter;
    private final String queue;
    private final List<String> wanted;

    JolokiaTemplate(String parameter, String queue, String... wanted) {
        this.parameter = parameter;
        this.queue = queue;
        this.wanted = List.of(wanted);
    }

    static JolokiaTemplate of(String triggerType) {
        return triggerType.equals("activemq") ? ACTIVEMQ : ARTEMIS;
    }

    /** The name of the queue; null if KEDA would refuse the template. */
    @Nullable
    String queue(String template) {
        Map<String, List<String>> properties = properties(template);
        if (properties == null) {
            return null;
        }
        for (String name : wanted) {
            if (first(properties, name).isEmpty()) {
                return null;
            }
        }
        return first(properties, queue);
    }

    private static String first(Map<String, List<String>> properties, String name) {
        List<String> values = properties.get(name);
        return values == null ? "" : values.get(0);
    }

    private @Nullable Map<String, List<String>> properties(String template) {
        GoUrl url = GoUrl.parseRequestUri(template);
        if (url == null) {
            return null;
        }
        String[] parts = path(url).split(":", -1);
        if (parts.length < 2) {
            return null;
        }
        String name = parts[1];
        int slash = name.indexOf('/');
        String query = (slash < 0 ? name : name.substring(0, slash)).replace(',', '&');
        if (this == ARTEMIS) {
            query = query.replace("\"\"", "");
        }
        return GoMaps.queryProblem(query) == null ? GoMaps.query(query) : null;
    }

    /**
     * For ActiveMQ, KEDA reads the decoded path. For Artemis, KEDA reads the path as written, which Go keeps only if it
     * differs from Go's own encoding.
     */
    private String path(GoUrl url) {
        String decoded = url.decodedPath();
        if (this == ACTIVEMQ) {
            return decoded;
        }
        return GoUrl.pathEscape(decoded).equals(url.path()) ? "" : url.path();
    }
}
