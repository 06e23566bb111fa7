package io.github.keda4j.podidentity.policy;

import io.github.keda4j.podidentity.internal.pattern.Ascii;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import io.github.keda4j.podidentity.policy.ConditionOperator.Quantifier;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What can be checked about a condition key without knowing the service: its form, and whether AWS has such a global
 * key.
 */
final class ConditionKeyRules {

    /** Source: IAM User Guide, "AWS global condition context keys". In lower case. */
    private static final Set<String> GLOBAL = Set.of(
            "aws:assumedroot",
            "aws:calledvia",
            "aws:calledviafirst",
            "aws:calledvialast",
            "aws:calledviaawsmcp",
            "aws:chatbotsourcearn",
            "aws:currenttime",
            "aws:ec2instancesourceprivateipv4",
            "aws:ec2instancesourcevpc",
            "aws:epochtime",
            "aws:federatedprovider",
            "aws:ismcpserviceaction",
            "aws:multifactorauthage",
            "aws:multifactorauthpresent",
            "aws:principalaccount",
            "aws:principalarn",
            "aws:principalisawsservice",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principalservicename",
            "aws:principalservicenameslist",
            "aws:principaltype",
            "aws:referer",
            "aws:requestedregion",
            "aws:resourceaccount",
            "aws:resourceorgid",
            "aws:resourceorgpaths",
            "aws:rolesessionname",
            "aws:securetransport",
            "aws:signinsessionarn",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceidentity",
            "aws:sourceip",
            "aws:sourceorgid",
            "aws:sourceorgpaths",
            "aws:sourcevpc",
            "aws:sourcevpcarn",
            "aws:sourcevpce",
            "aws:tagkeys",
            "aws:tokenissuetime",
            "aws:useragent",
            "aws:userid",
            "aws:username",
            "aws:viaawsmcpservice",
            "aws:viaawsservice",
            "aws:vpceaccount",
            "aws:vpceorgid",
            "aws:vpceorgpaths",
            "aws:vpcsourceip");

    private static final Set<String> WITH_TAG = Set.of("aws:principaltag", "aws:requesttag", "aws:resourcetag");

    /** Keys with several values in one request; a plain operator does not compare them reliably. */
    private static final Set<String> MULTI_VALUED = Set.of(
            "aws:calledvia",
            "aws:principalorgpaths",
            "aws:principalservicenameslist",
            "aws:resourceorgpaths",
            "aws:sourceorgpaths",
            "aws:tagkeys",
            "aws:vpceorgpaths",
            "sts:transitivetagkeys");

    private static final Pattern FORM = Pattern.compile("[^\\s:]+:[^:].*");

    private ConditionKeyRules() {}

    static void check(PolicyType type, ConditionOperator operator, String key, String pointer, Report report) {
        String lower = Ascii.toLowerCase(key);
        if (!FORM.matcher(key).matches()) {
            report.warning(
                    "condition-key",
                    pointer,
                    Report.quote(key) + " is not a condition key of AWS, so no request has it.",
                    "Write prefix:name, for example aws:SourceAccount.");
        } else if (lower.startsWith("aws:") && !isGlobal(lower)) {
            report.warning(
                    "condition-key",
                    pointer,
                    "AWS does not have the global condition key " + Report.quote(key) + ", so no request has it.",
                    null);
        }
        boolean multiValued = MULTI_VALUED.contains(lower);
        boolean presence = operator.base().filter(base -> base == Base.NULL).isPresent();
        if (multiValued && operator.quantifier() == Quantifier.NONE && !presence) {
            report.warning(
                    "condition-multi-valued",
                    pointer,
                    key + " has several values in a request, which " + operator + " does not compare one by one.",
                    "Write ForAllValues:" + operator + " or ForAnyValue:" + operator + ".");
        }
        if (!multiValued && operator.quantifier() == Quantifier.FOR_ALL_VALUES && isGlobal(lower)) {
            report.warning(
                    "condition-for-all-values",
                    pointer,
                    key + " has only one value, but ForAllValues: also holds if the request does not carry the key.",
                    "Write "
                            + operator.json()
                                    .substring(
                                            Quantifier.FOR_ALL_VALUES.prefix().length())
                            + ".");
        }
        if (type == PolicyType.TRUST && lower.startsWith("aws:resourcetag/")) {
            report.info("condition-key", pointer, key + " stands for the tags of the role itself.", null);
        }
    }

    private static boolean isGlobal(String lower) {
        int slash = lower.indexOf('/');
        return slash < 0 ? GLOBAL.contains(lower) : WITH_TAG.contains(lower.substring(0, slash));
    }
}
