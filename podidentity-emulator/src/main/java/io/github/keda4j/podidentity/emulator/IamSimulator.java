package io.github.keda4j.podidentity.emulator;

import io.github.keda4j.podidentity.evaluation.Decision;
import io.github.keda4j.podidentity.evaluation.RequestContext;
import io.github.keda4j.podidentity.evaluation.RoleSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code iam:SimulatePrincipalPolicy} with the decisions that the emulator itself makes. As in IAM, the keys of a
 * request are only those of the principal and those that the call gives; keys that would matter are listed as
 * missing (IAM API Reference, EvaluationResult and ResourceSpecificResult).
 */
final class IamSimulator {

    private static final String ALLOWED = "allowed";
    private static final String EXPLICIT_DENY = "explicitDeny";
    private static final String IMPLICIT_DENY = "implicitDeny";

    /** From the least to the most restrictive. */
    private static final List<String> DECISIONS = List.of(ALLOWED, IMPLICIT_DENY, EXPLICIT_DENY);

    private final Cloud cloud;

    IamSimulator(Cloud cloud) {
        this.cloud = cloud;
    }

    /** An action with its decision for each resource. */
    record Evaluation(String action, List<OnResource> resources) {

        /** The most restrictive of all. */
        String decision() {
            return DECISIONS.get(resources.stream()
                    .mapToInt(resource -> DECISIONS.indexOf(resource.decision()))
                    .max()
                    .orElse(0));
        }
    }

    /** The decision for one resource, and the keys that were missing when it was made. */
    record OnResource(String resource, String decision, List<String> missingKeys) {}

    List<Evaluation> simulate(Account account, QueryParameters call) {
        RoleSession principal = principal(account, call.required("PolicySourceArn"));
        call.required("ActionNames.member.1");
        List<String> given = call.list("ResourceArns");
        List<String> resources = given.isEmpty() ? List.of("*") : given;
        RequestContext context = context(call);
        List<Evaluation> evaluations = new ArrayList<>();
        for (String action : call.list("ActionNames")) {
            evaluations.add(new Evaluation(
                    action,
                    resources.stream()
                            .map(resource -> evaluate(principal, action, resource, context))
                            .toList()));
        }
        return evaluations;
    }

    /** The session of a role; null for the administrator, who may do everything. */
    private @Nullable RoleSession principal(Account account, String arn) {
        if (arn.equals(account.administrator.arn())) {
            return null;
        }
        if (!arn.matches("arn:aws[a-z-]*:iam::\\d{12}:(user|group|role)/.+")) {
            throw new AwsError(
                    400, "InvalidInput", "Invalid Entity Arn: " + arn + " does not clearly define entity type.");
        }
        return Optional.ofNullable(cloud.roleByArn(arn))
                .filter(role -> role.accountId.equals(account.id))
                .map(role -> RoleSession.of(cloud.evaluated(role)))
                .orElseThrow(() -> IamPolicies.noSuchEntity("The principal " + arn + " cannot be found."));
    }

    private static RequestContext context(QueryParameters call) {
        RequestContext context = RequestContext.empty();
        List<String> names = call.list("ContextEntries", ".ContextKeyName");
        for (int number = 1; number <= names.size(); number++) {
            context = context.with(
                    names.get(number - 1), call.list("ContextEntries.member." + number + ".ContextKeyValues"));
        }
        return context;
    }

    private static OnResource evaluate(
            @Nullable RoleSession principal, String action, String resource, RequestContext context) {
        if (principal == null) {
            return new OnResource(resource, ALLOWED, List.of());
        }
        String decision =
                switch (principal.decide(action, resource, null, context).outcome()) {
                    case ALLOWED -> ALLOWED;
                    case EXPLICITLY_DENIED -> EXPLICIT_DENY;
                    case IMPLICITLY_DENIED, DEPENDS -> IMPLICIT_DENY;
                };
        Decision whatever = principal.decide(
                action, resource, null, RequestContext.unknown().withAll(context));
        return new OnResource(resource, decision, whatever.unknownKeys());
    }

    /** An evaluation as IAM writes it. */
    static void write(XmlWriter xml, Evaluation evaluation) {
        xml.open("member")
                .element("EvalActionName", evaluation.action())
                .element("EvalDecision", evaluation.decision());
        if (evaluation.resources().size() == 1) {
            xml.element("EvalResourceName", evaluation.resources().get(0).resource());
        }
        boolean onEverything = evaluation.resources().get(0).resource().equals("*");
        xml.open("MissingContextValues");
        if (onEverything) {
            members(xml, evaluation.resources().get(0).missingKeys());
        }
        xml.close("MissingContextValues").open("ResourceSpecificResults");
        if (!onEverything) {
            evaluation.resources().forEach(resource -> {
                xml.open("member")
                        .element("EvalResourceName", resource.resource())
                        .element("EvalResourceDecision", resource.decision())
                        .open("MissingContextValues");
                members(xml, resource.missingKeys());
                xml.close("MissingContextValues").close("member");
            });
        }
        xml.close("ResourceSpecificResults").close("member");
    }

    private static void members(XmlWriter xml, List<String> values) {
        values.forEach(value -> xml.element("member", value));
    }
}
