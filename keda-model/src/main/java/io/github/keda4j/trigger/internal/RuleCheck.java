package io.github.keda4j.trigger.internal;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.trigger.KedaVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies the rules between parameters. A rule begins with {@link #rule} and ends with its form. */
public final class RuleCheck {

    private final ParameterValues values;
    private final List<Finding> findings;

    private String id = "";
    private boolean inRelease = true;
    private Truth when = Truth.TRUE;
    /** The condition in words, such as {@code if sasl is plaintext}; empty if the rule always applies. */
    private String clause = "";

    private @Nullable String message;
    private @Nullable String hint;

    public RuleCheck(ParameterValues values, List<Finding> findings) {
        this.values = values;
        this.findings = findings;
    }

    public RuleCheck rule(String newId) {
        id = newId;
        inRelease = true;
        when = Truth.TRUE;
        clause = "";
        message = null;
        hint = null;
        return this;
    }

    /** Limits the rule to the given release and newer ones. */
    public RuleCheck since(KedaVersion version) {
        inRelease &= values.surroundings().isSince(version);
        return this;
    }

    /** Limits the rule to releases before the given one. */
    public RuleCheck before(KedaVersion version) {
        inRelease &= !values.surroundings().isSince(version);
        return this;
    }

    /** Limits the rule to triggers for which the condition holds; the clause says it in words. */
    public RuleCheck when(Truth truth, String text) {
        when = truth;
        clause = text;
        return this;
    }

    /** Sets a sentence that replaces the default words of the form. */
    public RuleCheck message(String text) {
        message = text;
        return this;
    }

    /** Sets a sentence that says what to write instead. */
    public RuleCheck hint(String text) {
        hint = text;
        return this;
    }

    /** Requires all of the parameters. */
    public void require(Parameter... ofLatest) {
        Parameter[] parameters = inRelease(ofLatest);
        Parameter missing = applies() ? first(Truth.FALSE, parameters) : null;
        if (missing != null) {
            String all = parameters.length == 1 ? "It" : InWords.all((Object[]) parameters);
            fail(
                    missing,
                    message == null
                            ? absence(missing) + all + " must be given" + where() + "."
                            : withAbsence(message, missing),
                    SourcesInWords.hint(missing));
        }
    }

    /** Returns the rule's own words, followed by the missing parameter unless they already mention it. */
    private String withAbsence(String words, Parameter missing) {
        String absence = absence(missing).strip();
        if (!absence.equals(missing + " is missing.")) {
            return words + " " + absence;
        } else if (words.contains(missing.toString())) {
            return words;
        }
        return words.endsWith(" missing.")
                ? words.substring(0, words.length() - 1) + ": there is no " + missing + "."
                : words + " " + absence;
    }

    /** Forbids all of the parameters. */
    public void forbid(Parameter... ofLatest) {
        Parameter[] parameters = inRelease(ofLatest);
        Parameter given = applies() ? first(Truth.TRUE, parameters) : null;
        if (given != null) {
            fail(
                    given,
                    message == null
                            ? given + " must not be given" + where() + "."
                            : message + " " + given + " is given.",
                    null);
        }
    }

    /** Requires at least one of the parameters. */
    public void anyOf(Parameter... ofLatest) {
        Parameter[] parameters = inRelease(ofLatest);
        if (applies() && count(Truth.FALSE, parameters) == parameters.length) {
            String none = parameters.length == 2
                    ? "Neither " + parameters[0] + " nor " + parameters[1]
                    : "None of " + InWords.all((Object[]) parameters);
            fail(
                    parameters[0],
                    message == null
                            ? none + " is given. At least one of them must be given" + where() + "."
                            : message + " " + none + " is given.",
                    SourcesInWords.hint(parameters[0]));
        }
    }

    /** Requires exactly one of the parameters. */
    public void oneOf(Parameter... parameters) {
        anyOf(parameters);
        atMostOne(parameters);
    }

    /** Allows at most one of the parameters. */
    public void atMostOne(Parameter... ofLatest) {
        Parameter[] parameters = inRelease(ofLatest);
        if (applies() && count(Truth.TRUE, parameters) > 1) {
            Parameter second = second(parameters);
            String both = first(Truth.TRUE, parameters) + " and " + second;
            fail(
                    second,
                    message == null
                            ? both + " must not both be given" + where() + "."
                            : message + " " + both + " are given.",
                    null);
        }
    }

    /** Requires all of the parameters or none of them. */
    public void together(Parameter... ofLatest) {
        Parameter[] parameters = inRelease(ofLatest);
        Parameter given = applies() ? first(Truth.TRUE, parameters) : null;
        Parameter missing = first(Truth.FALSE, parameters);
        if (given != null && missing != null) {
            fail(
                    missing,
                    message == null
                            ? absence(missing) + "It must be given together with " + given + where() + "."
                            : withAbsence(message, missing),
                    SourcesInWords.hint(missing));
        }
    }

    /** Requires lists of the same length. */
    public void sameSize(Parameter... parameters) {
        if (!applies()) {
            return;
        }
        int size = values.get(parameters[0]).size();
        for (int index = 1; index < parameters.length; index++) {
            int other = values.get(parameters[index]).size();
            if (size >= 0 && other >= 0 && size != other) {
                fail(
                        parameters[index],
                        parameters[0] + " has " + InWords.count(size, "element") + " and " + parameters[index] + " has "
                                + other + ". They must have the same number of elements" + where() + ".",
                        separatorHint(parameters));
                return;
            }
        }
    }

    /** Returns a hint for lists that were written with commas although they have another separator. */
    private @Nullable String separatorHint(Parameter... parameters) {
        for (Parameter parameter : parameters) {
            ParameterValue value = values.get(parameter);
            if (!parameter.separator.equals(",")
                    && value.isKnown()
                    && value.text().contains(",")) {
                return "Separate the elements of " + parameter + " by " + parameter.separator + ", not by a comma.";
            }
        }
        return null;
    }

    /** Requires different values. */
    public void differ(Parameter one, Parameter other) {
        if (applies() && values.get(one).sameAs(values.get(other)) == Truth.TRUE) {
            fail(other, one + " and " + other + " have the same value. They must differ" + where() + ".", null);
        }
    }

    /** Requires that the condition holds; the finding points at the first of the parameters. */
    public void holds(Truth truth, Parameter... mentioned) {
        if (applies() && truth == Truth.FALSE) {
            fail(mentioned.length == 0 ? null : mentioned[0], broken(mentioned), null);
        }
    }

    /**
     * Reports a violation of a rule that a Java class checks, if the rule applies, at the parameter with the given name
     * in KEDA.
     */
    public void fail(String parameter, String words) {
        if (applies()) {
            findings.add(Finding.error(rule(), pointer(parameter), words));
        }
    }

    /** Reports, for a rule that a Java class checks, something that KEDA accepts but that does not work. */
    public void warn(String parameter, String words) {
        if (applies()) {
            findings.add(Finding.warning(rule(), pointer(parameter), words));
        }
    }

    private String pointer(String parameter) {
        Parameter known = values.parameter(parameter);
        return known == null ? EntryPointers.metadata(parameter) : EntryPointers.to(values.get(known));
    }

    private String rule() {
        return "trigger-" + id;
    }

    /** The rule's own hint takes precedence over the hint that follows from the form. */
    private void fail(@Nullable Parameter parameter, String words, @Nullable String otherwise) {
        String pointer = parameter == null ? EntryPointers.AUTHENTICATION : EntryPointers.to(values.get(parameter));
        String told = message == null && hint == null ? otherwise : hint;
        findings.add(Finding.error(rule(), pointer, words, told));
    }

    /** Says which values the condition read, unless they are secret, and which rule they break. */
    private String broken(Parameter... mentioned) {
        String wanted = message == null ? "KEDA refuses this combination of parameters" + where() + "." : message;
        List<String> found = new ArrayList<>();
        for (Parameter parameter : mentioned) {
            ParameterValue value = values.get(parameter);
            if (value.isKnown() && value.isShown()) {
                found.add(parameter + " is " + value.shown());
            }
        }
        if (found.isEmpty()) {
            return wanted;
        }
        boolean itself = found.size() == 1 && found.get(0).startsWith(subject(wanted) + " is ");
        return InWords.all(found.toArray()) + ". "
                + (itself ? "It" + wanted.substring(subject(wanted).length()) : wanted);
    }

    /** Says that a parameter is missing; a value such as 0 counts as missing. */
    private String absence(Parameter parameter) {
        ParameterValue value = values.get(parameter);
        boolean written = value.isKnown() && value.source() != null && value.isShown();
        return parameter + " is " + (written ? value.shown() : "missing") + ". ";
    }

    private static String subject(String sentence) {
        return sentence.substring(0, Math.max(0, sentence.indexOf(' ')));
    }

    private String where() {
        return clause.isEmpty() ? "" : " " + clause;
    }

    /** The parameters in the form and with the names that the release has. */
    private Parameter[] inRelease(Parameter... ofLatest) {
        Parameter[] parameters = new Parameter[ofLatest.length];
        for (int index = 0; index < parameters.length; index++) {
            parameters[index] = ofLatest[index].in(values.surroundings().version());
        }
        return parameters;
    }

    private boolean applies() {
        return inRelease && when == Truth.TRUE;
    }

    private @Nullable Parameter first(Truth given, Parameter... parameters) {
        for (Parameter parameter : parameters) {
            if (values.get(parameter).given() == given) {
                return parameter;
            }
        }
        return null;
    }

    private Parameter second(Parameter... parameters) {
        int seen = 0;
        for (Parameter parameter : parameters) {
            if (values.get(parameter).given() == Truth.TRUE && ++seen == 2) {
                return parameter;
            }
        }
        return parameters[0];
    }

    private int count(Truth given, Parameter... parameters) {
        int count = 0;
        for (Parameter parameter : parameters) {
            if (values.get(parameter).given() == given) {
                count++;
            }
        }
        return count;
    }
}
