package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.schema.Kind;
import io.github.keda4j.testing.kubernetes.internal.server.ApiException.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validation rules for every object. */
final class Rules {

    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final String NOT_A_SUBDOMAIN =
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
                    + " '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is"
                    + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
    private static final int LONGEST_NAME = 253;

    private Rules() {}

    static List<Cause> onCreate(Kind kind, Map<String, @Nullable Object> object) {
        String name = Json.string(Json.at(object, "metadata", "name"));
        List<Cause> causes = new ArrayList<>();
        if (name.isEmpty()) {
            causes.add(Cause.required("metadata.name", "name or generateName is required"));
        } else if (name.length() > LONGEST_NAME
                || (!isFreeNamed(kind) && !SUBDOMAIN.matcher(name).matches())) {
            causes.add(Cause.invalid("metadata.name", Json.write(name), NOT_A_SUBDOMAIN));
        }
        Labels.check(object, causes);
        causes.addAll(KindRules.onCreate(kind, object));
        return causes;
    }

    /** The names of RBAC roles may contain any character that a path may contain. */
    private static boolean isFreeNamed(Kind kind) {
        return kind.group().equals("rbac.authorization.k8s.io");
    }

    static List<Cause> onUpdate(Kind kind, Map<String, @Nullable Object> object, Map<String, @Nullable Object> before) {
        List<Cause> causes = new ArrayList<>();
        Object uid = Json.at(object, "metadata", "uid");
        if (!Json.same(uid, Json.at(before, "metadata", "uid"))) {
            causes.add(Cause.invalid("metadata.uid", Json.write(uid), KindRules.IMMUTABLE));
        }
        Labels.check(object, causes);
        if (Json.at(before, "metadata", "deletionTimestamp") != null) {
            List<@Nullable Object> added = new ArrayList<>(Json.list(Json.at(object, "metadata", "finalizers")));
            added.removeAll(Json.list(Json.at(before, "metadata", "finalizers")));
            if (!added.isEmpty()) {
                String list = Json.write(added);
                causes.add(Cause.forbidden(
                        "metadata.finalizers",
                        "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                                + list.substring(1, list.length() - 1).replace(",", ", ") + "}"));
            }
        }
        causes.addAll(KindRules.onUpdate(kind, object, before));
        return causes;
    }
}
