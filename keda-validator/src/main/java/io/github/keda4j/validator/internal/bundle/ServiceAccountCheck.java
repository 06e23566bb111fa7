package io.github.keda4j.validator.internal.bundle;

import io.github.keda4j.findings.Pointer;
import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Words;
import io.github.keda4j.yaml.tree.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the role of a service account, which KEDA and EKS read from an annotation. */
public final class ServiceAccountCheck implements Check {

    private static final String ROLE = "eks.amazonaws.com/role-arn";

    /** Annotations that people write by mistake instead. */
    private static final List<String> MISTAKES = List.of(
            "eks.amazonaws.com/rolearn",
            "eks.amazonaws.com/roleArn",
            "eks.amazonaws.com/role_arn",
            "eks.amazonaws.com/role",
            "eks.amazonaws.com/iam-role-arn",
            "eks.amazon.com/role-arn",
            "eks.amazonaws.com/role-Arn");

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind == null;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        if (!subject.kind().equals("ServiceAccount") || !subject.group().isEmpty()) {
            return;
        }
        Node.Mapping annotations = subject.metadata().mapping("annotations");
        if (annotations == null) {
            return;
        }
        String role = annotations.text(ROLE);
        if (role != null && !(role.startsWith("arn:") && role.contains(":role/"))) {
            reporter.report(
                    BundleRules.ROLE_ANNOTATION,
                    pointer(ROLE),
                    "The annotation " + ROLE + " is " + Words.quoted(role) + ", which is not the ARN of an IAM role.",
                    "Write an ARN such as arn:aws:iam::111122223333:role/orders.");
        }
        for (String mistake : MISTAKES) {
            if (role == null && annotations.get(mistake) != null) {
                reporter.report(
                        BundleRules.ROLE_ANNOTATION,
                        pointer(mistake),
                        "Nothing reads the annotation " + mistake + ". KEDA and EKS read the role from " + ROLE + ".",
                        "Rename it to " + ROLE + ".");
            }
        }
    }

    private static String pointer(String annotation) {
        return Pointer.to("metadata", "annotations", annotation).toString();
    }
}
