package io.github.keda4j.podidentity.emulator;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A stored association. */
final class StoredAssociation {

    final String cluster;
    final String namespace;
    final String serviceAccount;
    final String id;
    final String arn;
    final Instant created;
    final @Nullable String clientRequestToken;
    final Map<String, String> tags = new TreeMap<>();
    Settings settings;
    Instant modified;

    /** The owner, for example an add-on; empty for none. */
    String ownerArn = "";

    /** How many more times listings and the agent will not see this association: EKS is eventually consistent. */
    int unseen;

    /** The parts that an update may change. */
    record Settings(
            String roleArn,
            boolean disableSessionTags,
            @Nullable String targetRoleArn,
            @Nullable String policy) {}

    StoredAssociation(
            String cluster,
            String namespace,
            String serviceAccount,
            String id,
            String arn,
            Instant created,
            @Nullable String clientRequestToken,
            Settings settings) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.serviceAccount = serviceAccount;
        this.id = id;
        this.arn = arn;
        this.created = created;
        this.clientRequestToken = clientRequestToken;
        this.settings = settings;
        this.modified = created;
    }

    boolean belongsTo(String aNamespace, String aServiceAccount) {
        return namespace.equals(aNamespace) && serviceAccount.equals(aServiceAccount);
    }

    /** Whether this read sees the association. */
    boolean seen() {
        if (unseen > 0) {
            unseen--;
            return false;
        }
        return true;
    }
}
