package io.github.keda4j.provisioner;

import java.util.List;

/** One write of a {@link Plan}, to IAM, EKS or Kubernetes. */
public interface Change {

    /** What happens to the target. */
    enum Action {
        /** It is missing and is created. */
        CREATE("+"),
        /** It exists, differs, and is changed in place. */
        UPDATE("~"),
        /** It exists and is removed. */
        DELETE("-"),
        /** It is being deleted; once it is gone, it is created again. */
        REPLACE("-/+"),
        /** It stays, and keda4j's marks on it are removed. */
        RELEASE("<-");

        private final String symbol;

        Action(String symbol) {
            this.symbol = symbol;
        }

        /** {@return the sign that precedes the change in a plan's text, such as {@code +}} */
        public String symbol() {
            return symbol;
        }
    }

    /** {@return what happens to the target} */
    Action action();

    /** {@return what is written to, such as {@code IAM role keda-operator} or {@code Deployment security/q-read}} */
    String target();

    /**
     * {@return what differs and why the change is made, one line each; empty if the action says everything} Values of
     * environment variables and secrets are not included.
     */
    List<String> details();
}
