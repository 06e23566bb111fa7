package io.github.keda4j.podidentity.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A condition operator in its three parts: {@code ForAllValues:} or {@code ForAnyValue:}, the base operator, and
 * {@code IfExists}.
 *
 * <p>Any operator name can be read. An operator that AWS does not define has no {@link #base()}, and validation reports
 * it. Source of the rule: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
public final class ConditionOperator {

    /** How the base operator compares. */
    public enum Comparison {
        /** Text, case-sensitive. */
        STRING,
        /** Text with wildcards, case-sensitive. */
        STRING_LIKE,
        /** Text, ignoring case. */
        STRING_IGNORE_CASE,
        /** Decimal numbers. */
        NUMERIC,
        /** ISO 8601 dates or seconds since 1970. */
        DATE,
        /** {@code true} and {@code false}. */
        BOOL,
        /** Base64. */
        BINARY,
        /** Addresses and CIDR ranges. */
        IP,
        /** ARNs by their six parts, with wildcards. */
        ARN,
        /** Whether the key is present. */
        NULL
    }

    /** The relation that the base operator asks for. */
    public enum Relation {
        /** The values are the same, or match. */
        EQUALS,
        /** The values differ, or do not match. */
        NOT_EQUALS,
        /** The request's value is less. */
        LESS_THAN,
        /** The request's value is less than the policy's value or equal to it. */
        LESS_THAN_EQUALS,
        /** The request's value is greater. */
        GREATER_THAN,
        /** The request's value is greater than the policy's value or equal to it. */
        GREATER_THAN_EQUALS
    }

    /** The operators that AWS documents, without prefix or suffix. */
    public enum Base {
        /** {@code StringEquals}. */
        STRING_EQUALS("StringEquals", Comparison.STRING, Relation.EQUALS),
        /** {@code StringNotEquals}. */
        STRING_NOT_EQUALS("StringNotEquals", Comparison.STRING, Relation.NOT_EQUALS),
        /** {@code StringEqualsIgnoreCase}. */
        STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Comparison.STRING_IGNORE_CASE, Relation.EQUALS),
        /** {@code StringNotEqualsIgnoreCase}. */
        STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Comparison.STRING_IGNORE_CASE, Relation.NOT_EQUALS),
        /** {@code StringLike}. */
        STRING_LIKE("StringLike", Comparison.STRING_LIKE, Relation.EQUALS),
        /** {@code StringNotLike}. */
        STRING_NOT_LIKE("StringNotLike", Comparison.STRING_LIKE, Relation.NOT_EQUALS),
        /** {@code NumericEquals}. */
        NUMERIC_EQUALS("NumericEquals", Comparison.NUMERIC, Relation.EQUALS),
        /** {@code NumericNotEquals}. */
        NUMERIC_NOT_EQUALS("NumericNotEquals", Comparison.NUMERIC, Relation.NOT_EQUALS),
        /** {@code NumericLessThan}. */
        NUMERIC_LESS_THAN("NumericLessThan", Comparison.NUMERIC, Relation.LESS_THAN),
        /** {@code NumericLessThanEquals}. */
        NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Comparison.NUMERIC, Relation.LESS_THAN_EQUALS),
        /** {@code NumericGreaterThan}. */
        NUMERIC_GREATER_THAN("NumericGreaterThan", Comparison.NUMERIC, Relation.GREATER_THAN),
        /** {@code NumericGreaterThanEquals}. */
        NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Comparison.NUMERIC, Relation.GREATER_THAN_EQUALS),
        /** {@code DateEquals}. */
        DATE_EQUALS("DateEquals", Comparison.DATE, Relation.EQUALS),
        /** {@code DateNotEquals}. */
        DATE_NOT_EQUALS("DateNotEquals", Comparison.DATE, Relation.NOT_EQUALS),
        /** {@code DateLessThan}. */
        DATE_LESS_THAN("DateLessThan", Comparison.DATE, Relation.LESS_THAN),
        /** {@code DateLessThanEquals}. */
        DATE_LESS_THAN_EQUALS("DateLessThanEquals", Comparison.DATE, Relation.LESS_THAN_EQUALS),
        /** {@code DateGreaterThan}. */
        DATE_GREATER_THAN("DateGreaterThan", Comparison.DATE, Relation.GREATER_THAN),
        /** {@code DateGreaterThanEquals}. */
        DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Comparison.DATE, Relation.GREATER_THAN_EQUALS),
        /** {@code Bool}. */
        BOOL("Bool", Comparison.BOOL, Relation.EQUALS),
        /** {@code BinaryEquals}. */
        BINARY_EQUALS("BinaryEquals", Comparison.BINARY, Relation.EQUALS),
        /** {@code IpAddress}. */
        IP_ADDRESS("IpAddress", Comparison.IP, Relation.EQUALS),
        /** {@code NotIpAddress}. */
        NOT_IP_ADDRESS("NotIpAddress", Comparison.IP, Relation.NOT_EQUALS),
        /** {@code ArnEquals}, which AWS compares as {@code ArnLike}. */
        ARN_EQUALS("ArnEquals", Comparison.ARN, Relation.EQUALS),
        /** {@code ArnLike}. */
        ARN_LIKE("ArnLike", Comparison.ARN, Relation.EQUALS),
        /** {@code ArnNotEquals}, which AWS compares as {@code ArnNotLike}. */
        ARN_NOT_EQUALS("ArnNotEquals", Comparison.ARN, Relation.NOT_EQUALS),
        /** {@code ArnNotLike}. */
        ARN_NOT_LIKE("ArnNotLike", Comparison.ARN, Relation.NOT_EQUALS),
        /** {@code Null}. */
        NULL("Null", Comparison.NULL, Relation.EQUALS);

        private final String json;
        private final Comparison comparison;
        private final Relation relation;

        Base(String json, Comparison comparison, Relation relation) {
            this.json = json;
            this.comparison = comparison;
            this.relation = relation;
        }

        /** {@return the operator's name in a policy, such as {@code StringEquals}} */
        public String json() {
            return json;
        }

        /** {@return how values are compared} */
        public Comparison comparison() {
            return comparison;
        }

        /** {@return the relation that must hold} */
        public Relation relation() {
            return relation;
        }

        /** {@return true for the {@code Not} operators, which hold if the values do not match} */
        public boolean isNegated() {
            return relation == Relation.NOT_EQUALS;
        }
    }

    /** How many of a multi-valued key's values must match. */
    public enum Quantifier {
        /** No prefix: for keys with one value. */
        NONE(""),
        /** {@code ForAllValues:}, also true if the key is missing. */
        FOR_ALL_VALUES("ForAllValues:"),
        /** {@code ForAnyValue:}. */
        FOR_ANY_VALUE("ForAnyValue:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }

        /** {@return the prefix as policies write it, with its colon; empty for {@link #NONE}} */
        public String prefix() {
            return prefix;
        }
    }

    private static final String IF_EXISTS = "IfExists";
    private static final Map<String, ConditionOperator> KNOWN = known();

    private final String json;
    private final Quantifier quantifier;
    private final Optional<Base> base;
    private final boolean ifExists;

    private ConditionOperator(String json, Quantifier quantifier, Optional<Base> base, boolean ifExists) {
        this.json = json;
        this.quantifier = quantifier;
        this.base = base;
        this.ifExists = ifExists;
    }

    /**
     * {@return the operator with a name; without a {@link #base()} if AWS has no such operator}
     *
     * @param json as policies write it, such as {@code ForAnyValue:StringLikeIfExists}
     */
    public static ConditionOperator of(String json) {
        ConditionOperator known = KNOWN.get(json);
        return known != null ? known : new ConditionOperator(json, quantifierOf(json), Optional.empty(), false);
    }

    /**
     * {@return the operator made of the given parts; without a base for {@code NullIfExists}, which AWS does not have}
     *
     * @param quantifier how many values must match
     * @param base the base operator
     * @param ifExists whether a missing key satisfies it
     */
    public static ConditionOperator of(Quantifier quantifier, Base base, boolean ifExists) {
        return of(quantifier.prefix + base.json + (ifExists ? IF_EXISTS : ""));
    }

    /**
     * {@return the operator without prefix and suffix}
     *
     * @param base the base operator
     */
    public static ConditionOperator of(Base base) {
        return of(base.json);
    }

    /** {@return the operator as policies write it} */
    public String json() {
        return json;
    }

    /** {@return how many of the key's values must match; {@link Quantifier#NONE} without a prefix} */
    public Quantifier quantifier() {
        return quantifier;
    }

    /** {@return the base operator; empty if AWS has no such operator} */
    public Optional<Base> base() {
        return base;
    }

    /** {@return true with the suffix {@code IfExists}: a missing key then satisfies the condition} */
    public boolean ifExists() {
        return ifExists;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConditionOperator that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** {@return the operator as policies write it} */
    @Override
    public String toString() {
        return json;
    }

    private static Quantifier quantifierOf(String json) {
        if (json.startsWith(Quantifier.FOR_ALL_VALUES.prefix)) {
            return Quantifier.FOR_ALL_VALUES;
        }
        return json.startsWith(Quantifier.FOR_ANY_VALUE.prefix) ? Quantifier.FOR_ANY_VALUE : Quantifier.NONE;
    }

    private static Map<String, ConditionOperator> known() {
        Map<String, ConditionOperator> known = new HashMap<>();
        for (Base base : Base.values()) {
            for (Quantifier quantifier : Quantifier.values()) {
                String plain = quantifier.prefix + base.json;
                known.put(plain, new ConditionOperator(plain, quantifier, Optional.of(base), false));
                if (base != Base.NULL) {
                    String suffixed = plain + IF_EXISTS;
                    known.put(suffixed, new ConditionOperator(suffixed, quantifier, Optional.of(base), true));
                }
            }
        }
        return Map.copyOf(known);
    }
}
