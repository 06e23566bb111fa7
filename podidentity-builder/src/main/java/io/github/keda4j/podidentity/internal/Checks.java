package io.github.keda4j.podidentity.internal;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.podidentity.internal.pattern.Ascii;
import io.github.keda4j.podidentity.policy.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong with a builder's input, so that one exception lists all of it. */
public final class Checks {

    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]{10,32}");

    private final List<Finding> found = new ArrayList<>();

    /** Creates an empty list of problems. */
    public Checks() {}

    /**
     * Notes an error.
     *
     * @param rule id of the rule
     * @param field name of the builder's field
     * @param message what was found and what is allowed, as a sentence
     * @param hint what to do, as a sentence, or null
     */
    public void error(String rule, String field, String message, @Nullable String hint) {
        found.add(Finding.error(rule, field.isEmpty() ? "" : "/" + field, message, hint));
    }

    /**
     * Notes what another check found.
     *
     * @param findings its findings
     */
    public void addAll(Findings findings) {
        found.addAll(findings.asList());
    }

    /**
     * Reads an ARN of the given kind.
     *
     * @param field name of the builder's field
     * @param text the ARN
     * @param service the service it must belong to
     * @param prefix what its resource must begin with
     * @return the ARN; empty if it is of another kind, which is then noted as a problem
     */
    public Optional<Arn> arn(String field, String text, String service, String prefix) {
        try {
            return Optional.of(Arn.parse(text, service, prefix));
        } catch (IllegalArgumentException e) {
            error("invalid-arn", field, String.valueOf(e.getMessage()), null);
            return Optional.empty();
        }
    }

    /**
     * Checks that a role is where EKS accepts it: in the cluster's account and partition.
     *
     * @param field name of the builder's field for the role
     * @param cluster the cluster, or empty if it could not be read
     * @param role the role, or empty if it could not be read
     * @param advice what to do if the role is in another account
     */
    public void roleOfCluster(String field, Optional<Arn> cluster, Optional<Arn> role, String advice) {
        if (cluster.isEmpty() || role.isEmpty()) {
            return;
        }
        String account = cluster.get().account();
        if (!account.equals(role.get().account())) {
            error(
                    "role-outside-cluster-account",
                    field,
                    "The role is in account " + role.get().account() + " and the cluster in account " + account
                            + ". EKS says: Cross-account pass role is not allowed.",
                    advice);
        }
        samePartition(field, cluster, role);
    }

    /**
     * Checks that a role is in the cluster's partition.
     *
     * @param field name of the builder's field for the role
     * @param cluster the cluster, or empty if it could not be read
     * @param role the role, or empty if it could not be read
     */
    public void samePartition(String field, Optional<Arn> cluster, Optional<Arn> role) {
        if (cluster.isPresent()
                && role.isPresent()
                && cluster.get().partition() != role.get().partition()) {
            error(
                    "role-outside-partition",
                    field,
                    "The role is in partition " + role.get().partition().id() + " and the cluster in partition "
                            + cluster.get().partition().id() + ", but roles do not cross partitions.",
                    null);
        }
    }

    /**
     * Checks a namespace against the rule of EKS: a DNS label of at most 63 characters.
     *
     * @param field name of the builder's field
     * @param name the namespace
     */
    public void namespace(String field, String name) {
        if (name.length() > 63 || !isSubdomain(name) || name.indexOf('.') >= 0) {
            error(
                    "invalid-namespace",
                    field,
                    "\"" + name + "\" is not a namespace. It must have 1 to 63 lower-case letters, digits and dashes,"
                            + " and begin and end with a letter or digit.",
                    null);
        }
    }

    /**
     * Checks a service account against the rule of EKS: a DNS subdomain of at most 253 characters.
     *
     * @param field name of the builder's field
     * @param name the service account
     */
    public void serviceAccount(String field, String name) {
        if (name.length() > 253 || !isSubdomain(name)) {
            error(
                    "invalid-service-account",
                    field,
                    "\"" + name + "\" is not a service account. It must have 1 to 253 lower-case letters, digits,"
                            + " dashes and dots, and each part must begin and end with a letter or digit.",
                    null);
        }
    }

    /**
     * Whether each part between dots has only lower-case letters, digits and dashes, and begins and ends with a letter
     * or digit.
     */
    private static boolean isSubdomain(String name) {
        char before = '.';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            boolean fits = c == '-' ? before != '.' : c == '.' && before != '.' && before != '-';
            if (!alphanumeric && !fits) {
                return false;
            }
            before = c;
        }
        return before != '.' && before != '-';
    }

    /**
     * Checks an account id.
     *
     * @param field name of the builder's field
     * @param account twelve digits
     */
    public void account(String field, String account) {
        boolean accepted = Ascii.areDigits(account, 12);
        require(accepted, "invalid-account", field, account, "an account id, which has 12 digits");
    }

    /**
     * Checks an organization id.
     *
     * @param field name of the builder's field
     * @param id such as {@code o-a1b2c3d4e5}
     */
    public void organization(String field, String id) {
        matches(
                "invalid-organization",
                field,
                id,
                ORGANIZATION,
                "an organization id, which is o- followed by 10 to 32 lower-case letters or digits");
    }

    /**
     * Checks an external id against the rule of STS.
     *
     * @param field name of the builder's field
     * @param id the external id
     */
    public void externalId(String field, String id) {
        matches(
                "invalid-external-id",
                field,
                id,
                EXTERNAL_ID,
                "an external id, which has 2 to 1224 letters, digits and characters of _+=,.@:/-");
    }

    /**
     * Checks a statement id.
     *
     * @param field name of the builder's field
     * @param sid the statement id
     */
    public void sid(String field, String sid) {
        boolean accepted = !sid.isEmpty() && Ascii.isPlain(sid, "");
        require(accepted, "invalid-sid", field, sid, "a statement id, which has letters and digits only");
    }

    /**
     * Notes an error if a value does not have the given form.
     *
     * @param rule id of the rule
     * @param field name of the builder's field
     * @param value the value
     * @param form the pattern that the whole value must match
     * @param what the form in words, such as {@code an account id, which has 12 digits}
     */
    public void matches(String rule, String field, String value, Pattern form, String what) {
        require(form.matcher(value).matches(), rule, field, value, what);
    }

    private void require(boolean accepted, String rule, String field, String value, String what) {
        if (!accepted) {
            error(rule, field, "\"" + value + "\" is not " + what + ".", null);
        }
    }

    /** {@return what was noted so far, in that order} */
    public Findings findings() {
        return Findings.of(found);
    }

    /**
     * Notes an error if a required part is missing.
     *
     * @param rule id of the rule
     * @param field name of the builder's field
     * @param value the part, or null
     * @return the part; empty if it is missing, which is then noted as a problem
     */
    public Optional<String> required(String rule, String field, @Nullable String value) {
        if (value == null) {
            error(rule, field, field + " is missing.", "Call " + field + "(...).");
        }
        return Optional.ofNullable(value);
    }

    /**
     * Checks a namespace that must be given, in the builder's field {@code namespace}.
     *
     * @param rule id of the rule that requires the part
     * @param name the namespace, or null
     * @return the namespace; empty if it is missing, which is then noted as a problem
     */
    public String requiredNamespace(String rule, @Nullable String name) {
        Optional<String> given = required(rule, "namespace", name);
        given.ifPresent(one -> namespace("namespace", one));
        return given.orElse("");
    }

    /**
     * Checks a service account that must be given, in the builder's field {@code serviceAccount}.
     *
     * @param rule id of the rule that requires the part
     * @param name the service account, or null
     * @return the service account; empty if it is missing, which is then noted as a problem
     */
    public String requiredServiceAccount(String rule, @Nullable String name) {
        Optional<String> given = required(rule, "serviceAccount", name);
        given.ifPresent(one -> serviceAccount("serviceAccount", one));
        return given.orElse("");
    }

    /** {@return true if nothing was noted} */
    public boolean isClean() {
        return found.isEmpty();
    }

    /**
     * Throws if anything was noted.
     *
     * @param object what is being built, for the message
     * @throws io.github.keda4j.findings.FindingsException if there is an error; it lists all errors
     */
    public void throwIfAny(String object) {
        if (!found.isEmpty()) {
            findings().about(object).throwIfErrors();
        }
    }
}
