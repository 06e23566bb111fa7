package io.github.keda4j.trigger.internal;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.trigger.KedaVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies the rules between parameters: each begins with {@link #rule} and ends with its form. */
public final class RuleCheck {

    private final ParameterValues values;
    private final List<Finding> findings;

    private String id = "";
    private boolean inRelease = true;
    private Truth when = Truth.TRUE;
    /** In words; empty where the rule always matters. */
    private String condition = "";

    private @Nullable String message;

    public RuleCheck(ParameterValues values, List<Finding> findings) {
        this.values = values;
        this.findings = findings;
    }

    public RuleCheck rule(String newId) {
        id = newId;
        inRelease = true;
        when = Truth.TRUE;
        condition = "";
        message = null;
        return this;
    }

    /** Only that release and younger ones have the rule. */
    public RuleCheck since(KedaVersion version) {
        inRelease &= values.surroundings().isSince(version);
        return this;
    }

    /** Only releases before that one have the rule. */
    public RuleCheck before(KedaVersion version) {
        inRelease &= !values.surroundings().isSince(version);
        return this;
    }

    /** The rule only matters where that holds. */
    public RuleCheck when(Truth truth, String text) {
        when = truth;
        condition = text;
        return this;
    }

    /** In place of the words that the form has of its own. */
    public RuleCheck message(String text) {
        message = text;
        return this;
    }

    /** All are given. */
    public void require(Parameter... ofLatest) {
        Parameter[] parameters = inRelease(ofLatest);
        Parameter missing = applies() ? first(Truth.FALSE, parameters) : null;
        if (missing != null) {
            boolean one = parameters.length == 1;
            fail(
                    missing,
                    InWords.all((Object[]) parameters) + (one ? " is" : " are") + " required" + where(),
                    one && message == null ? "" : "; " + lack(missing),
                    message == null ? SourcesInWords.hint(missing) : null);
        }
    }

    /** None is given. */
    public void forbid(Parameter... ofLatest) {
        Parameter[] parameters = inRelease(ofLatest);
        Parameter given = applies() ? first(Truth.TRUE, parameters) : null;
        if (given != null) {
            fail(given, given + " is not allowed" + where(), message == null ? "" : "; " + given + " is given", null);
        }
    }

    /** At least one is given. */
    public void anyOf(Parameter... ofLatest) {
        Parameter[] parameters = inRelease(ofLatest);
        if (applies() && count(Truth.FALSE, parameters) == parameters.length) {
            fail(
                    parameters[0],
                    "one of " + InWords.all((Object[]) parameters) + " is required" + where(),
                    "",
                    message == null ? SourcesInWords.hint(parameters[0]) : null);
        }
    }

    /** Exactly one is given. */
    public void oneOf(Parameter... parameters) {
        anyOf(parameters);
        atMostOne(parameters);
    }

    /** Not two of them are given. */
    public void atMostOne(Parameter... ofLatest) {
        Parameter[] parameters = inRelease(ofLatest);
        if (applies() && count(Truth.TRUE, parameters) > 1) {
            Parameter second = second(parameters);
            fail(
                    second,
                    "only one of " + InWords.all((Object[]) parameters) + " is allowed" + where(),
                    parameters.length == 2 && message == null
                            ? ""
                            : "; " + first(Truth.TRUE, parameters) + " and " + second + " are given",
                    null);
        }
    }

    /** All or none are given. */
    public void together(Parameter... ofLatest) {
        Parameter[] parameters = inRelease(ofLatest);
        Parameter given = applies() ? first(Truth.TRUE, parameters) : null;
        Parameter missing = first(Truth.FALSE, parameters);
        if (given != null && missing != null) {
            fail(
                    missing,
                    missing + " is required together with " + given + where(),
                    message == null ? "" : "; " + lack(missing),
                    message == null ? SourcesInWords.hint(missing) : null);
        }
    }

    /** The lists are equally long. */
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
                        parameters[0] + " has " + InWords.count(size, "element") + ", and " + parameters[index]
                                + " has " + other + "; as many are required" + where(),
                        "",
                        separatorHint(parameters));
                return;
            }
        }
    }

    /** For lists that are written with commas, as other lists are, and have another separator. */
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

    /** Why a parameter is not given, which is told of 0 and false, too. */
    private String lack(Parameter missing) {
        ParameterValue value = values.get(missing);
        return value.isKnown() && value.isShown()
                ? missing + " is " + value.shown()
                : missing + " is missing";
    }

    /** The values differ. */
    public void differ(Parameter one, Parameter other) {
        if (applies() && values.get(one).sameAs(values.get(other)) == Truth.TRUE) {
            fail(other, one + " and " + other + " have the same value, and have to differ" + where(), "", null);
        }
    }

    /** The condition holds; the finding points at the first of the parameters. */
    public void holds(Truth truth, Parameter... mentioned) {
        if (applies() && truth == Truth.FALSE) {
            fail(
                    mentioned.length == 0 ? null : mentioned[0],
                    "what KEDA requires here does not hold" + where(),
                    found(mentioned),
                    null);
        }
    }

    /** For rules in Java: breaks the rule, if it matters, at the parameter with KEDA's name for it. */
    public void fail(String parameter, String words) {
        if (applies()) {
            findings.add(Finding.error(rule(), pointer(parameter), words));
        }
    }

    /** For rules in Java: something that KEDA takes, and that does not work. */
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

    private void fail(@Nullable Parameter parameter, String words, String found, @Nullable String hint) {
        String pointer = parameter == null ? EntryPointers.AUTHENTICATION : EntryPointers.to(values.get(parameter));
        findings.add(Finding.error(rule(), pointer, (message == null ? words : message) + found, hint));
    }

    /** The values that a condition looks at, unless they are secret. */
    private String found(Parameter... mentioned) {
        StringBuilder text = new StringBuilder();
        for (Parameter parameter : mentioned) {
            ParameterValue value = values.get(parameter);
            if (value.isKnown() && value.isShown()) {
                text.append("; ").append(parameter).append(" is ").append(value.shown());
            }
        }
        return text.toString();
    }

    private String where() {
        return condition.isEmpty() ? "" : " where " + condition;
    }

    /** The parameters as the release has them, with the names that it knows. */
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
