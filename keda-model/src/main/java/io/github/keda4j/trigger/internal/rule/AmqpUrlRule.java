package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.GoMaps;
import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.internal.go.GoUrl;
import io.github.keda4j.trigger.internal.InWords;
import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers in a well-formed AMQP URL that RabbitMQ's client reads: the port, and three of the query's parameters. */
public final class AmqpUrlRule {

    private static final int LARGEST_16_BITS = 0xffff;

    private AmqpUrlRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue host = values.get("host");
        GoUrl url = host.isKnown() ? GoUrl.parse(host.text()) : null;
        if (url == null || !(url.scheme().equals("amqp") || url.scheme().equals("amqps"))) {
            return;
        }
        List<String> problems = new ArrayList<>();
        String port = port(url.host());
        if (!port.isEmpty() && !isAtMost16Bits(port)) {
            problems.add("its port must be at most 65535");
        }
        String query = query(host.text());
        for (String name : List.of("heartbeat", "connection_timeout")) {
            String value = first(name, query);
            if (value != null && !isWholeNumber(value)) {
                problems.add(name + " must be a whole number without a unit");
            }
        }
        String channels = first("channel_max", query);
        if (channels != null && !isAtMost16Bits(channels)) {
            problems.add("channel_max must be a whole number from 0 to 65535");
        }
        if (!problems.isEmpty()) {
            rule.fail("host", "RabbitMQ's client refuses the URL in host: " + InWords.all(problems.toArray()) + ".");
        }
    }

    /** The digits after the last colon of the host; empty if there are none. */
    private static String port(String host) {
        int colon = host.lastIndexOf(':');
        return colon >= 0 && GoText.digits(host, colon + 1) == host.length() ? host.substring(colon + 1) : "";
    }

    private static String query(String url) {
        int fragment = url.indexOf('#');
        String whole = fragment < 0 ? url : url.substring(0, fragment);
        return whole.substring(whole.indexOf('?') < 0 ? whole.length() : whole.indexOf('?') + 1);
    }

    /** The first value of a parameter, as {@code Query().Get} returns it; null if it is absent. Pairs that Go cannot read are skipped. */
    private static @Nullable String first(String name, String query) {
        for (String pair : query.split("&", -1)) {
            List<String> value =
                    GoMaps.queryProblem(pair) == null ? GoMaps.query(pair).get(name) : null;
            if (value != null) {
                return value.get(0);
            }
        }
        return null;
    }

    private static boolean isWholeNumber(String text) {
        try {
            Long.parseLong(text);
            return GoText.digits(text, text.startsWith("+") || text.startsWith("-") ? 1 : 0) == text.length();
        } catch (NumberFormatException notWhole) {
            return false;
        }
    }

    private static boolean isAtMost16Bits(String text) {
        return GoText.digits(text, 0) == text.length()
                && isWholeNumber(text)
                && Long.parseLong(text) <= LARGEST_16_BITS;
    }
}
