package io.github.keda4j.provisioner;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.keda4j.provisioner.Change.Action;
import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.provisioner.SavedPlan.Entry;
import io.github.keda4j.provisioner.SavedPlan.Origin;
import io.github.keda4j.provisioner.internal.Printable;
import io.github.keda4j.provisioner.internal.SlowHash;
import io.github.keda4j.wiring.EksCluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads plans from untrusted sources. All problems are collected and reported at once. Text that a terminal would
 * not show unchanged is refused, so that reviewers see what is really there.
 */
final class PlanReader {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static final Set<String> MEMBERS = Set.of(
            "schemaVersion",
            "purpose",
            "cluster",
            "clusterIdentity",
            "stacks",
            "described",
            "hiddenValues",
            "changes",
            "notes");
    private static final Set<String> MEMBERS_OF_A_CHANGE =
            Set.of("action", "target", "details", "identity", "seen", "wanted");
    private static final Set<String> MEMBERS_OF_A_HASH = Set.of("iterations", "salt", "hash");
    private static final int MOST_PROBLEMS = 100;
    private static final int LONGEST_QUOTE = 60;

    private final List<String> problems = new ArrayList<>();
    private int more;

    SavedPlan read(String json) {
        JsonNode root = parse(json);
        JsonNode version = root.path("schemaVersion");
        if (version.isNumber() && !(version.isInt() && version.asInt() == PlanWriter.SCHEMA_VERSION)) {
            throw unreadable("it has schema version " + quoted(version.asText()) + ", but this version of keda4j reads "
                    + PlanWriter.SCHEMA_VERSION
                    + ". Plan again, or apply it with the version of keda4j that wrote it.");
        }
        if (!version.isNumber()) {
            problem("schemaVersion", "must be " + PlanWriter.SCHEMA_VERSION);
        }
        refuseOthers("", root, MEMBERS);
        String purpose = text(root, "", "purpose");
        if (!purpose.isEmpty() && !purpose.equals("apply") && !purpose.equals("remove")) {
            problem("purpose", "is " + quoted(purpose) + "; expected apply or remove");
        }
        Origin origin = new Origin(
                purpose.equals("remove"),
                cluster(root),
                optionalText(root, "", "clusterIdentity").orElse(""),
                texts(root, "", "stacks"),
                described(root.path("described")),
                hidden(root.get("hiddenValues")));
        List<Entry> changes = changes(root.path("changes"));
        List<String> notes = texts(root, "", "notes");
        if (!problems.isEmpty()) {
            throw unreadable(
                    String.join("\n", problems) + (more == 0 ? "" : "\nand " + more + " more problems of this kind."));
        }
        return new SavedPlan(origin, changes, notes);
    }

    private static JsonNode parse(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            if (!root.isObject()) {
                throw unreadable("it is not a JSON object.");
            }
            return root;
        } catch (JsonProcessingException notJson) {
            String where = notJson.getLocation() == null
                    ? ""
                    : " at line " + notJson.getLocation().getLineNr() + ", column "
                            + notJson.getLocation().getColumnNr();
            throw unreadable("it is not JSON" + where + ".");
        }
    }

    private static ProvisioningException unreadable(String problems) {
        return new ProvisioningException(Reason.UNREADABLE_PLAN, "The plan cannot be read: " + problems);
    }

    private void problem(String where, String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(where + " " + what + ".");
        } else {
            more++;
        }
    }

    private static String quoted(String text) {
        String start = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
        return "\"" + Printable.of(start) + "\"";
    }

    private void refuseOthers(String path, JsonNode object, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problem(path.isEmpty() ? "The plan" : path, "has the unknown member " + quoted(name));
            }
        });
    }

    private static String at(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private String text(JsonNode object, String path, String name) {
        Optional<String> text = optionalText(object, path, name);
        if (!object.has(name)) {
            problem(at(path, name), "is missing");
        } else if (object.get(name).isTextual() && object.get(name).asText().isEmpty()) {
            problem(at(path, name), "is empty");
        }
        return text.orElse("");
    }

    private Optional<String> optionalText(JsonNode object, String path, String name) {
        JsonNode found = object.get(name);
        if (found == null) {
            return Optional.empty();
        }
        return printable(at(path, name), found);
    }

    private Optional<String> printable(String where, JsonNode found) {
        if (!found.isTextual()) {
            problem(where, "must be text");
            return Optional.empty();
        }
        if (!Printable.is(found.asText())) {
            problem(where, "has characters that a terminal does not show: " + quoted(found.asText()));
            return Optional.empty();
        }
        return Optional.of(found.asText());
    }

    private List<String> texts(JsonNode object, String path, String name) {
        JsonNode found = object.path(name);
        List<String> texts = new ArrayList<>();
        if (!found.isArray()) {
            problem(at(path, name), found.isMissingNode() ? "is missing" : "must be a list of strings");
            return texts;
        }
        for (int index = 0; index < found.size(); index++) {
            printable(at(path, name) + "[" + index + "]", found.get(index)).ifPresent(texts::add);
        }
        return texts;
    }

    private String cluster(JsonNode root) {
        String cluster = text(root, "", "cluster");
        if (!cluster.isEmpty()) {
            try {
                EksCluster.parse(cluster);
            } catch (IllegalArgumentException notAnArn) {
                problem("cluster", "is " + quoted(cluster) + "; expected the ARN of an EKS cluster");
            }
        }
        return cluster;
    }

    private Map<String, String> described(JsonNode found) {
        Map<String, String> described = new TreeMap<>();
        if (!found.isObject()) {
            problem("described", found.isMissingNode() ? "is missing" : "must be an object");
            return described;
        }
        Set<String> targets = new TreeSet<>();
        found.fieldNames().forEachRemaining(targets::add);
        for (String target : targets) {
            if (!Printable.is(target)) {
                problem("described", "has characters that a terminal does not show: " + quoted(target));
            }
            hash(found, "described", target).ifPresent(hash -> described.put(target, hash));
        }
        return described;
    }

    private Optional<SlowHash> hidden(@Nullable JsonNode found) {
        if (found == null) {
            return Optional.empty();
        }
        if (!found.isObject()) {
            problem("hiddenValues", "must be an object");
            return Optional.empty();
        }
        refuseOthers("hiddenValues", found, MEMBERS_OF_A_HASH);
        Optional<Integer> iterations = iterations(found.path("iterations"));
        Optional<String> salt = digits(found, "hiddenValues", "salt", SlowHash.SALT_DIGITS);
        Optional<String> hash = digits(found, "hiddenValues", "hash", SlowHash.HASH_DIGITS);
        return iterations.flatMap(times -> salt.flatMap(one -> hash.map(other -> new SlowHash(times, one, other))));
    }

    private Optional<Integer> iterations(JsonNode found) {
        if (found.isInt() && found.asInt() >= 1 && found.asInt() <= SlowHash.MOST_ITERATIONS) {
            return Optional.of(found.asInt());
        }
        problem("hiddenValues.iterations", "must be a whole number from 1 to " + SlowHash.MOST_ITERATIONS);
        return Optional.empty();
    }

    private List<Entry> changes(JsonNode found) {
        List<Entry> changes = new ArrayList<>();
        if (!found.isArray()) {
            problem("changes", found.isMissingNode() ? "is missing" : "must be a list");
            return changes;
        }
        for (int index = 0; index < found.size(); index++) {
            String path = "changes[" + index + "]";
            JsonNode change = found.get(index);
            if (!change.isObject()) {
                problem(path, "must be an object");
                continue;
            }
            refuseOthers(path, change, MEMBERS_OF_A_CHANGE);
            changes.add(new Entry(
                    action(change, path),
                    text(change, path, "target"),
                    texts(change, path, "details"),
                    optionalText(change, path, "identity").orElse(null),
                    optionalHash(change, path, "seen"),
                    optionalHash(change, path, "wanted")));
        }
        return changes;
    }

    private Action action(JsonNode change, String path) {
        String name = text(change, path, "action");
        for (Action action : Action.values()) {
            if (PlanWriter.nameOf(action).equals(name)) {
                return action;
            }
        }
        if (!name.isEmpty()) {
            problem(
                    path + ".action",
                    "is " + quoted(name) + "; expected one of "
                            + Arrays.stream(Action.values())
                                    .map(PlanWriter::nameOf)
                                    .collect(Collectors.joining(", ")));
        }
        return Action.UPDATE;
    }

    private @Nullable String optionalHash(JsonNode object, String path, String name) {
        return object.has(name) ? hash(object, path, name).orElse(null) : null;
    }

    private Optional<String> hash(JsonNode object, String path, String name) {
        return digits(object, path, name, Descriptions.HASH_DIGITS);
    }

    private Optional<String> digits(JsonNode object, String path, String name, int count) {
        JsonNode found = object.path(name);
        if (found.isTextual() && isHexadecimal(found.asText(), count)) {
            return Optional.of(found.asText());
        }
        problem(at(path, Printable.of(name)), "must be " + count + " hexadecimal digits");
        return Optional.empty();
    }

    private static boolean isHexadecimal(String text, int count) {
        return text.length() == count
                && text.chars().allMatch(digit -> (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'));
    }
}
