package io.github.keda4j.conformance.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.KedaRules;
import io.github.keda4j.validator.Layer;
import io.github.keda4j.validator.Rule;
import io.github.keda4j.validator.ValidationReport;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The validator's answers about a case compared with KEDA's, layer by layer. */
final class ObjectComparison {

    private static final String MIN_ABOVE_MAX = "scaledobject-min-above-max";
    private static final String HUGE = "must be a 32-bit integer";
    private static final String UNKNOWN_FIELD = "schema-unknown-field";

    /**
     * The rules that both the schema and the webhook check; if an update leaves the value unchanged, only the webhook
     * checks it.
     */
    private static final Set<String> OF_BOTH = Set.of(MIN_ABOVE_MAX, "schema-bounds");

    private static final Pattern UNREADABLE = Pattern.compile("json: cannot unmarshal|quantities must match");
    private static final Pattern FORMAT =
            Pattern.compile("Checked value must be of type integer with format int32 in (\\S+)");

    /** KEDA's name for the check that corresponds to a rule. */
    private static final Map<String, Set<String>> CHECKS = Map.ofEntries(
            Map.entry(MIN_ABOVE_MAX, Set.of("verifyReplicaCount")),
            Map.entry("scaledobject-idle-not-below-min", Set.of("verifyReplicaCount")),
            Map.entry("scaledobject-fallback-without-metric", Set.of("verifyFallback")),
            Map.entry("schema-bounds", Set.of("verifyFallback")),
            Map.entry("scaledobject-name-too-long", Set.of("verifyName")),
            Map.entry("scaledobject-autoscaler-name-too-long", Set.of("verifyName")),
            Map.entry("scaledobject-target-kind", Set.of("verifyScaledObjects", "verifyHpas")),
            Map.entry("scaledobject-duplicate-target", Set.of("verifyScaledObjects")),
            Map.entry("scaledobject-duplicate-autoscaler", Set.of("verifyScaledObjects")),
            Map.entry("scaledobject-target-has-autoscaler", Set.of("verifyHpas")),
            Map.entry("scaledobject-transfer-without-name", Set.of("verifyHpas")),
            Map.entry("scaledobject-cpu-target-missing", Set.of("verifyCPUMemoryScalers")),
            Map.entry("scaledobject-request-missing", Set.of("verifyCPUMemoryScalers")),
            Map.entry("scaledobject-cpu-scale-to-zero", Set.of("verifyCPUMemoryScalers")),
            Map.entry("modifiers-formula-missing", Set.of("verifyScaledObjects")),
            Map.entry("modifiers-target-missing", Set.of("verifyScaledObjects")),
            Map.entry("modifiers-target", Set.of("verifyScaledObjects")),
            Map.entry("modifiers-fallback-without-formula", Set.of("verifyScaledObjects")),
            Map.entry("trigger-none", Set.of("verifyTriggers")),
            Map.entry("trigger-use-cached-metrics", Set.of("verifyTriggers")),
            Map.entry("trigger-duplicate-name", Set.of("verifyTriggers")));

    private final ObjectCase asked;
    private final JsonNode answer;
    private final ValidationReport report;
    private final Map<String, String> differences = new TreeMap<>();
    private final Set<String> refusedBySchema = new TreeSet<>();

    private ObjectComparison(ObjectCase asked, JsonNode answer, ValidationReport report) {
        this.asked = asked;
        this.answer = answer;
        this.report = report;
    }

    /** Returns KEDA's answer for each difference, by the kind of the difference; empty if the two agree. */
    static Map<String, String> of(ObjectCase asked, JsonNode answer, ValidationReport report) {
        ObjectComparison comparison = new ObjectComparison(asked, answer, report);
        comparison.compareSchema();
        if (answer.path("schema").path("verdict").asText().equals("accept")) {
            comparison.compareWebhook();
        }
        return comparison.differences;
    }

    private void compareSchema() {
        JsonNode schema = answer.path("schema");
        boolean refused = schema.path("verdict").asText().equals("refuse");
        boolean rulesSkipped = false;
        boolean decoded = true;
        Set<String> theirs = refusedBySchema;
        for (JsonNode error : schema.path("errors")) {
            String field = error.path("field").asText();
            rulesSkipped |= error.path("message").asText().contains("some validation rules were not checked");
            Matcher format = FORMAT.matcher(error.path("message").asText());
            if (format.find()) {
                theirs.add(pointer(format.group(1)));
            }
            decoded &= !field.isEmpty();
            if (!field.isEmpty() && !field.equals("<nil>")) {
                theirs.add(pointer(field));
            }
        }
        Set<String> ours = new TreeSet<>();
        boolean errors = false;
        for (Finding finding : report.findings()) {
            if (isOfSchema(finding)) {
                errors = true;
                boolean isRule = finding.rule().equals(MIN_ABOVE_MAX);
                if (!isRule || !rulesSkipped) {
                    ours.add(isRule ? "/spec" : comparable(finding.pointer()));
                }
            }
        }
        if (theirs.contains("/spec") && report.findings().stream().anyMatch(ObjectComparison::isHugeMinimum)) {
            errors = true;
            ours.add("/spec");
        }
        if (refused != errors) {
            differences.put(
                    "schema " + (refused ? "refuses" : "accepts"),
                    schema.path("message").asText());
        } else if (decoded && !ours.equals(theirs)) {
            differences.put(
                    "schema errors at " + sorts(without(theirs, ours)) + ", ours at " + sorts(without(ours, theirs)),
                    theirs.toString());
        }
        if (decoded) {
            comparePruned(schema, ours);
        }
    }

    /**
     * Whether the minimum is not a 32-bit integer: this library then reports only that, while KEDA also reports that
     * the minimum exceeds the maximum.
     */
    private static boolean isHugeMinimum(Finding finding) {
        return finding.pointer().equals("/spec/minReplicaCount")
                && finding.message().contains(HUGE);
    }

    private boolean isOfSchema(Finding finding) {
        if (finding.severity() != Severity.ERROR || finding.rule().equals(UNKNOWN_FIELD)) {
            return false;
        }
        Layer layer = KedaRules.find(finding.rule()).map(Rule::layer).orElseThrow();
        return (layer == Layer.SCHEMA || layer == Layer.ENVELOPE)
                && !isOfUnchanged(finding)
                && !isLeftToReader(finding);
    }

    /**
     * Whether only the webhook refuses a number of more than 32 bits, because it cannot read the number, as with
     * Kubernetes 1.34.
     */
    private boolean isLeftToReader(Finding finding) {
        return finding.message().contains(HUGE)
                && !refusedBySchema.contains(finding.pointer())
                && UNREADABLE
                        .matcher(answer.path("webhook").path("message").asText())
                        .lookingAt();
    }

    /**
     * Whether only the webhook reports a finding: the API server does not check again what an update leaves
     * unchanged.
     */
    private boolean isOfUnchanged(Finding finding) {
        ObjectNode old = asked.old();
        // The rule that compares both bounds is a rule of the whole spec; without a minimum, the finding is about the
        // bounds of a single field.
        boolean aboutBoth = finding.rule().equals(MIN_ABOVE_MAX)
                && asked.object().at("/spec").hasNonNull("minReplicaCount");
        String pointer = aboutBoth ? "/spec" : finding.pointer();
        return old != null
                && OF_BOTH.contains(finding.rule())
                && pruned(old).at(pointer).equals(pruned(asked.object()).at(pointer));
    }

    /** The object without unknown fields and null fields, which are not stored. */
    private JsonNode pruned(ObjectNode object) {
        ObjectNode stored = object.deepCopy();
        removeNulls(stored);
        for (JsonNode field : answer.path("schema").path("pruned")) {
            String pointer = pointer(field.asText());
            if (stored.at(parent(pointer)) instanceof ObjectNode holder) {
                holder.remove(pointer.substring(pointer.lastIndexOf('/') + 1));
            }
        }
        return stored;
    }

    private static void removeNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(field -> field.getValue().isNull());
        }
        node.forEach(ObjectComparison::removeNulls);
    }

    /** The API server reports maps and lists of the metadata as a whole. */
    private static String comparable(String pointer) {
        for (String whole : new String[] {"/metadata/labels", "/metadata/annotations", "/metadata/finalizers"}) {
            if (pointer.startsWith(whole)) {
                return whole;
            }
        }
        return pointer.startsWith("/metadata/ownerReferences/")
                ? "/metadata/ownerReferences" + pointer.substring(pointer.lastIndexOf('/'))
                : pointer;
    }

    private void comparePruned(JsonNode schema, Set<String> errors) {
        Set<String> theirs = new TreeSet<>();
        schema.path("pruned").forEach(field -> theirs.add(pointer(field.asText())));
        Set<String> ours = new TreeSet<>();
        for (Finding finding : report.findings()) {
            if (finding.rule().equals(UNKNOWN_FIELD)) {
                ours.add(finding.pointer());
            }
        }
        Set<String> missing = without(theirs, ours);
        // If a field was written instead of a required one, the finding about the missing field covers both.
        missing.removeIf(
                field -> errors.stream().anyMatch(error -> parent(error).equals(parent(field))));
        missing.removeIf(this::isToldWithAnother);
        // The contents of a value of the wrong type do not matter.
        missing.removeIf(field -> errors.stream().anyMatch(error -> field.startsWith(error + "/")));
        Set<String> invented = without(ours, theirs);
        if (!missing.isEmpty() || !invented.isEmpty()) {
            differences.put(
                    "schema prunes " + sorts(missing) + " and not " + sorts(invented),
                    schema.path("pruned").toString());
        }
    }

    private boolean isToldWithAnother(String field) {
        String name = field.substring(field.lastIndexOf('/') + 1);
        for (Finding finding : report.findings()) {
            if (finding.pointer().startsWith(parent(field) + "/")
                    && finding.message().contains("no field " + name)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    /** Pointers without element indexes. */
    private static Set<String> sorts(Set<String> pointers) {
        Set<String> sorts = new TreeSet<>();
        pointers.forEach(pointer -> sorts.add(pointer.replaceAll("/\\d+", "/#")));
        return sorts;
    }

    private static String parent(String pointer) {
        return pointer.substring(0, pointer.lastIndexOf('/'));
    }

    private static String pointer(String field) {
        return "/" + field.replace("[", "/").replace("]", "").replace('.', '/').replace("//", "/");
    }

    private void compareWebhook() {
        JsonNode webhook = answer.path("webhook");
        boolean refused = webhook.path("verdict").asText().equals("refuse");
        Set<String> ours = new TreeSet<>();
        Set<String> either = new TreeSet<>();
        Set<String> warnings = new TreeSet<>();
        boolean errors = false;
        for (Finding finding : report.findings()) {
            Layer layer = KedaRules.find(finding.rule()).map(Rule::layer).orElseThrow();
            boolean isError =
                    finding.severity() == Severity.ERROR && !finding.rule().equals(UNKNOWN_FIELD);
            if (isError && layer.compareTo(Layer.ADMISSION) <= 0) {
                errors = true;
                if (finding.rule().equals("scaledobject-neighbour-target-kind")) {
                    either.add(finding.rule());
                } else if (finding.rule().startsWith("formula-")) {
                    ours.add("verifyScaledObjects");
                } else {
                    ours.addAll(CHECKS.getOrDefault(finding.rule(), Set.of()));
                }
                if (finding.rule().equals("scaledobject-target-kind") && hasResourceTrigger(asked.object())) {
                    ours.add("verifyCPUMemoryScalers");
                }
            }
            if (layer == Layer.ADMISSION && finding.rule().endsWith("-ignored")) {
                warnings.add(finding.rule());
            }
        }
        if (refused != errors) {
            differences.put(
                    "webhook " + (refused ? "refuses" : "accepts"),
                    webhook.path("message").asText());
            return;
        }
        compareChecks(webhook, ours, !either.isEmpty());
        if (!refused) {
            compareWarnings(webhook, warnings);
        }
    }

    private static boolean hasResourceTrigger(JsonNode object) {
        for (JsonNode trigger : object.path("spec").path("triggers")) {
            if (Set.of("cpu", "memory").contains(trigger.path("type").asText())) {
                return true;
            }
        }
        return false;
    }

    private void compareChecks(JsonNode webhook, Set<String> ours, boolean neighbours) {
        Set<String> theirs = new TreeSet<>();
        webhook.path("refusals")
                .forEach(refusal -> theirs.add(refusal.path("check").asText()));
        if (theirs.isEmpty()) {
            return; // only ScaledObjects have several checks
        }
        if (isToldWithDuplicateName(webhook)) {
            ours.add("verifyScaledObjects");
        }
        if (neighbours) {
            theirs.removeAll(Set.of("verifyScaledObjects", "verifyHpas"));
            ours.removeAll(Set.of("verifyScaledObjects", "verifyHpas"));
        }
        if (!theirs.equals(ours)) {
            differences.put(
                    "webhook refuses by " + theirs + " and not by " + ours,
                    webhook.path("refusals").toString());
        }
    }

    /**
     * Whether the formula names a trigger whose name another trigger already has; this library reports only the
     * duplicate name.
     */
    private boolean isToldWithDuplicateName(JsonNode webhook) {
        boolean unknown = false;
        for (JsonNode refusal : webhook.path("refusals")) {
            unknown |= refusal.path("message").asText().contains("unknown name");
        }
        return unknown
                && report.findings().stream().anyMatch(finding -> finding.rule().equals("trigger-duplicate-name"));
    }

    private void compareWarnings(JsonNode webhook, Set<String> ours) {
        Set<String> theirs = new TreeSet<>();
        for (JsonNode warning : webhook.path("warnings")) {
            theirs.add(
                    warning.asText().startsWith("PollingInterval")
                            ? "scaledobject-polling-interval-ignored"
                            : "scaledobject-cooldown-period-ignored");
        }
        if (!theirs.equals(ours)) {
            differences.put(
                    "webhook warns of " + theirs + " and not of " + ours,
                    webhook.path("warnings").toString());
        }
    }
}
