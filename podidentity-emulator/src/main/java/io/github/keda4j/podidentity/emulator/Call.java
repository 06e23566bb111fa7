package io.github.keda4j.podidentity.emulator;

/**
 * One call that the emulator answered.
 *
 * @param caller the ARN of the caller, or a pod as the agent identifies it: {@code namespace/serviceAccount}
 * @param action such as {@code sts:AssumeRole}
 * @param target what the call was about, such as an ARN; empty if it is about nothing in particular
 * @param succeeded whether it succeeded
 * @param detail why it was allowed or denied, or the error's text
 */
public record Call(String caller, String action, String target, boolean succeeded, String detail) {}
