package io.github.keda4j.podidentity.policy;

import io.github.keda4j.podidentity.internal.pattern.ArnParts;
import io.github.keda4j.podidentity.internal.pattern.Ascii;
import io.github.keda4j.podidentity.policy.ConditionOperator.Base;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognizes simple identity policies that IAM certainly accepts, such as those that builders make: exact actions on
 * exact ARNs, perhaps under {@code StringEquals}, in plain characters. This costs a tenth of checking the JSON of a
 * document. Documents that are not recognized are checked in full.
 */
final class PlainPolicy {

    private static final Optional<String> VERSION = Optional.of(PolicyDocument.VERSION_2012_10_17);
    private static final Set<String> OWN_RULES = Set.of("iam", "s3", "route53");

    private PlainPolicy() {}

    /** Whether IAM certainly accepts the document, apart from its length. */
    static boolean isAccepted(PolicyDocument document) {
        List<Statement> statements = document.statements();
        if (statements.isEmpty()
                || document.id().isPresent()
                || !document.otherElements().isEmpty()
                || !document.version().equals(VERSION)) {
            return false;
        }
        List<String> sids = new ArrayList<>(statements.size());
        for (Statement statement : statements) {
            String sid = statement.sid().orElse("");
            if (!isAccepted(statement) || !Ascii.isPlain(sid, "") || (!sid.isEmpty() && sids.contains(sid))) {
                return false;
            }
            sids.add(sid);
        }
        return true;
    }

    private static boolean isAccepted(Statement statement) {
        Patterns resources = statement.resource().orElse(null);
        return statement.principal().isEmpty()
                && statement.otherElements().isEmpty()
                && !statement.action().negated()
                && resources != null
                && !resources.negated()
                && areActions(statement.action().values())
                && areResources(resources.values())
                && areConditions(statement.conditions());
    }

    private static boolean areActions(List<String> actions) {
        for (String action : actions) {
            int colon = action.indexOf(':');
            if (colon <= 0
                    || colon == action.length() - 1
                    || !Ascii.isPlain(action.substring(0, colon), "-")
                    || !Ascii.isPlain(action.substring(colon + 1), "")) {
                return false;
            }
        }
        return !actions.isEmpty();
    }

    private static boolean areResources(List<String> resources) {
        for (String resource : resources) {
            if (!resource.equals("*") && !isArn(resource)) {
                return false;
            }
        }
        return !resources.isEmpty();
    }

    /**
     * S3 and Route 53 have their own rules for what an ARN may name. IAM has its own rules for paths, except for those
     * of roles.
     */
    private static boolean isArn(String text) {
        String service = ArnParts.part(text, 2);
        boolean role = service.equals("iam")
                && ArnParts.part(text, ArnParts.REGION).isEmpty()
                && ArnParts.part(text, ArnParts.RESOURCE).startsWith("role/");
        return text.startsWith("arn:")
                && Ascii.isPlain(text, ":/_.-")
                && Partition.ofId(ArnParts.part(text, 1)).isPresent()
                && !service.isEmpty()
                && (role || !OWN_RULES.contains(service));
    }

    private static boolean areConditions(List<Condition> conditions) {
        for (Condition condition : conditions) {
            int colon = condition.key().indexOf(':');
            boolean key = colon > 0 && colon < condition.key().length() - 1 && Ascii.isPlain(condition.key(), ":/-");
            if (!key
                    || condition.operator().base().orElse(null) != Base.STRING_EQUALS
                    || condition.operator().ifExists()
                    || condition.operator().quantifier() != ConditionOperator.Quantifier.NONE) {
                return false;
            }
            for (String value : condition.values()) {
                if (!Ascii.isPlain(value, ":/_.-")) {
                    return false;
                }
            }
        }
        return true;
    }
}
