package io.github.keda4j.trigger.internal.rule;

import io.github.keda4j.internal.go.GoUrl;
import io.github.keda4j.trigger.internal.ParameterValue;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;

/**
 * KEDA treats text that is not an absolute URL as the name of a queue; a URL must contain the account and the queue.
 */
public final class SqsQueueUrlRule {

    private SqsQueueUrlRule() {}

    public static void check(ParameterValues values, RuleCheck rule) {
        ParameterValue queueUrl = values.get("queueURL");
        GoUrl url = queueUrl.isKnown() ? queueUrl.url() : null;
        if (url == null) {
            return;
        }
        String path = url.decodedPath();
        int ofAccount = path.indexOf('/');
        int ofQueue = path.indexOf('/', ofAccount + 1);
        if (ofQueue < 0 || ofQueue == path.length() - 1 || path.indexOf('/', ofQueue + 1) >= 0) {
            rule.fail(
                    "queueURL",
                    "queueURL is " + queueUrl.shown()
                            + ". The path of a URL must consist of account and queue (for example"
                            + " https://sqs.us-east-1.amazonaws.com/111122223333/orders).");
        }
    }
}
