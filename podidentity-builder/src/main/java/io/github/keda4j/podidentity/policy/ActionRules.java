package io.github.keda4j.podidentity.policy;

import io.github.keda4j.podidentity.internal.pattern.ActionForm;
import io.github.keda4j.podidentity.internal.pattern.Ascii;
import io.github.keda4j.podidentity.internal.pattern.Globs;
import io.github.keda4j.podidentity.internal.pattern.Wildcards;
import io.github.keda4j.podidentity.internal.reference.ServiceActions;
import io.github.keda4j.podidentity.policy.ElementValues.Value;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules for the values of {@code Action} and {@code NotAction}. */
final class ActionRules {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9*?]+");

    private ActionRules() {}

    static void check(PolicyType type, ElementValues actions, Report report) {
        for (Value action : actions.all()) {
            if (type == PolicyType.TRUST) {
                checkTrust(action, report);
            } else if (checkForm(action, report)) {
                checkName(action, report);
            }
            if (type == PolicyType.QUEUE) {
                checkQueue(action, report);
            }
            if (type == PolicyType.RESOURCE_CONTROL && action.text().equals("*")) {
                report.error(
                        "rcp-action",
                        action.pointer(),
                        "A resource control policy must not name every action as \"*\".",
                        "Name the service, for example \"sqs:*\".");
            }
        }
    }

    /** Whether the action has the form service:name. */
    private static boolean checkForm(Value action, Report report) {
        String text = action.text();
        String service = text.substring(0, Math.max(0, text.indexOf(':')));
        switch (ActionForm.of(text)) {
            case ANY -> {
                return false;
            }
            case WITHOUT_SERVICE ->
                report.refused(
                        "action-vendor-missing",
                        action.pointer(),
                        "The action " + Report.quote(text) + " names no service.",
                        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
                        "Write service:Action, for example sqs:SendMessage, or * for every action.");
            case COLONS ->
                report.refused(
                        "action-colons",
                        action.pointer(),
                        "The action " + Report.quote(text) + " has more than one colon.",
                        "Actions/Condition can contain only one colon.",
                        null);
            case WILDCARD_SERVICE ->
                report.refused(
                        "action-vendor-wildcard",
                        action.pointer(),
                        "The action " + Report.quote(text) + " has a wildcard in the name of the service.",
                        "Action vendors (e.g., aws, ec2, etc.) must not contain wildcards.",
                        "Use wildcards only after the colon.");
            case INVALID_SERVICE ->
                report.refused(
                        "action-vendor",
                        action.pointer(),
                        "The action " + Report.quote(text) + " must begin with the name of a service.",
                        "Vendor " + service + " is not valid",
                        null);
            case NAMED -> {
                if (NAME.matcher(text.substring(service.length() + 1)).matches()) {
                    return true;
                }
                report.warning(
                        "action-name",
                        action.pointer(),
                        "The action " + Report.quote(text)
                                + " does not exist, because action names contain only letters and digits.",
                        null);
            }
        }
        return false;
    }

    /** AWS accepts any action name; a name that no action has simply has no effect. */
    private static void checkName(Value action, Report report) {
        String text = action.text();
        int colon = text.indexOf(':');
        Optional<ServiceActions> known = ServiceActions.of(text.substring(0, colon));
        if (known.isEmpty()) {
            return;
        }
        String name = text.substring(colon + 1);
        if (Globs.isPattern(name)) {
            if (known.get().actions().stream().noneMatch(one -> Wildcards.matches(text, one.fullName(), true))) {
                report.warning(
                        "action-unknown",
                        action.pointer(),
                        Report.quote(text) + " matches no action, so it has no effect.",
                        null);
            }
        } else if (known.get().named(name).isEmpty()) {
            report.warning(
                    "action-unknown",
                    action.pointer(),
                    "The action " + Report.quote(text) + " does not exist, so it has no effect.",
                    known.get()
                            .nearest(name)
                            .map(nearest -> "Did you mean " + nearest.fullName() + "?")
                            .orElse(null));
        }
    }

    private static void checkTrust(Value action, Report report) {
        if (!ActionForm.isOfTrust(action.text())) {
            report.refused(
                    "trust-action",
                    action.pointer(),
                    "A trust policy must not name the action " + Report.quote(action.text()) + ".",
                    "AssumeRole policy may only specify STS AssumeRole actions.",
                    "Name sts:AssumeRole, sts:AssumeRoleWithWebIdentity, sts:AssumeRoleWithSAML, sts:TagSession,"
                            + " sts:SetSourceIdentity or sts:SetContext, without wildcards.");
        }
    }

    private static void checkQueue(Value action, Report report) {
        String text = Ascii.toLowerCase(action.text());
        if (text.contains(":") && !text.startsWith("sqs:")) {
            report.refused(
                    "queue-action",
                    action.pointer(),
                    "The policy of a queue must name actions of SQS only, but it names " + Report.quote(action.text())
                            + ".",
                    "Invalid value for the parameter Policy. Policy statement action out of service scope!",
                    null);
        } else if (text.equals("sqs:listqueues") || text.equals("sqs:createqueue")) {
            report.refused(
                    "queue-action",
                    action.pointer(),
                    Report.quote(action.text()) + " is not an action on a queue.",
                    "Invalid value for the parameter Policy.",
                    "Grant it in an identity policy.");
        }
    }
}
