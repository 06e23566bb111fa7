package io.github.keda4j.podidentity.policy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.policybuilder.iam.IamPolicy;

/**
 * An IAM policy document: identity, trust, resource and session policies alike. Immutable and lossless: what IAM does
 * not define is kept as it was read.
 *
 * <p>Two documents are equal where they say the same: the order of statements, values and keys, one value with or
 * without its array, and a repeated value make no difference. {@link #canonical()} is the form that decides.
 *
 * <p>Reading is strict about structure (types of values, one of {@code Action} and {@code NotAction}, no name twice in
 * an object) and does not judge the content; that is the validation's part.
 */
public final class PolicyDocument {

    /** The current version of the policy language. Policy variables exist only here. */
    public static final String VERSION_2012_10_17 = "2012-10-17";

    /** The older version, which is also meant where a document names none. */
    public static final String VERSION_2008_10_17 = "2008-10-17";

    static final List<String> VERSIONS = List.of(VERSION_2012_10_17, VERSION_2008_10_17);

    private final @Nullable String version;
    private final @Nullable String id;
    private final List<Statement> statements;
    private final Map<String, String> otherElements;

    /** Computed when first asked for; a race computes the same text twice and harms nobody. */
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
     * Reads a policy document.
     *
     * @param json the document; at most 1,048,576 characters
     * @return what it says
     * @throws PolicySyntaxException if it is not JSON or does not follow the policy grammar
     */
    public static PolicyDocument parse(String json) {
        return PolicyReader.read(json);
    }

    /**
     * Reads a document as IAM's {@code GetRole}, {@code GetRolePolicy} and {@code GetPolicyVersion} return it: URL-encoded
     * by RFC 3986. A text that begins with a brace is no such text and is read as it stands.
     *
     * @param encoded the document
     * @return what it says
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
            throw new PolicySyntaxException("not URL-encoded: " + e.getMessage(), "", 0, 0);
        }
    }

    /**
     * The document that the AWS SDK's type holds.
     *
     * @param policy the SDK's policy
     * @return the same policy
     * @throws PolicySyntaxException if it does not follow the policy grammar, which that type does not check
     */
    public static PolicyDocument fromIamPolicy(IamPolicy policy) {
        return IamPolicyConversion.fromIamPolicy(policy);
    }

    /**
     * A document of version 2012-10-17, statement by statement.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A document of version 2012-10-17 that consists of the given statements.
     *
     * @param statements in this order
     * @return the document
     */
    public static PolicyDocument of(Statement... statements) {
        return builder().statement(statements).build();
    }

    /**
     * The version of the policy language.
     *
     * @return empty where the document names none, which AWS reads as 2008-10-17
     */
    public Optional<String> version() {
        return Optional.ofNullable(version);
    }

    /**
     * Whether policy variables such as <code>${aws:PrincipalTag/team}</code> are replaced in this document.
     *
     * @return true for version 2012-10-17
     */
    public boolean hasPolicyVariables() {
        return VERSION_2012_10_17.equals(version);
    }

    /**
     * The document's own id, which some resource policies carry.
     *
     * @return empty where it has none
     */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /**
     * The statements.
     *
     * @return in the order of the source
     */
    public List<Statement> statements() {
        return statements;
    }

    /**
     * The statement with the given id.
     *
     * @param sid letters and digits
     * @return the first one, empty where there is none
     */
    public Optional<Statement> statement(String sid) {
        return statements.stream()
                .filter(statement -> statement.sid().filter(sid::equals).isPresent())
                .findFirst();
    }

    /**
     * Elements of the document that IAM does not define, kept as they were read.
     *
     * @return JSON text by element name
     */
    public Map<String, String> otherElements() {
        return otherElements;
    }

    /**
     * The same policy with everything sorted and nothing twice.
     *
     * @return equal to this
     */
    public PolicyDocument canonical() {
        return CanonicalForm.of(this);
    }

    /**
     * This document with the given statement in place of the one with its Sid, or else added at the end. A statement
     * without a Sid is added unless an equal one is there.
     *
     * @param statement the statement as it shall be
     * @return a copy; equal to this where the statement is there already
     */
    public PolicyDocument upsert(Statement statement) {
        return Merging.upsert(this, List.of(statement));
    }

    /**
     * This document without the statement of the given Sid.
     *
     * @param sid letters and digits
     * @return a copy; equal to this where there is no such statement
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
     * This document with every statement of another one, each put in place as {@link #upsert} does. Merging twice is
     * merging once.
     *
     * @param other what it shall say too
     * @return a copy, of version 2012-10-17 where either is
     * @throws IllegalArgumentException if the versions differ and the older document contains <code>${</code>, which
     *     would become a policy variable
     */
    public PolicyDocument merge(PolicyDocument other) {
        return Merging.merge(this, other);
    }

    /**
     * This document in parts that keep a quota. Statements stay whole where they can; one that is too long by itself is
     * divided by its resources, actions or principals, and its Sid numbered.
     *
     * @param maxCharacters such as {@link PolicyType#maxCharacters()}
     * @return documents that together say the same; this one alone where it fits
     * @throws IllegalArgumentException if a statement is too long and cannot be divided
     */
    public List<PolicyDocument> split(int maxCharacters) {
        return Merging.split(this, maxCharacters);
    }

    /**
     * The difference to another document, in words.
     *
     * @param after what shall be
     * @return what to change here so that it says the same
     */
    public PolicyDiff diff(PolicyDocument after) {
        return PolicyDiff.between(this, after);
    }

    /**
     * The document as the AWS SDK's type.
     *
     * @return the same policy
     * @throws IllegalArgumentException if that type cannot hold it: an unknown element, a missing version or an empty list
     *     would be lost; the message lists all of them
     */
    public IamPolicy toIamPolicy() {
        return IamPolicyConversion.toIamPolicy(this);
    }

    /**
     * The document as compact JSON, in the order of the source, a single value without its array.
     *
     * @return a JSON object
     */
    public String toJson() {
        return PolicyWriter.compact(this);
    }

    /**
     * The document as JSON for people, indented by two spaces.
     *
     * @return a JSON object, without a line break at its end
     */
    public String toPrettyJson() {
        return PolicyWriter.pretty(this);
    }

    /**
     * How many characters AWS counts against a quota: those of the compact document. White space between elements does
     * not count.
     *
     * @return the length of {@link #toJson()}
     */
    public int size() {
        return toJson().length();
    }

    /**
     * A builder that starts from this document.
     *
     * @return with every element set
     */
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

    /**
     * The document as compact JSON.
     *
     * @return {@link #toJson()}
     */
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
         * The document's own id.
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

        /**
         * The document.
         *
         * @return immutable
         */
        public PolicyDocument build() {
            return new PolicyDocument(version, id, statements, otherElements);
        }
    }
}
