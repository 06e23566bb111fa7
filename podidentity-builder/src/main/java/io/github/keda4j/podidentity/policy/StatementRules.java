package io.github.keda4j.podidentity.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keda4j.findings.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a statement consists of, and which elements its kind of policy wants or refuses. */
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
                report.error(
                        "unknown-element",
                        pointer + "/" + Pointer.escape(element.getKey()),
                        Report.SYNTAX + " Unknown field " + element.getKey(),
                        "a statement consists of Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource,"
                                + " NotResource and Condition; names are case-sensitive");
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
            report.error(
                    "element-type", pointer, Report.SYNTAX + " Expected a string, found " + Report.kind(sid), null);
        } else if (type.hasStrictSids() && !SID.matcher(sid.asText()).matches()) {
            report.error(
                    "sid-format",
                    pointer,
                    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression"
                            + " [0-9A-Za-z]*",
                    "found " + Report.quote(sid.asText()));
        }
    }

    private void effect(JsonNode statement, String pointer) {
        JsonNode effect = statement.get("Effect");
        if (effect == null) {
            report.error(
                    "effect-missing",
                    pointer,
                    Report.SYNTAX + " Missing required field Effect",
                    "write \"Effect\": \"Allow\" or \"Deny\"");
        } else if (!effect.isTextual()) {
            report.error(
                    "element-type",
                    pointer + "/Effect",
                    Report.SYNTAX + " Expected a string, found " + Report.kind(effect),
                    null);
        } else if (Effect.fromJson(effect.asText()).isEmpty()) {
            boolean onlyCase =
                    effect.asText().equalsIgnoreCase("Allow") || effect.asText().equalsIgnoreCase("Deny");
            report.error(
                    "effect-invalid",
                    pointer + "/Effect",
                    (onlyCase ? Report.LEGACY + ":" : Report.SYNTAX) + " Effect is " + Report.quote(effect.asText()),
                    "it must be \"Allow\" or \"Deny\", in this case");
        } else if (type == PolicyType.RESOURCE_CONTROL && !effect.asText().equals("Deny")) {
            report.error(
                    "rcp-effect", pointer + "/Effect", "a resource control policy can only deny", "write \"Deny\"");
        }
    }

    private void exclusive(JsonNode statement, String pointer, String element) {
        if (statement.has(element) && statement.has("Not" + element)) {
            report.error(
                    "exclusive-elements",
                    pointer + "/Not" + element,
                    Report.SYNTAX + " A statement has either " + element + " or Not" + element,
                    "keep one of them");
        }
    }

    private void principals(JsonNode statement, String pointer) {
        boolean present = statement.has("Principal") || statement.has("NotPrincipal");
        for (String element : List.of("Principal", "NotPrincipal")) {
            if (!statement.has(element)) {
                continue;
            }
            if (type.isIdentity()) {
                report.error(
                        "principal-prohibited",
                        pointer + "/" + element,
                        "Has prohibited field " + element + ": Policy document should not specify a principal.",
                        "the policy is about whom it is attached to; remove the element");
            } else {
                PrincipalRules.check(type, statement.get(element), pointer + "/" + element, report);
            }
        }
        if (!type.isIdentity() && !present) {
            report.error(
                    "principal-missing",
                    pointer,
                    "Missing required field Principal",
                    type == PolicyType.RESOURCE_CONTROL
                            ? "write \"Principal\": \"*\""
                            : "say whom the statement is about");
        }
        if (statement.has("NotPrincipal")) {
            notPrincipal(statement, pointer);
        }
    }

    private void notPrincipal(JsonNode statement, String pointer) {
        if (type == PolicyType.RESOURCE_CONTROL) {
            report.error(
                    "rcp-element", pointer + "/NotPrincipal", "a resource control policy knows no NotPrincipal", null);
        } else if (type == PolicyType.TRUST && isAllow(statement)) {
            report.error(
                    "not-principal-allow",
                    pointer + "/NotPrincipal",
                    "Allow with NotPrincipal is not allowed.",
                    "name who may; or deny everyone else");
        } else if (!type.isIdentity() && isAllow(statement)) {
            report.warning(
                    "not-principal-allow",
                    pointer + "/NotPrincipal",
                    "Allow with NotPrincipal grants to everyone else, anonymous callers included",
                    "name who may");
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
            report.error("rcp-element", pointer + "/NotAction", "a resource control policy knows no NotAction", null);
        }
    }

    private void noActions(String pointer) {
        report.error(
                "action-missing",
                pointer,
                "Policy statement must contain actions. Missing required field Action",
                "write \"Action\" or \"NotAction\"");
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
                report.error(
                        "resource-prohibited",
                        elementPointer,
                        element.equals("Resource")
                                ? "Has prohibited field Resource"
                                : "AssumeRole policy must not contain resources. Has prohibited field NotResource",
                        "the resource of a trust policy is the role itself; remove the element");
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
                    "Missing required field Resource, which most services want in the policy of a resource",
                    "name the resource that the policy is attached to");
        } else if (!present && type != PolicyType.TRUST) {
            noResources(pointer);
        }
    }

    private void noResources(String pointer) {
        report.error(
                "resource-missing",
                pointer,
                "Policy statement must contain resources. Missing required field Resource",
                "write \"Resource\" or \"NotResource\"");
    }

    private void conditionVariables(JsonNode condition, String pointer) {
        for (Map.Entry<String, JsonNode> operator : condition.properties()) {
            String operatorPointer = pointer + "/" + Pointer.escape(operator.getKey());
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                String keyPointer = operatorPointer + "/" + Pointer.escape(key.getKey());
                // What is no text has been reported by the rules on conditions.
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
