package io.github.keda4j.podidentity.policy;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.FindingsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a policy document. Immutable; what order its values stand in does not matter for equality.
 *
 * <p>Made by {@link #allow()} and {@link #deny()}, or by reading a {@link PolicyDocument}.
 */
public final class Statement {

    private final @Nullable String sid;
    private final Effect effect;
    private final @Nullable Principals principal;
    private final Patterns action;
    private final @Nullable Patterns resource;
    private final List<Condition> conditions;
    private final Map<String, String> otherElements;

    private Statement(Builder builder, Patterns action) {
        this.sid = builder.sid;
        this.effect = builder.effect;
        this.principal = builder.principal;
        this.action = action;
        this.resource = builder.resource;
        this.conditions = List.copyOf(builder.conditions);
        this.otherElements = builder.otherElements.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new LinkedHashMap<>(builder.otherElements));
    }

    /**
     * A statement that grants.
     *
     * @return an empty builder
     */
    public static Builder allow() {
        return new Builder(Effect.ALLOW);
    }

    /**
     * A statement that refuses.
     *
     * @return an empty builder
     */
    public static Builder deny() {
        return new Builder(Effect.DENY);
    }

    /**
     * The statement's own id.
     *
     * @return empty where it has none
     */
    public Optional<String> sid() {
        return Optional.ofNullable(sid);
    }

    /**
     * Whether it grants or refuses.
     *
     * @return the effect
     */
    public Effect effect() {
        return effect;
    }

    /**
     * Whom the statement is about: {@code Principal} or {@code NotPrincipal}.
     *
     * @return empty in identity policies, where the caller is given
     */
    public Optional<Principals> principal() {
        return Optional.ofNullable(principal);
    }

    /**
     * Which actions: {@code Action} or {@code NotAction}.
     *
     * @return the action patterns
     */
    public Patterns action() {
        return action;
    }

    /**
     * Which resources: {@code Resource} or {@code NotResource}.
     *
     * @return empty in trust policies, where the resource is the role itself
     */
    public Optional<Patterns> resource() {
        return Optional.ofNullable(resource);
    }

    /**
     * What must hold of the request, all of it.
     *
     * @return in the order of the source; operators are not grouped
     */
    public List<Condition> conditions() {
        return conditions;
    }

    /**
     * Elements that IAM does not define, kept as they were read.
     *
     * @return JSON text by element name
     */
    public Map<String, String> otherElements() {
        return otherElements;
    }

    /**
     * A builder that starts from this statement.
     *
     * @return with every element set
     */
    public Builder toBuilder() {
        Builder builder = new Builder(effect);
        builder.sid = sid;
        builder.principal = principal;
        builder.action = action;
        builder.resource = resource;
        builder.conditions.addAll(conditions);
        builder.otherElements.putAll(otherElements);
        return builder;
    }

    /**
     * The statement as compact JSON, in the order of the source.
     *
     * @return a JSON object
     */
    public String toJson() {
        return PolicyWriter.compact(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Statement that && CanonicalForm.json(this).equals(CanonicalForm.json(that));
    }

    @Override
    public int hashCode() {
        return CanonicalForm.json(this).hashCode();
    }

    /**
     * The statement as compact JSON.
     *
     * @return {@link #toJson()}
     */
    @Override
    public String toString() {
        return toJson();
    }

    /** Collects the elements of a {@link Statement}. Lists given twice are added up; contradictions are told by {@link #build()}. */
    public static final class Builder {

        private Effect effect;
        private @Nullable String sid;
        private @Nullable Principals principal;
        private @Nullable Patterns action;
        private @Nullable Patterns resource;
        private final List<Condition> conditions = new ArrayList<>(4);
        private final Map<String, String> otherElements = new LinkedHashMap<>(0);
        private List<String> contradictions = List.of();

        Builder(Effect effect) {
            this.effect = effect;
        }

        Builder effect(Effect newEffect) {
            this.effect = newEffect;
            return this;
        }

        Builder principals(Principals newPrincipal) {
            this.principal = newPrincipal;
            return this;
        }

        Builder actions(Patterns newAction) {
            this.action = newAction;
            return this;
        }

        Builder resources(Patterns newResource) {
            this.resource = newResource;
            return this;
        }

        Builder otherElement(String name, String json) {
            otherElements.put(name, json);
            return this;
        }

        boolean hasAction() {
            return action != null;
        }

        boolean hasResource() {
            return resource != null;
        }

        boolean hasPrincipal() {
            return principal != null;
        }

        /**
         * The statement's id; letters and digits only, unique in its document.
         *
         * @param newSid such as {@code ReadQueueDepth}
         * @return this
         */
        public Builder sid(String newSid) {
            this.sid = requireNonNull(newSid, "sid");
            return this;
        }

        /**
         * Adds to {@code Principal}.
         *
         * @param principals who
         * @return this
         */
        public Builder principal(Principal... principals) {
            principal = added(principal, false, principals);
            return this;
        }

        /**
         * Adds to {@code NotPrincipal}.
         *
         * @param principals who not
         * @return this
         */
        public Builder notPrincipal(Principal... principals) {
            principal = added(principal, true, principals);
            return this;
        }

        /**
         * Adds to {@code Action}.
         *
         * @param actions such as {@code sqs:GetQueueAttributes}
         * @return this
         */
        public Builder action(String... actions) {
            action = added("Action", action, false, Arrays.asList(actions));
            return this;
        }

        /**
         * Adds to {@code NotAction}.
         *
         * @param actions such as {@code iam:*}
         * @return this
         */
        public Builder notAction(String... actions) {
            action = added("Action", action, true, Arrays.asList(actions));
            return this;
        }

        /**
         * Adds to {@code Resource}.
         *
         * @param resources ARNs, wildcards allowed
         * @return this
         */
        public Builder resource(String... resources) {
            resource = added("Resource", resource, false, Arrays.asList(resources));
            return this;
        }

        /**
         * Adds to {@code NotResource}.
         *
         * @param resources ARNs, wildcards allowed
         * @return this
         */
        public Builder notResource(String... resources) {
            resource = added("Resource", resource, true, Arrays.asList(resources));
            return this;
        }

        /**
         * Adds a condition; for an operator and key given before, its values.
         *
         * @param condition what must hold of the request
         * @return this
         */
        public Builder condition(Condition condition) {
            for (int i = 0; i < conditions.size(); i++) {
                Condition present = conditions.get(i);
                if (present.operator().equals(condition.operator())
                        && present.key().equals(condition.key())) {
                    List<String> values = new ArrayList<>(present.values());
                    values.addAll(condition.values());
                    conditions.set(i, new Condition(present.operator(), present.key(), values));
                    return this;
                }
            }
            conditions.add(condition);
            return this;
        }

        /**
         * Adds a condition; for an operator and key given before, its values.
         *
         * @param operator how the key is compared
         * @param key such as {@code aws:SourceAccount}
         * @param values any of which may match
         * @return this
         */
        public Builder condition(ConditionOperator.Base operator, String key, String... values) {
            return condition(new Condition(ConditionOperator.of(operator), key, List.of(values)));
        }

        /** For the reader, which has checked that operator and key are new: no search, so no quadratic growth. */
        Builder newCondition(Condition condition) {
            conditions.add(condition);
            return this;
        }

        /**
         * The statement.
         *
         * @return immutable
         * @throws FindingsException if there is neither {@code Action} nor {@code NotAction}, or an element and its {@code
         *     Not...} were both given; it lists all of it
         */
        public Statement build() {
            if (action == null || !contradictions.isEmpty()) {
                throw new FindingsException(problems());
            }
            return new Statement(this, action);
        }

        private Findings problems() {
            List<Finding> found = new ArrayList<>();
            if (action == null) {
                found.add(
                        Finding.error("action-missing", "", "it has neither Action nor NotAction", "Call action(...)"));
            }
            for (String element : contradictions) {
                found.add(Finding.error(
                        "exclusive-elements",
                        "/Not" + element,
                        "a statement has either " + element + " or Not" + element,
                        "Keep one of them"));
            }
            return Findings.of(found).about("statement " + (sid == null ? "without Sid" : sid));
        }

        private Patterns added(String element, @Nullable Patterns present, boolean negated, List<String> values) {
            if (present == null) {
                return new Patterns(negated, values);
            }
            if (present.negated() != negated) {
                return contradicted(element, present);
            }
            List<String> all = new ArrayList<>(present.values());
            all.addAll(values);
            return new Patterns(negated, all);
        }

        private Principals added(@Nullable Principals present, boolean negated, Principal... principals) {
            if (present == null) {
                return new Principals(negated, List.of(principals));
            }
            if (present.negated() != negated) {
                return contradicted("Principal", present);
            }
            List<Principal> all = new ArrayList<>(present.entries());
            all.addAll(List.of(principals));
            return new Principals(negated, all);
        }

        private <T> T contradicted(String element, T present) {
            if (!contradictions.contains(element)) {
                contradictions = new ArrayList<>(contradictions);
                contradictions.add(element);
            }
            return present;
        }
    }
}
