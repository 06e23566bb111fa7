package io.github.keda4j.provisioner.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;

/** Makes writes to IAM, and repeats them until they succeed or the patience runs out. */
final class IamWriter {

    private IamWriter() {}

    /** Also retries if the role is unknown, because a role that was created a moment ago may be unknown for a while. */
    static void write(Clients clients, String what, Consumer<IamClient> write) {
        try {
            clients.retry()
                    .call(
                            what,
                            () -> {
                                write.accept(clients.iam());
                                return true;
                            },
                            NoSuchEntityException.class::isInstance);
        } catch (NoSuchEntityException gone) {
            throw new StaleException("Could not " + what + ": the role was deleted since the plan.");
        }
    }

    /** Makes a call that removes something, unless it is gone already. */
    static void unlessGone(Runnable delete) {
        try {
            delete.run();
        } catch (NoSuchEntityException goneAlready) {
            // It is already gone, which is the goal.
        }
    }

    static List<Tag> sdkTags(Map<String, String> tags) {
        Collection<Map.Entry<String, String>> entries = new TreeMap<>(tags).entrySet();
        return entries.stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
