package io.github.keda4j.podidentity.policy;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * Converts documents to the AWS SDK's {@code IamPolicy} and back, by way of JSON, which both read and write.
 *
 * <p>This is the only class that needs {@code software.amazon.awssdk:iam-policy-builder}. The dependency is optional: add it
 * to your project if you use this class.
 */
public final class IamPolicies {

    private IamPolicies() {}

    /**
     * {@return the document as the AWS SDK's type}
     *
     * @param document the document
     * @throws IllegalArgumentException if that type would lose something: an unknown element, a missing version or an
     *     empty list; the message lists every loss
     */
    public static IamPolicy toIamPolicy(PolicyDocument document) {
        List<String> problems = problems(document);
        if (!problems.isEmpty()) {
            throw cannotHold(document, problems);
        }
        IamPolicy policy = IamPolicy.fromJson(document.toJson());
        // The type is not ours, so we must notice if a version of it loses a condition.
        PolicyDocument kept = fromIamPolicy(policy);
        if (!kept.equals(document)) {
            throw cannotHold(document, PolicyDiff.between(document, kept).lines());
        }
        return policy;
    }

    /**
     * {@return the document in the AWS SDK's type}
     *
     * @param policy the SDK's policy
     * @throws PolicySyntaxException if it does not follow the policy grammar, which that type does not check
     */
    public static PolicyDocument fromIamPolicy(IamPolicy policy) {
        return PolicyDocument.parse(policy.toJson());
    }

    private static List<String> problems(PolicyDocument document) {
        List<String> problems = new ArrayList<>();
        if (document.version().isEmpty()) {
            problems.add("the document names no version, and the SDK's type would write 2012-10-17");
        }
        if (document.statements().isEmpty()) {
            problems.add("it has no statement");
        }
        document.otherElements().keySet().forEach(name -> problems.add("it has the element " + name));
        for (int i = 0; i < document.statements().size(); i++) {
            Statement statement = document.statements().get(i);
            String where = "/Statement/" + i;
            statement.otherElements().keySet().forEach(name -> problems.add(where + " has the element " + name));
            if (hasEmptyList(statement)) {
                problems.add(where + " has an element with an empty list");
            }
            for (Condition condition : statement.conditions()) {
                if (condition.values().isEmpty()) {
                    problems.add(where + " compares " + condition.key() + " with no value");
                }
            }
        }
        return problems;
    }

    private static boolean hasEmptyList(Statement statement) {
        return statement.action().values().isEmpty()
                || statement.resource().filter(one -> one.values().isEmpty()).isPresent()
                || statement.principal().filter(one -> one.entries().isEmpty()).isPresent();
    }

    private static IllegalArgumentException cannotHold(PolicyDocument document, List<String> problems) {
        return new IllegalArgumentException("The AWS SDK's IamPolicy cannot hold the document " + document + ": "
                + String.join("; ", problems) + ".");
    }
}
