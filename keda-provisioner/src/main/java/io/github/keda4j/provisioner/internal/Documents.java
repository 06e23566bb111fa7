package io.github.keda4j.provisioner.internal;

import io.github.keda4j.podidentity.policy.PolicyDocument;
import io.github.keda4j.podidentity.policy.PolicySyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Policy documents as text that is the same for equal documents. */
final class Documents {

    private static final PolicyDocument NOTHING = PolicyDocument.builder().build();

    private Documents() {}

    static String text(PolicyDocument document) {
        return document.canonical().toJson();
    }

    /** Reads a document as IAM returns it; a document that cannot be read as a policy stays unchanged. */
    static String text(String urlEncoded) {
        String json = URLDecoder.decode(urlEncoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        return read(json).map(Documents::text).orElse(json);
    }

    static Optional<PolicyDocument> read(String json) {
        try {
            return Optional.of(PolicyDocument.parse(json));
        } catch (PolicySyntaxException notForThisReader) {
            return Optional.empty();
        }
    }

    /** Describes the change from one text to another; null stands for no text. */
    static List<String> difference(@Nullable String before, @Nullable String after) {
        return documentOf(before).diff(documentOf(after)).lines();
    }

    private static PolicyDocument documentOf(@Nullable String text) {
        return text == null ? NOTHING : read(text).orElse(NOTHING);
    }
}
