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
import io.github.keda4j.findings.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a policy document as AWS does, offline and all at once. Errors are what AWS refuses, with its own words where
 * they are known: grammar, elements, principals, ARNs, condition operators and values, policy variables, statement ids,
 * quotas. Warnings are about policies that AWS accepts but that do not do what they seem to do. Immutable.
 *
 * <p>Source of the rules: IAM User Guide, "Grammar of the IAM JSON policy language" and "IAM JSON policy elements
 * reference"; AWS Service Authorization Reference for the names of actions and what they act on, for the services that
 * KEDA and EKS Pod Identity deal with. Only AWS can check whether a role exists.
 */
public final class PolicyValidator {

    private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");
    private static final int MAX_PARSER_WORDS = 300;
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
    private final boolean onlyErrors;

    private PolicyValidator(
            PolicyType type,
            Optional<Partition> partition,
            Optional<Boolean> sessionTags,
            int quota,
            boolean onlyErrors) {
        this.type = type;
        this.partition = partition;
        this.sessionTags = sessionTags;
        this.quota = quota;
        this.onlyErrors = onlyErrors;
    }

    /**
     * {@return a validator of documents for a purpose, with AWS's default quota, for any partition}
     *
     * @param type what the documents are attached to
     */
    public static PolicyValidator forType(PolicyType type) {
        return new PolicyValidator(type, Optional.empty(), Optional.empty(), type.maxCharacters(), false);
    }

    /**
     * {@return the same validator for one partition: ARNs of another one are errors}
     *
     * @param expected where the documents will be used
     */
    public PolicyValidator inPartition(Partition expected) {
        return new PolicyValidator(type, Optional.of(expected), sessionTags, quota, onlyErrors);
    }

    /**
     * {@return the same validator, which then knows whether the sessions of those who assume the role carry tags}
     * Sessions of EKS Pod Identity do, unless the association disables tags. Statements that contradict this setting
     * become errors.
     *
     * @param on whether the sessions carry tags
     */
    public PolicyValidator withSessionTags(boolean on) {
        return new PolicyValidator(type, partition, Optional.of(on), quota, onlyErrors);
    }

    /**
     * {@return the same validator with another quota, such as a raised one for trust policies}
     *
     * @param characters how long a document may be, white space not counted
     */
    public PolicyValidator withQuota(int characters) {
        return new PolicyValidator(type, partition, sessionTags, characters, onlyErrors);
    }

    /** {@return the same validator without warnings and infos, which are not computed at all} */
    public PolicyValidator onlyErrors() {
        return new PolicyValidator(type, partition, sessionTags, quota, true);
    }

    /**
     * {@return everything that AWS would refuse in a document, and the warnings and remarks about it}
     *
     * @param document a document that was read or built
     */
    public Findings validate(PolicyDocument document) {
        return validate(document, document.size());
    }

    /**
     * {@return the findings on documents that share a quota, such as the inline policies of one role} Pointers begin with the
     * name of the document.
     *
     * @param documents by their names
     */
    public Findings validateAll(Map<String, PolicyDocument> documents) {
        Findings findings = Findings.none();
        int total = 0;
        for (Map.Entry<String, PolicyDocument> named : documents.entrySet()) {
            int size = named.getValue().size();
            findings = findings.and(validate(named.getValue(), size).under("/" + Pointer.escape(named.getKey())));
            total += size;
        }
        if (total > quota) {
            Report report = new Report();
            QuotaRules.total(type, quota, total, report);
            findings = findings.and(report.findings());
        }
        return findings;
    }

    /**
     * {@return everything that AWS would refuse in a text, and the warnings and remarks about it; at most a thousand
     * findings}
     *
     * @param json a text, which need not be a policy document at all
     */
    public Findings validate(String json) {
        return check(json, null);
    }

    /** Checks a text, and the document that was already read from it, if there is one. */
    private Findings check(String json, @Nullable PolicyDocument read) {
        Report report = new Report();
        if (json.length() > PolicyReader.MAX_CHARACTERS) {
            report.refused(
                    "policy-size",
                    "",
                    "The text has " + json.length() + " characters, which is too long to be a policy.",
                    "Member must have length less than or equal to 131072",
                    null);
            return report.findings();
        }
        JsonNode document = parse(json, report);
        if (document == null) {
            return report.findings();
        }
        if (!json.startsWith("{") && !onlyErrors) {
            report.warning(
                    "json-leading-space",
                    "",
                    "The text begins with white space. Some calls of IAM refuse that: \"JSON strings must not have leading"
                            + " spaces\".",
                    "Begin with the brace.");
        }
        QuotaRules.size(type, quota, json, report);
        checkDocument(document, report);
        // Among the lints, only those for trust policies report errors.
        if (!report.hasErrors() && (!onlyErrors || type == PolicyType.TRUST)) {
            boolean array = document.path("Statement").isArray();
            new Lints(read == null ? PolicyDocument.parse(json) : read, type, sessionTags, array, report).check();
        }
        return onlyErrors ? report.findings().ofSeverity(Severity.ERROR) : report.findings();
    }

    private Findings validate(PolicyDocument document, int size) {
        boolean accepted = onlyErrors
                && type == PolicyType.ROLE_INLINE
                && partition.isEmpty()
                && size <= quota
                && PlainPolicy.isAccepted(document);
        return accepted ? Findings.none() : check(document.toJson(), document);
    }

    private @Nullable JsonNode parse(String json, Report report) {
        String syntax = type == PolicyType.TRUST ? "This policy contains invalid Json" : Report.SYNTAX;
        try {
            JsonNode document = JSON.readTree(json);
            if (document.isObject()) {
                return document;
            }
            String found = document.isMissingNode() ? "nothing" : Report.kind(document);
            report.refused("json", "", "Expected a JSON object but found " + found + ".", syntax, null);
        } catch (JacksonException e) {
            JsonLocation at = e.getLocation();
            boolean twice = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
            report.refused(
                    twice ? "json-duplicate" : "json",
                    "",
                    "The text is not valid JSON. The parser says: " + shortened(e.getOriginalMessage())
                            + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
                            + ".",
                    syntax,
                    twice ? "Put the values into one array: a name must be unique in an object." : null);
        }
        return null;
    }

    /** The first line of the parser's own message. */
    private static String shortened(@Nullable String problem) {
        String line = String.valueOf(problem).lines().findFirst().orElse("").strip();
        String plain = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return plain.length() <= MAX_PARSER_WORDS ? plain : plain.substring(0, MAX_PARSER_WORDS);
    }

    private void checkDocument(JsonNode document, Report report) {
        for (Map.Entry<String, JsonNode> element : document.properties()) {
            if (!ELEMENTS.contains(element.getKey())) {
                report.refused(
                        "unknown-element",
                        "/" + Pointer.escape(element.getKey()),
                        "A policy document does not have the element " + Report.quote(element.getKey()) + ".",
                        Report.SYNTAX + " Unknown field " + element.getKey(),
                        "Use Version, Id and Statement, in exactly this case.");
            }
        }
        JsonNode id = document.get("Id");
        if (id != null && !id.isTextual()) {
            report.wrongType("/Id", "a string", id);
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
                report.wrongType(pointer, "a statement", statement);
            }
        }
        checkSids(statements, array, report);
        if (type == PolicyType.QUEUE) {
            QuotaRules.queue(statements, array, report);
        }
    }

    private boolean checkVersion(@Nullable JsonNode version, Report report) {
        if (version != null && !version.isTextual()) {
            report.wrongType("/Version", "a string", version);
            return false;
        }
        String text = version == null ? "" : version.asText();
        boolean current = text.equals(PolicyDocument.VERSION_2012_10_17);
        if (version != null && !PolicyDocument.VERSIONS.contains(text)) {
            report.refused(
                    "version-unknown",
                    "/Version",
                    "The Version must be 2012-10-17 or 2008-10-17, but it is " + Report.quote(text) + ".",
                    Report.SYNTAX,
                    "Write \"2012-10-17\".");
        } else if (!current && type.needsCurrentVersion()) {
            report.refused(
                    "version-old",
                    "/Version",
                    "A policy of this kind must have the version 2012-10-17.",
                    "Policy document must be version 2012-10-17 or greater.",
                    "Write \"Version\": \"2012-10-17\".");
        }
        return current;
    }

    private List<JsonNode> statements(@Nullable JsonNode node, Report report) {
        if (node == null) {
            report.refused(
                    "statement-missing",
                    "",
                    "The document has no Statement.",
                    Report.SYNTAX + " Missing required field Statement",
                    "Write \"Statement\".");
            return List.of();
        }
        if (node.isObject()) {
            return List.of(node);
        }
        if (!node.isArray()) {
            report.wrongType("/Statement", "a statement or an array of statements", node);
            return List.of();
        }
        if (node.isEmpty()) {
            report.refused(
                    "statement-missing",
                    "/Statement",
                    "The list of statements is empty.",
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
                report.refused(
                        "sid-duplicate",
                        (array ? "/Statement/" + i : "/Statement") + "/Sid",
                        "The Sid " + Report.quote(sid) + " is also used by /Statement/" + first + ".",
                        "Statement IDs (SID) in a single policy must be unique.",
                        "Give each statement its own Sid.");
            }
        }
    }
}
