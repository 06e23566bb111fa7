package io.github.keda4j.podidentity.policy;

import io.github.keda4j.podidentity.policy.ElementValues.Value;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code Action} and {@code NotAction} may hold. */
final class ActionRules {

    private static final Pattern VENDOR = Pattern.compile("[a-zA-Z0-9.-]+");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9*?]+");
    private static final Set<String> TRUST_ACTIONS = Set.of(
            "sts:assumerole",
            "sts:assumerolewithwebidentity",
            "sts:assumerolewithsaml",
            "sts:tagsession",
            "sts:setsourceidentity",
            "sts:setcontext");

    private ActionRules() {}

    static void check(PolicyType type, ElementValues actions, Report report) {
        for (Value action : actions.all()) {
            if (type == PolicyType.TRUST) {
                checkTrust(action, report);
            } else {
                checkForm(action, report);
            }
            if (type == PolicyType.QUEUE) {
                checkQueue(action, report);
            }
            if (type == PolicyType.RESOURCE_CONTROL && action.text().equals("*")) {
                report.error(
                        "rcp-action",
                        action.pointer(),
                        "a resource control policy cannot name every action by \"*\" alone",
                        "name the service, such as \"sqs:*\"");
            }
        }
    }

    private static void checkForm(Value action, Report report) {
        String text = action.text();
        if (text.equals("*")) {
            return;
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            report.error(
                    "action-vendor-missing",
                    action.pointer(),
                    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc. Found "
                            + Report.quote(text),
                    "write service:Action, such as sqs:SendMessage, or *");
            return;
        }
        if (text.indexOf(':', colon + 1) >= 0) {
            report.error(
                    "action-colons",
                    action.pointer(),
                    "Actions/Condition can contain only one colon. Found " + Report.quote(text),
                    null);
            return;
        }
        String vendor = text.substring(0, colon);
        if (vendor.indexOf('*') >= 0 || vendor.indexOf('?') >= 0) {
            report.error(
                    "action-vendor-wildcard",
                    action.pointer(),
                    "Action vendors (e.g., aws, ec2, etc.) must not contain wildcards. Found " + Report.quote(text),
                    "only the part after the colon may hold wildcards");
        } else if (!VENDOR.matcher(vendor).matches()) {
            report.error("action-vendor", action.pointer(), "Vendor " + vendor + " is not valid", null);
        } else if (!NAME.matcher(text.substring(colon + 1)).matches()) {
            report.warning(
                    "action-name",
                    action.pointer(),
                    Report.quote(text) + " names no action that exists; action names are letters and digits",
                    null);
        }
    }

    private static void checkTrust(Value action, Report report) {
        if (!TRUST_ACTIONS.contains(action.text().toLowerCase(Locale.ROOT))) {
            report.error(
                    "trust-action",
                    action.pointer(),
                    "AssumeRole policy may only specify STS AssumeRole actions. Found " + Report.quote(action.text()),
                    "name sts:AssumeRole, sts:AssumeRoleWithWebIdentity, sts:AssumeRoleWithSAML, sts:TagSession,"
                            + " sts:SetSourceIdentity or sts:SetContext, without wildcards");
        }
    }

    private static void checkQueue(Value action, Report report) {
        String text = action.text().toLowerCase(Locale.ROOT);
        if (text.contains(":") && !text.startsWith("sqs:")) {
            report.error(
                    "queue-action",
                    action.pointer(),
                    "Invalid value for the parameter Policy. Policy statement action out of service scope! Found "
                            + Report.quote(action.text()),
                    "a queue policy knows actions of SQS only");
        } else if (text.equals("sqs:listqueues") || text.equals("sqs:createqueue")) {
            report.error(
                    "queue-action",
                    action.pointer(),
                    "Invalid value for the parameter Policy. " + Report.quote(action.text())
                            + " is not an action on a queue",
                    "grant it in an identity policy");
        }
    }
}
