package io.github.keda4j.podidentity.policy;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/** To the AWS SDK's policy type and back, by way of JSON, which both read and write. */
final class IamPolicyConversion {

    private IamPolicyConversion() {}

    static IamPolicy toIamPolicy(PolicyDocument document) {
        List<String> problems = problems(document);
        if (!problems.isEmpty()) {
            throw cannotHold(document, problems);
        }
        IamPolicy policy = IamPolicy.fromJson(document.toJson());
        // The type is not ours: what a version of it loses must not go unnoticed, a condition least of all.
        PolicyDocument kept = fromIamPolicy(policy);
        if (!kept.equals(document)) {
            throw cannotHold(document, PolicyDiff.between(document, kept).lines());
        }
        return policy;
    }

    static PolicyDocument fromIamPolicy(IamPolicy policy) {
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
            if (statement.action().values().isEmpty()
                    || statement
                            .resource()
                            .map(resource -> resource.values().isEmpty())
                            .orElse(false)
                    || statement
                            .principal()
                            .map(principal -> principal.entries().isEmpty())
                            .orElse(false)) {
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

    private static IllegalArgumentException cannotHold(PolicyDocument document, List<String> problems) {
        return new IllegalArgumentException(
                "the AWS SDK's IamPolicy cannot hold this document: " + String.join("; ", problems) + ": " + document);
    }
}
