/** A Deployment that scales with an SQS queue, end to end on one machine. */
@NullMarked
package io.github.keda4j.examples.sqs;

import org.jspecify.annotations.NullMarked;
