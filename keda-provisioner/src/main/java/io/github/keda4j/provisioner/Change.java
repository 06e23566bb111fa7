package io.github.keda4j.provisioner;

import java.util.List;

/** One write that a {@link Plan} will make, to IAM, EKS or Kubernetes. */
public interface Change {

    /** What happens to the target. */
    enum Action {
        /** It is not there and will be made. */
        CREATE,
        /** It is there, differs, and will be changed in place. */
        UPDATE,
        /** It is there and will be removed. */
        DELETE
    }

    /**
     * What happens to the target.
     *
     * @return the action
     */
    Action action();

    /**
     * What is written to.
     *
     * @return such as {@code IAM role keda-operator} or {@code Deployment security/q-read}
     */
    String target();

    /**
     * What differs, a line each.
     *
     * @return immutable; may be empty where the action says it all
     */
    List<String> details();
}
