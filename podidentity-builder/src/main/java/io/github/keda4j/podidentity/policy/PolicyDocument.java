package io.github.keda4j.podidentity.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An IAM policy document: an identity, trust, resource or session policy. Immutable and lossless: elements that IAM
 * does not define are kept as they were read.
 *
 * <p>Two documents are equal if they mean the same: the order of statements, values and keys, a single value with or
 * without an array, and a repeated value make no difference. {@link #canonical()} is the form that is compared.
 *
 * <p>Reading is strict about structure (types of values, one of {@code Action} and {@code NotAction}, unique names in
 * an object) and does not judge the content; {@link PolicyValidator} does.
 */
public final class PolicyDocument {

    /** The current version of the policy language. Policy variables exist only here. */
    public static final String VERSION_2012_10_17 = "2012-10-17";

    /** The older version, which AWS also assumes if a document names none. */
    public static final String VERSION_2008_10_17 = "2008-10-17";

    static final List<String> VERSIONS = List.of(VERSION_2012_10_17, VERSION_2008_10_17);

    private final @Nullable String version;
    private final @Nullable String id;
    private final List<Statement> statements;
    private final Map<String, String> otherElements;

    /** Computed when first needed; two threads may compute the same text twice, which is harmless. */
    private @Nullable String canonicalJson;

    PolicyDocument(
            @Nullable String version,
            @Nullable String id,
            List<Statement> statements,
            Map<String, String> otherElements) {
        this.version = version;
        this.id = id;
        this.statements = List.copyOf(statements);
        this.otherElements =
                otherElements.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(otherElements));
    }

    /**
     * {@return the policy document that a text contains}
     *
     * @param json the document; at most 1,048,576 characters
     * @throws PolicySyntaxException if it is not JSON or does not follow the policy grammar
     */
    public static PolicyDocument parse(String json) {
        return PolicyReader.read(json);
    }

    /**
     * {@return the policy document that a file contains}
     *
     * @param file in UTF-8
     * @throws PolicySyntaxException if it is not JSON or does not follow the policy grammar; the message names the file
     * @throws UncheckedIOException if the file cannot be read
     */
    public static PolicyDocument read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (PolicySyntaxException e) {
            throw e.in(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read.", e);
        }
    }

    /**
     * {@return the policy document that IAM's {@code GetRole}, {@code GetRolePolicy} or {@code GetPolicyVersion}
     * returned, URL-encoded by RFC 3986} A text that begins with a brace is read unchanged.
     *
     * @param encoded the document
     * @throws PolicySyntaxException if it is not a policy document
     */
    public static PolicyDocument parseUrlEncoded(String encoded) {
        if (encoded.stripLeading().startsWith("{")) {
            return parse(encoded);
        }
        try {
            return parse(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (PolicySyntaxException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new PolicySyntaxException("it is not URL-encoded: " + e.getMessage(), "", 0, 0);
        }
    }

    /** {@return an empty builder for a document of version 2012-10-17} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return a document of version 2012-10-17 with the given statements}
     *
     * @param statements in this order
     */
    public static PolicyDocument of(Statement... statements) {
        return builder().statement(statements).build();
    }

    /** {@return the version of the policy language; empty if the document names none, which AWS reads as 2008-10-17} */
    public Optional<String> version() {
        return Optional.ofNullable(version);
    }

    /**
     * {@return true if AWS replaces policy variables such as <code>${aws:PrincipalTag/team}</code> in this document,
     * which it does only in version 2012-10-17}
     */
    public boolean hasPolicyVariables() {
        return VERSION_2012_10_17.equals(version);
    }

    /** {@return the document's own id, which some resource policies have; empty if it has none} */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** {@return the statements, in the order of the source} */
    public List<Statement> statements() {
        return statements;
    }

    /**
     * {@return the first statement with the given id; empty if there is none}
     *
     * @param sid letters and digits
     */
    public Optional<Statement> statement(String sid) {
        return statements.stream()
                .filter(statement -> statement.sid().filter(sid::equals).isPresent())
                .findFirst();
    }

    /** {@return elements of the document that IAM does not define, as they were read: JSON text by element name} */
    public Map<String, String> otherElements() {
        return otherElements;
    }

    /** {@return the same policy with everything sorted and nothing repeated; equal to this one} */
    public PolicyDocument canonical() {
        return CanonicalForm.of(this);
    }

    /**
     * {@return this document with a statement in place of the one with the same Sid, or else added at the end} A statement
     * without a Sid is added unless the document has an equal one. Version and id stay as they are.
     *
     * @param statement the desired statement
     * @throws IllegalArgumentException if the statement has a policy variable and the document's version does not
     * support them
     */
    public PolicyDocument upsert(Statement statement) {
        return Merging.upsert(this, List.of(statement));
    }

    /**
     * {@return this document without the statement that has the given Sid}
     *
     * @param sid letters and digits
     */
    public PolicyDocument without(String sid) {
        return new PolicyDocument(
                version,
                id,
                statements.stream()
                        .filter(statement -> !statement.sid().equals(Optional.of(sid)))
                        .toList(),
                otherElements);
    }

    /**
     * {@return this document with every statement of another one, each added as by {@link #upsert}; the version is
     * 2012-10-17 if either document has it} Merging the same document again changes nothing.
     *
     * @param other what to add
     * @throws IllegalArgumentException if the versions differ and the older document contains <code>${</code>, which
     *     would become a policy variable
     */
    public PolicyDocument merge(PolicyDocument other) {
        return Merging.merge(this, other);
    }

    /**
     * {@return documents that each fit a quota and together mean the same; this one alone if it fits} A statement that
     * is too long by itself is divided by its resources, actions or principals, and the Sids of its parts are numbered.
     *
     * @param maxCharacters such as {@link PolicyType#maxCharacters()}
     * @throws IllegalArgumentException if a statement is too long and cannot be divided
     */
    public List<PolicyDocument> split(int maxCharacters) {
        return Merging.split(this, maxCharacters);
    }

    /**
     * {@return a description of the changes that turn this document into another one}
     *
     * @param after the desired document
     */
    public PolicyDiff diff(PolicyDocument after) {
        return PolicyDiff.between(this, after);
    }

    /** {@return the document as compact JSON, in the order of the source, a single value without its array} */
    public String toJson() {
        return PolicyWriter.compact(this);
    }

    /** {@return the document as readable JSON, indented by two spaces, without a line break at its end} */
    public String toPrettyJson() {
        return PolicyWriter.pretty(this);
    }

    /** {@return how many characters AWS counts against a quota: those of {@link #toJson()}} */
    public int size() {
        return PolicyWriter.size(this);
    }

    /** {@return a builder that starts from this document} */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.version = version;
        builder.id = id;
        builder.statements.addAll(statements);
        builder.otherElements.putAll(otherElements);
        return builder;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof PolicyDocument that && canonicalJson().equals(that.canonicalJson()));
    }

    @Override
    public int hashCode() {
        return canonicalJson().hashCode();
    }

    /** {@return the document as compact JSON} */
    @Override
    public String toString() {
        return toJson();
    }

    private String canonicalJson() {
        String json = canonicalJson;
        if (json == null) {
            json = canonical().toJson();
            canonicalJson = json;
        }
        return json;
    }

    /** Collects the elements of a {@link PolicyDocument}. */
    public static final class Builder {

        private @Nullable String version = VERSION_2012_10_17;
        private @Nullable String id;
        private final List<Statement> statements = new ArrayList<>();
        private final Map<String, String> otherElements = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Sets the document's own id.
         *
         * @param newId such as {@code event-messages-queue}
         * @return this
         */
        public Builder id(String newId) {
            this.id = newId;
            return this;
        }

        /**
         * Adds statements.
         *
         * @param added in this order
         * @return this
         */
        public Builder statement(Statement... added) {
            return statements(Arrays.asList(added));
        }

        /**
         * Adds statements.
         *
         * @param added in this order
         * @return this
         */
        public Builder statements(Collection<Statement> added) {
            statements.addAll(added);
            return this;
        }

        /** {@return the document} */
        public PolicyDocument build() {
            return new PolicyDocument(version, id, statements, otherElements);
        }
    }
}
