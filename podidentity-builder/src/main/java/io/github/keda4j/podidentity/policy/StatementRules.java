package io.github.keda4j.podidentity.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keda4j.findings.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The elements of a statement, and which of them each kind of policy requires or refuses. */
final class StatementRules {

    private static final Set<String> ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Pattern SID = Pattern.compile("[0-9A-Za-z]*");

    private final PolicyType type;
    private final Optional<Partition> partition;
    private final boolean variables;
    private final Report report;

    StatementRules(PolicyType type, Optional<Partition> partition, boolean variables, Report report) {
        this.type = type;
        this.partition = partition;
        this.variables = variables;
        this.report = report;
    }

    void check(JsonNode statement, String pointer) {
        for (Map.Entry<String, JsonNode> element : statement.properties()) {
            if (!ELEMENTS.contains(element.getKey())) {
                report.refused(
                        "unknown-element",
                        pointer + "/" + Pointer.escape(element.getKey()),
                        "A statement does not have the element " + Report.quote(element.getKey()) + ".",
                        Report.SYNTAX + " Unknown field " + element.getKey(),
                        "Use Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource and Condition, in exactly this case.");
            }
        }
        sid(statement.get("Sid"), pointer + "/Sid");
        effect(statement, pointer);
        exclusive(statement, pointer, "Principal");
        exclusive(statement, pointer, "Action");
        exclusive(statement, pointer, "Resource");
        principals(statement, pointer);
        actions(statement, pointer);
        resources(statement, pointer);
        if (statement.has("Condition")) {
            ConditionRules.check(type, statement.get("Condition"), pointer + "/Condition", report);
            conditionVariables(statement.get("Condition"), pointer + "/Condition");
        }
    }

    private void sid(JsonNode sid, String pointer) {
        if (sid == null) {
            return;
        }
        if (!sid.isTextual()) {
            report.wrongType(pointer, "a string", sid);
        } else if (type.hasStrictSids() && !SID.matcher(sid.asText()).matches()) {
            report.refused(
                    "sid-format",
                    pointer,
                    "The Sid " + Report.quote(sid.asText()) + " must have letters and digits only.",
                    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression"
                            + " [0-9A-Za-z]*",
                    null);
        }
    }

    private void effect(JsonNode statement, String pointer) {
        JsonNode effect = statement.get("Effect");
        if (effect == null) {
            report.refused(
                    "effect-missing",
                    pointer,
                    "The statement has no Effect.",
                    Report.SYNTAX + " Missing required field Effect",
                    "Write \"Effect\": \"Allow\" or \"Deny\".");
        } else if (!effect.isTextual()) {
            report.wrongType(pointer + "/Effect", "a string", effect);
        } else if (Effect.fromJson(effect.asText()).isEmpty()) {
            boolean onlyCase =
                    effect.asText().equalsIgnoreCase("Allow") || effect.asText().equalsIgnoreCase("Deny");
            report.refused(
                    "effect-invalid",
                    pointer + "/Effect",
                    "The Effect must be \"Allow\" or \"Deny\", but it is " + Report.quote(effect.asText()) + ".",
                    onlyCase ? Report.LEGACY : Report.SYNTAX,
                    "Write \"Allow\" or \"Deny\", in exactly this case.");
        } else if (type == PolicyType.RESOURCE_CONTROL && !effect.asText().equals("Deny")) {
            report.error(
                    "rcp-effect", pointer + "/Effect", "A resource control policy can only deny.", "Write \"Deny\".");
        }
    }

    private void exclusive(JsonNode statement, String pointer, String element) {
        if (statement.has(element) && statement.has("Not" + element)) {
            report.refused(
                    "exclusive-elements",
                    pointer + "/Not" + element,
                    "A statement must not have both " + element + " and Not" + element + ".",
                    Report.SYNTAX,
                    "Keep one of them.");
        }
    }

    private void principals(JsonNode statement, String pointer) {
        boolean present = statement.has("Principal") || statement.has("NotPrincipal");
        for (String element : List.of("Principal", "NotPrincipal")) {
            if (!statement.has(element)) {
                continue;
            }
            if (type.isIdentity()) {
                report.refused(
                        "principal-prohibited",
                        pointer + "/" + element,
                        "An identity policy must not have " + element
                                + ", because it applies to the identity that it is attached to.",
                        "Has prohibited field " + element + ": Policy document should not specify a principal.",
                        "Remove the element.");
            } else {
                PrincipalRules.check(type, statement.get(element), pointer + "/" + element, report);
            }
        }
        if (!type.isIdentity() && !present) {
            report.refused(
                    "principal-missing",
                    pointer,
                    "The statement has no Principal.",
                    "Missing required field Principal",
                    type == PolicyType.RESOURCE_CONTROL
                            ? "Write \"Principal\": \"*\"."
                            : "Name the principals that the statement applies to.");
        }
        if (statement.has("NotPrincipal")) {
            notPrincipal(statement, pointer);
        }
    }

    private void notPrincipal(JsonNode statement, String pointer) {
        if (type == PolicyType.RESOURCE_CONTROL) {
            report.error(
                    "rcp-element",
                    pointer + "/NotPrincipal",
                    "A resource control policy must not have NotPrincipal.",
                    null);
        } else if (type == PolicyType.TRUST && isAllow(statement)) {
            report.refused(
                    "not-principal-allow",
                    pointer + "/NotPrincipal",
                    "A trust policy must not allow with NotPrincipal.",
                    "Allow with NotPrincipal is not allowed.",
                    "Name who may assume the role, or deny everyone else.");
        } else if (!type.isIdentity() && isAllow(statement)) {
            report.warning(
                    "not-principal-allow",
                    pointer + "/NotPrincipal",
                    "Allow with NotPrincipal grants the actions to everyone else, including anonymous callers.",
                    "Name who may do it.");
        }
    }

    private void actions(JsonNode statement, String pointer) {
        List<ElementValues> all = new ArrayList<>();
        for (String element : List.of("Action", "NotAction")) {
            if (statement.has(element)) {
                ElementValues values = ElementValues.of(statement.get(element), pointer + "/" + element, false, report);
                all.add(values);
                ActionRules.check(type, values, report);
                if (values.all().isEmpty() && values.wellFormed()) {
                    noActions(pointer + "/" + element);
                }
            }
        }
        if (all.isEmpty()) {
            noActions(pointer);
        }
        if (statement.has("NotAction") && type == PolicyType.RESOURCE_CONTROL) {
            report.error(
                    "rcp-element", pointer + "/NotAction", "A resource control policy must not have NotAction.", null);
        }
    }

    private void noActions(String pointer) {
        report.refused(
                "action-missing",
                pointer,
                "The statement names no action.",
                "Policy statement must contain actions. Missing required field Action",
                "Write \"Action\" or \"NotAction\".");
    }

    private void resources(JsonNode statement, String pointer) {
        boolean present = false;
        for (String element : List.of("Resource", "NotResource")) {
            if (!statement.has(element)) {
                continue;
            }
            present = true;
            String elementPointer = pointer + "/" + element;
            if (type == PolicyType.TRUST) {
                report.refused(
                        "resource-prohibited",
                        elementPointer,
                        "A trust policy must not have " + element + ", because it applies to the role itself.",
                        element.equals("Resource")
                                ? "Has prohibited field Resource"
                                : "AssumeRole policy must not contain resources. Has prohibited field NotResource",
                        "Remove the element.");
                continue;
            }
            ElementValues values = ElementValues.of(statement.get(element), elementPointer, false, report);
            ResourceRules.check(values, partition, report);
            values.all().forEach(value -> VariableRules.inResource(variables, value, report));
            if (values.all().isEmpty() && values.wellFormed()) {
                noResources(elementPointer);
            }
        }
        if (!present && type == PolicyType.RESOURCE) {
            report.warning(
                    "resource-missing",
                    pointer,
                    "The statement has no Resource, which most services require. They say \"Missing required field Resource\".",
                    "Name the resource that the policy is attached to.");
        } else if (!present && type != PolicyType.TRUST) {
            noResources(pointer);
        }
    }

    private void noResources(String pointer) {
        report.refused(
                "resource-missing",
                pointer,
                "The statement names no resource.",
                "Policy statement must contain resources. Missing required field Resource",
                "Write \"Resource\" or \"NotResource\".");
    }

    private void conditionVariables(JsonNode condition, String pointer) {
        for (Map.Entry<String, JsonNode> operator : condition.properties()) {
            String operatorPointer = pointer + "/" + Pointer.escape(operator.getKey());
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                String keyPointer = operatorPointer + "/" + Pointer.escape(key.getKey());
                // The rules for conditions have already reported values that are not text.
                ElementValues.of(key.getValue(), keyPointer, true, new Report())
                        .all()
                        .forEach(value -> VariableRules.check(variables, value, report));
            }
        }
    }

    private static boolean isAllow(JsonNode statement) {
        return statement.path("Effect").asText().equals("Allow");
    }
}
