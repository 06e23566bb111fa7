package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.server.ApiException.Cause;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validation rules for labels. */
final class Labels {

    private static final int LONGEST = 63;
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final String NOT_A_NAME =
            "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end"
                    + " with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is"
                    + " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    private static final String NOT_A_VALUE =
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
                    + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for"
                    + " validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

    private Labels() {}

    static void check(Map<String, @Nullable Object> object, List<Cause> causes) {
        new TreeMap<>(Json.map(Json.at(object, "metadata", "labels"))).forEach((key, value) -> {
            String name = key.substring(key.indexOf('/') + 1);
            if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
                causes.add(Cause.invalid("metadata.labels", Json.write(key), NOT_A_NAME));
            }
            String text = Json.string(value);
            if (text.length() > LONGEST) {
                causes.add(Cause.invalid(
                        "metadata.labels", Json.write(text), "must be no more than " + LONGEST + " bytes"));
            } else if (!text.isEmpty() && !NAME.matcher(text).matches()) {
                causes.add(Cause.invalid("metadata.labels", Json.write(text), NOT_A_VALUE));
            }
        });
    }
}
