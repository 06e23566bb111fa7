package io.github.keda4j.podidentity.emulator;

/**
 * An AWS service.
 *
 * @param <C> how its calls are written
 */
interface Service<C> {

    /** The action as IAM names it, such as {@code iam:CreateRole}. */
    String action(C call);

    /** What the call is about, for the log. */
    String target(C call);

    /** Whether the call changes something. */
    boolean writes(C call);

    /** The reason why the caller may make the call; throws if it may not. */
    String authorize(C call, Identity caller);

    /** Executes the call and returns the answer's body. */
    String answer(C call, Identity caller);
}
