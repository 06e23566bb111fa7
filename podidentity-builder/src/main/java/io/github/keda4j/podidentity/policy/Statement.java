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
 * One statement of a policy document. Immutable. The order of values does not matter for equality.
 *
 * <p>Statements are built with {@link #allow()} and {@link #deny()}, or by reading a {@link PolicyDocument}.
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

    /** {@return an empty builder for an Allow statement} */
    public static Builder allow() {
        return new Builder(Effect.ALLOW);
    }

    /** {@return an empty builder for a Deny statement} */
    public static Builder deny() {
        return new Builder(Effect.DENY);
    }

    /** {@return the statement's own id; empty if it has none} */
    public Optional<String> sid() {
        return Optional.ofNullable(sid);
    }

    /** {@return whether the statement grants or refuses} */
    public Effect effect() {
        return effect;
    }

    /**
     * {@return the principals that the statement applies to: {@code Principal} or {@code NotPrincipal}; empty in
     * identity policies}
     */
    public Optional<Principals> principal() {
        return Optional.ofNullable(principal);
    }

    /** {@return the actions that the statement applies to: {@code Action} or {@code NotAction}} */
    public Patterns action() {
        return action;
    }

    /**
     * {@return the resources that the statement applies to: {@code Resource} or {@code NotResource}; empty in trust
     * policies}
     */
    public Optional<Patterns> resource() {
        return Optional.ofNullable(resource);
    }

    /** {@return the conditions, which must all hold; in the order of the source, not grouped} */
    public List<Condition> conditions() {
        return conditions;
    }

    /** {@return elements that IAM does not define, as they were read: JSON text by element name} */
    public Map<String, String> otherElements() {
        return otherElements;
    }

    /** {@return a builder that starts from this statement} */
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

    /** {@return the same statement without {@code Resource} and {@code NotResource}, as in a trust policy} */
    public Statement withoutResource() {
        Builder builder = toBuilder();
        builder.resource = null;
        return builder.build();
    }

    /** {@return the statement as compact JSON, in the order of the source} */
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

    /** {@return the statement as compact JSON} */
    @Override
    public String toString() {
        return toJson();
    }

    /** Collects the elements of a {@link Statement}. Values that are given in several calls accumulate. */
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
         * Sets the statement's id, which has letters and digits only and is unique in its document.
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
         * @param principals who is named
         * @return this
         */
        public Builder principal(Principal... principals) {
            principal = added(principal, false, principals);
            return this;
        }

        /**
         * Adds to {@code NotPrincipal}.
         *
         * @param principals who is excluded
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
         * Adds a condition; if its operator and key were given before, adds its values to that condition.
         *
         * @param condition the condition that the request must meet
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
         * Adds a condition; if its operator and key were given before, adds its values to that condition.
         *
         * @param operator how the key is compared
         * @param key such as {@code aws:SourceAccount}
         * @param values any of which may match
         * @return this
         */
        public Builder condition(ConditionOperator.Base operator, String key, String... values) {
            return condition(new Condition(ConditionOperator.of(operator), key, List.of(values)));
        }

        /**
         * Adds a condition without a search for an earlier one. This is for the reader, which has already checked that
         * operator and key are new; searches for each condition would take quadratic time in total.
         */
        Builder newCondition(Condition condition) {
            conditions.add(condition);
            return this;
        }

        /**
         * {@return the statement}
         *
         * @throws FindingsException if there is neither {@code Action} nor {@code NotAction}, or an element and its {@code
         *     Not...} were both given; it lists everything
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
                found.add(Finding.error(
                        "action-missing", "", "The statement has neither Action nor NotAction.", "Call action(...)."));
            }
            for (String element : contradictions) {
                found.add(Finding.error(
                        "exclusive-elements",
                        "/Not" + element,
                        "A statement must not have both " + element + " and Not" + element + ".",
                        "Keep one of them."));
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
