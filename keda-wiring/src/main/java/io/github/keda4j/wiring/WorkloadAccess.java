package io.github.keda4j.wiring;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.podidentity.permission.Permissions;
import io.github.keda4j.podidentity.policy.PolicyDocument;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the pods of a workload may do in AWS, and the role that they use for it. It is described inside
 * {@code workload(...)} of a {@link ScalingStack.Builder}.
 */
public final class WorkloadAccess {

    private @Nullable IamRole role;
    private final Permissions.Builder permissions = Permissions.builder();
    private boolean granted;

    WorkloadAccess() {}

    /**
     * Sets the workload's role. Without this, the stack makes a role named after the workload if the pods may do
     * anything in AWS.
     *
     * @param newRole a role that the stack makes or refers to
     * @return this
     */
    public WorkloadAccess role(IamRole newRole) {
        this.role = requireNonNull(newRole, "role");
        return this;
    }

    /**
     * Lets the workload find queues, receive their messages and delete the processed ones.
     *
     * @param queueArns such as {@code arn:aws:sqs:us-east-1:111122223333:orders}
     * @return this
     */
    public WorkloadAccess consume(String... queueArns) {
        return permissions(more -> more.consumeQueue(queueArns));
    }

    /**
     * Lets the workload find queues and send messages to them.
     *
     * @param queueArns such as {@code arn:aws:sqs:us-east-1:111122223333:orders}
     * @return this
     */
    public WorkloadAccess send(String... queueArns) {
        return permissions(more -> more.sendToQueue(queueArns));
    }

    /**
     * Grants the workload further permissions.
     *
     * @param more adds further permissions
     * @return this
     */
    public WorkloadAccess permissions(Consumer<Permissions.Builder> more) {
        more.accept(permissions);
        granted = true;
        return this;
    }

    Optional<IamRole> role() {
        return Optional.ofNullable(role);
    }

    /**
     * What the workload may do; empty if nothing was granted.
     *
     * @throws io.github.keda4j.findings.FindingsException if the permissions have errors, which it lists
     */
    Optional<PolicyDocument> document() {
        return granted ? Optional.of(permissions.build().document()) : Optional.empty();
    }
}
