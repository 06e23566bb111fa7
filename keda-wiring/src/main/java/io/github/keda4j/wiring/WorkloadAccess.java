package io.github.keda4j.wiring;

import io.github.keda4j.podidentity.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the pods of a workload may do in AWS, and the role they do it under. Immutable; built inside {@link ScalingStack.Builder#workload}. */
public final class WorkloadAccess {

    private final @Nullable IamRole role;
    private final List<Statement> statements;

    private WorkloadAccess(@Nullable IamRole role, List<Statement> statements) {
        this.role = role;
        this.statements = statements;
    }

    /** The role, where one was chosen. */
    Optional<IamRole> role() {
        return Optional.ofNullable(role);
    }

    /** What the role may do. */
    List<Statement> statements() {
        return statements;
    }

    /** Collects what a workload may do. */
    public static final class Builder {

        private @Nullable IamRole role;
        private final List<Statement> statements = new ArrayList<>();

        Builder() {}

        /**
         * The workload's role. Without it, a role named after the workload is made here.
         *
         * @param newRole made here or referred to
         * @return this
         */
        public Builder role(IamRole newRole) {
            this.role = newRole;
            return this;
        }

        /**
         * Lets the workload find the queue, receive its messages and delete what it handled.
         *
         * @param queueArn such as {@code arn:aws:sqs:us-east-1:111122223333:orders}
         * @return this
         */
        public Builder consume(String queueArn) {
            statements.add(QueueStatements.consume(queueArn));
            return this;
        }

        /**
         * Lets the workload find the queue and send to it.
         *
         * @param queueArn such as {@code arn:aws:sqs:us-east-1:111122223333:orders}
         * @return this
         */
        public Builder send(String queueArn) {
            statements.add(QueueStatements.send(queueArn));
            return this;
        }

        /**
         * Lets the workload do something else.
         *
         * @param statement of an identity policy: no principal
         * @return this
         */
        public Builder allow(Statement statement) {
            statements.add(statement);
            return this;
        }

        WorkloadAccess build() {
            return new WorkloadAccess(role, List.copyOf(statements));
        }
    }
}
