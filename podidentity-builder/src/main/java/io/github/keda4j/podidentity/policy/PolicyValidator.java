package io.github.keda4j.podidentity.policy;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what AWS would say to a policy document, offline and all at once: grammar, elements, principals, ARNs, condition
 * operators and values, policy variables, statement ids and quotas as errors, in AWS's own words where they are known; and
 * as warnings what is accepted and still does not do what it looks like. Immutable.
 *
 * <p>Source of the rules: IAM User Guide, "Grammar of the IAM JSON policy language" and "IAM JSON policy elements
 * reference". Whether a role, a service or an action of that name exists is left to AWS.
 */
public final class PolicyValidator {

    private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");
    private static final ObjectReader JSON = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(PolicyReader.MAX_DEPTH)
                            .build())
                    .build())
            .readerFor(JsonNode.class)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final PolicyType type;
    private final Optional<Partition> partition;
    private final Optional<Boolean> sessionTags;
    private final int quota;

    private PolicyValidator(PolicyType type, Optional<Partition> partition, Optional<Boolean> sessionTags, int quota) {
        this.type = type;
        this.partition = partition;
        this.sessionTags = sessionTags;
        this.quota = quota;
    }

    /**
     * A validator of documents for the given purpose, with AWS's default quota, for any partition.
     *
     * @param type what the documents are attached to
     * @return the validator
     */
    public static PolicyValidator forType(PolicyType type) {
        return new PolicyValidator(type, Optional.empty(), Optional.empty(), type.maxCharacters());
    }

    /**
     * The same for one partition: ARNs of another are errors.
     *
     * @param expected where the documents will be used
     * @return a copy
     */
    public PolicyValidator inPartition(Partition expected) {
        return new PolicyValidator(type, Optional.of(expected), sessionTags, quota);
    }

    /**
     * The same, knowing whether the sessions of those who assume the role carry tags, as those of EKS Pod Identity do
     * unless the association disables them. What contradicts becomes an error.
     *
     * @param on whether they do
     * @return a copy
     */
    public PolicyValidator withSessionTags(boolean on) {
        return new PolicyValidator(type, partition, Optional.of(on), quota);
    }

    /**
     * The same with another quota, such as a trust policy's raised one.
     *
     * @param characters how long a document may be, white space not counted
     * @return a copy
     */
    public PolicyValidator withQuota(int characters) {
        return new PolicyValidator(type, partition, sessionTags, characters);
    }

    /**
     * Checks a document.
     *
     * @param document what was read or built
     * @return everything that AWS would refuse, and what is worth knowing
     */
    public Findings validate(PolicyDocument document) {
        return validate(document.toJson());
    }

    /**
     * Checks documents that share a quota, such as the inline policies of one role.
     *
     * @param documents by their names
     * @return what there is to say to each, its pointer below its name, and to all of them together
     */
    public Findings validateAll(Map<String, PolicyDocument> documents) {
        Findings findings = Findings.none();
        int total = 0;
        for (Map.Entry<String, PolicyDocument> named : documents.entrySet()) {
            findings = findings.and(validate(named.getValue()).under("/" + Pointer.escape(named.getKey())));
            total += named.getValue().size();
        }
        if (total > quota) {
            Report report = new Report();
            QuotaRules.total(type, quota, total, report);
            findings = findings.and(report.findings());
        }
        return findings;
    }

    /**
     * Checks a text, which need not be a policy document at all.
     *
     * @param json the text
     * @return everything that AWS would refuse, and what is worth knowing; at most a thousand findings
     */
    public Findings validate(String json) {
        Report report = new Report();
        if (json.length() > PolicyReader.MAX_CHARACTERS) {
            report.error(
                    "policy-size",
                    "",
                    "Member must have length less than or equal to 131072; the text has " + json.length()
                            + " characters and was not looked at",
                    null);
            return report.findings();
        }
        JsonNode document = parse(json, report);
        if (document == null) {
            return report.findings();
        }
        if (!json.startsWith("{")) {
            report.warning(
                    "json-leading-space",
                    "",
                    "JSON strings must not have leading spaces, say some of IAM's calls",
                    "begin with the brace");
        }
        QuotaRules.size(type, quota, json, report);
        checkDocument(document, report);
        if (!report.hasErrors()) {
            boolean array = document.path("Statement").isArray();
            new Lints(PolicyDocument.parse(json), type, sessionTags, array, report).check();
        }
        return report.findings();
    }

    private @Nullable JsonNode parse(String json, Report report) {
        String syntax = type == PolicyType.TRUST ? "This policy contains invalid Json" : Report.SYNTAX;
        try {
            JsonNode document = JSON.readTree(json);
            if (document.isObject()) {
                return document;
            }
            String found = document.isMissingNode() ? "nothing" : Report.kind(document);
            report.error("json", "", syntax + " Expected a JSON object, found " + found, null);
        } catch (JacksonException e) {
            JsonLocation at = e.getLocation();
            boolean twice = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
            report.error(
                    twice ? "json-duplicate" : "json",
                    "",
                    syntax + " " + e.getOriginalMessage()
                            + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"),
                    twice ? "a name may be there once in an object; put the values into one array" : null);
        }
        return null;
    }

    private void checkDocument(JsonNode document, Report report) {
        for (Map.Entry<String, JsonNode> element : document.properties()) {
            if (!ELEMENTS.contains(element.getKey())) {
                report.error(
                        "unknown-element",
                        "/" + Pointer.escape(element.getKey()),
                        Report.SYNTAX + " Unknown field " + element.getKey(),
                        "a document consists of Version, Id and Statement; names are case-sensitive");
            }
        }
        JsonNode id = document.get("Id");
        if (id != null && !id.isTextual()) {
            report.error("element-type", "/Id", Report.SYNTAX + " Expected a string, found " + Report.kind(id), null);
        }
        boolean variables = checkVersion(document.get("Version"), report);
        List<JsonNode> statements = statements(document.get("Statement"), report);
        StatementRules rules = new StatementRules(type, partition, variables, report);
        boolean array = document.path("Statement").isArray();
        for (int i = 0; i < statements.size(); i++) {
            String pointer = array ? "/Statement/" + i : "/Statement";
            JsonNode statement = statements.get(i);
            if (statement.isObject()) {
                rules.check(statement, pointer);
            } else {
                report.error(
                        "element-type",
                        pointer,
                        Report.SYNTAX + " Expected a statement, found " + Report.kind(statement),
                        null);
            }
        }
        checkSids(statements, array, report);
        if (type == PolicyType.QUEUE) {
            QuotaRules.queue(statements, array, report);
        }
    }

    private boolean checkVersion(@Nullable JsonNode version, Report report) {
        if (version != null && !version.isTextual()) {
            report.error(
                    "element-type",
                    "/Version",
                    Report.SYNTAX + " Expected a string, found " + Report.kind(version),
                    null);
            return false;
        }
        String text = version == null ? "" : version.asText();
        boolean current = text.equals(PolicyDocument.VERSION_2012_10_17);
        if (version != null && !PolicyDocument.VERSIONS.contains(text)) {
            report.error(
                    "version-unknown",
                    "/Version",
                    Report.SYNTAX + " Version is " + Report.quote(text),
                    "write \"2012-10-17\"");
        } else if (!current && type.needsCurrentVersion()) {
            report.error(
                    "version-old",
                    "/Version",
                    "Policy document must be version 2012-10-17 or greater.",
                    "write \"Version\": \"2012-10-17\"");
        }
        return current;
    }

    private List<JsonNode> statements(@Nullable JsonNode node, Report report) {
        if (node == null) {
            report.error(
                    "statement-missing",
                    "",
                    Report.SYNTAX + " Missing required field Statement",
                    "write \"Statement\"");
            return List.of();
        }
        if (node.isObject()) {
            return List.of(node);
        }
        if (!node.isArray()) {
            report.error(
                    "element-type",
                    "/Statement",
                    Report.SYNTAX + " Expected a statement or an array of statements, found " + Report.kind(node),
                    null);
            return List.of();
        }
        if (node.isEmpty()) {
            report.error(
                    "statement-missing",
                    "/Statement",
                    Report.SYNTAX + " Could not parse the policy: Statement is empty!",
                    null);
        }
        List<JsonNode> statements = new ArrayList<>();
        node.forEach(statements::add);
        return statements;
    }

    private static void checkSids(List<JsonNode> statements, boolean array, Report report) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < statements.size(); i++) {
            String sid = statements.get(i).path("Sid").asText();
            Integer first = sid.isEmpty() ? null : seen.putIfAbsent(sid, i);
            if (first != null) {
                report.error(
                        "sid-duplicate",
                        (array ? "/Statement/" + i : "/Statement") + "/Sid",
                        "Statement IDs (SID) in a single policy must be unique.",
                        Report.quote(sid) + " is also that of /Statement/" + first);
            }
        }
    }
}
