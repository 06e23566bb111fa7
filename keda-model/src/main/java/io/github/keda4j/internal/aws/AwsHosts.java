package io.github.keda4j.internal.aws;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of hosts of AWS, which contain their region. */
public final class AwsHosts {

    private static final Pattern BROKER = Pattern.compile(
            "\\s*(?:[a-z0-9-]+\\.)+kafka(?:-serverless)?\\.(?<region>[a-z0-9-]+)"
                    + "\\.amazonaws\\.com(?:\\.cn)?(?::\\d+)?\\s*",
            Pattern.CASE_INSENSITIVE);

    private AwsHosts() {}

    /** The first region of these brokers of Amazon MSK that is not the given one; null if no broker is known to be elsewhere. */
    public static @Nullable String otherRegion(List<String> brokers, String region) {
        for (String broker : brokers) {
            Matcher host = BROKER.matcher(broker);
            if (host.matches() && !host.group("region").equalsIgnoreCase(region)) {
                return host.group("region");
            }
        }
        return null;
    }

    /** The region of a host of Amazon SQS or of Amazon Managed Service for Prometheus; null for any other host. */
    public static @Nullable String regionOf(String host) {
        int port = host.indexOf(':');
        String name = port < 0 ? host : host.substring(0, port);
        if (!name.contains(".amazonaws.com") && !name.endsWith(".api.aws")) {
            return null;
        }
        String[] labels = name.split("\\.", -1);
        for (int i = 0; i < labels.length; i++) {
            switch (labels[i]) {
                case "sqs", "sqs-fips", "aps-workspaces", "aps-workspaces-fips" -> {
                    return i + 1 < labels.length && isRegion(labels[i + 1]) ? labels[i + 1] : null;
                }
                case "queue" -> {
                    if (i == 0) {
                        return "us-east-1";
                    }
                    return isRegion(labels[i - 1]) ? labels[i - 1] : null;
                }
                default -> {}
            }
        }
        return null;
    }

    private static boolean isRegion(String label) {
        return label.length() > 2 && label.indexOf('-') > 0 && Character.isDigit(label.charAt(label.length() - 1));
    }
}
