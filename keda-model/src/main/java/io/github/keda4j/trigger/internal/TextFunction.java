package io.github.keda4j.trigger.internal;

import io.github.keda4j.internal.go.GoUrl;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.trigger.ParameterType;
import java.util.Arrays;

/** A function that is applied to a value before it becomes part of a name. */
public enum TextFunction {
    /** The value unchanged. */
    NONE,
    /** The part after the last slash. */
    LAST_SEGMENT,
    /** The queue in the URL of an SQS queue; text that is not a URL is the name itself. */
    SQS_QUEUE,
    /** The account in the URL of an SQS queue; nothing if it is not a URL. */
    SQS_ACCOUNT,
    /** The workspace in a URL of Amazon Managed Service for Prometheus; nothing if it has none. */
    APS_WORKSPACE,
    /** The first element of a list. */
    FIRST,
    /** A cron expression as KEDA writes it into a name. */
    CRON,
    /** The value in lower case. */
    LOWER,
    /** The value without slashes at either end. */
    TRIM_SLASHES,
    /** The last segment of a path. */
    PATH_TAIL,
    /** The value as Go writes it into the query of a URL. */
    QUERY_ESCAPE;

    public String apply(ParameterValue value, KedaVersion version) {
        String text = value.text();
        return switch (this) {
            case NONE -> value.parameter().type == ParameterType.LIST ? String.join(",", value.elements()) : text;
            case LAST_SEGMENT, PATH_TAIL -> lastSegment(text);
            case SQS_QUEUE -> sqsQueue(value);
            case SQS_ACCOUNT -> segmentBefore(text, 1);
            case APS_WORKSPACE -> segmentAfter(text, "workspaces");
            case FIRST -> text.isEmpty() ? "" : value.elements().get(0);
            case CRON -> cron(text, version);
            case LOWER -> value.lowerCase();
            case QUERY_ESCAPE -> GoUrl.queryEscape(text);
            case TRIM_SLASHES -> trimSlashes(text);
        };
    }

    private static String lastSegment(String text) {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    private static String sqsQueue(ParameterValue value) {
        GoUrl url = value.url();
        return url == null ? value.text() : lastSegment(url.decodedPath());
    }

    /** The segment of a URL's path that is followed by the given number of segments. */
    private static String segmentBefore(String text, int behind) {
        String[] segments = segments(text);
        int index = segments.length - 1 - behind;
        return index < 0 ? "" : segments[index];
    }

    private static String segmentAfter(String text, String segment) {
        String[] segments = segments(text);
        int index = Arrays.asList(segments).indexOf(segment) + 1;
        return index == 0 || index == segments.length ? "" : segments[index];
    }

    /** The segments of a URL's path; none if it is not a URL. */
    private static String[] segments(String text) {
        GoUrl url = GoUrl.parseRequestUri(text);
        return url == null ? new String[0] : url.decodedPath().split("/");
    }

    private static String cron(String text, KedaVersion version) {
        String name = text.replace(" ", "").replace("*", "x").replace("/", "Sl").replace("?", "Qm");
        // Older releases made names with commas, which no autoscaler accepts.
        return version.compareTo(KedaVersion.V2_20) >= 0 ? name.replace(",", "Cm") : name;
    }

    private static String trimSlashes(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '/') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(start, end);
    }
}
