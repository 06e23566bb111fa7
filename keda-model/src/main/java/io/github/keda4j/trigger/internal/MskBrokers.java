package io.github.keda4j.trigger.internal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The host names of Amazon MSK's brokers, which contain their region. */
public final class MskBrokers {

    private static final Pattern BROKER = Pattern.compile(
            "\\s*(?:[a-z0-9-]+\\.)+kafka(?:-serverless)?\\.(?<region>[a-z0-9-]+)"
                    + "\\.amazonaws\\.com(?:\\.cn)?(?::\\d+)?\\s*",
            Pattern.CASE_INSENSITIVE);

    private MskBrokers() {}

    /** The first region of these brokers that is not the given one; null if no broker is known to be elsewhere. */
    public static @Nullable String otherRegion(List<String> brokers, String region) {
        for (String broker : brokers) {
            Matcher host = BROKER.matcher(broker);
            if (host.matches() && !host.group("region").equalsIgnoreCase(region)) {
                return host.group("region");
            }
        }
        return null;
    }
}
