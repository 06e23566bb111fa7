package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.internal.go.GoUrl;
import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The endpoint of a Kusto cluster is a connection string for its client, which may be just the URL. */
public final class KustoEndpointRule {

    private static final Set<String> SERVER = Set.of("datasource", "server", "addr", "address", "networkaddress");

    private static final Set<String> FLAGS = Set.of(
            "aadfederatedsecurity",
            "federatedsecurity",
            "aadfed",
            "fed",
            "federated",
            "applicationcertificatesendx5c",
            "applicationcertificatex5c",
            "sendx5c",
            "applicationcertificatesendpubliccertificate",
            "sendcertificatechain");

    private static final Set<String> TEXTS = Set.of(
            "initialcatalog",
            "database",
            "applicationclientid",
            "appclientid",
            "userid",
            "user",
            "uid",
            "loginhint",
            "aaduserid",
            "authorityid",
            "tenantid",
            "tid",
            "tenant",
            "authority",
            "domainhint",
            "applicationtoken",
            "apptoken",
            "usertoken",
            "usrtoken",
            "applicationkey",
            "appkey",
            "applicationnamefortracing",
            "traceappname",
            "usernamefortracing",
            "traceusername",
            "password",
            "pwd");

    private KustoEndpointRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue endpoint = values.get("endpoint");
        String problem = endpoint.isKnown() ? problem(endpoint.text()) : null;
        if (problem != null) {
            boolean shown = endpoint.text().indexOf('=') < 0; // a connection string may contain a secret key
            rule.fail(
                    "endpoint",
                    (shown ? "endpoint is " + endpoint.shown() + ". It " : "endpoint ") + endpoint.shownIn(problem)
                            + ".");
        }
    }

    /** Describes what the client would refuse; null if the endpoint is valid. */
    private static @Nullable String problem(String text) {
        int first = text.indexOf(';');
        boolean named = (first < 0 ? text : text.substring(0, first)).contains("=");
        String url = "";
        for (String part : (named ? text : "server=" + text).split(";", -1)) {
            if (GoText.trim(part).isEmpty()) {
                continue;
            }
            String[] elements = part.split("=", -1);
            if (elements.length == 1) {
                return "must be a URL, or name=value pairs separated by semicolons (for example Server=https://...)";
            }
            String name = elements[0].toLowerCase(Locale.ROOT).replace(" ", "");
            String value = trim(elements[1]);
            if (GoText.trim(value).isEmpty()) {
                continue;
            }
            if (SERVER.contains(name)) {
                url = value;
            } else if (FLAGS.contains(name)) {
                if (GoText.flag(value) == null) {
                    return "must have true or false as the value of " + name + " in its connection string";
                }
            } else if (!TEXTS.contains(name)) {
                return "must use only names that Kusto's client knows in its connection string (for example Database)";
            }
        }
        GoUrl parsed = GoUrl.parse(url);
        return parsed != null && parsed.scheme().equals("https")
                ? null
                : "must begin with https://, because KEDA sends a token there";
    }

    /** Removes blanks at either end, but not other white space. */
    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(start, end);
    }
}
