package io.github.keda4j.trigger;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.internal.go.GoDuration;
import io.github.keda4j.internal.go.GoMaps;
import io.github.keda4j.internal.go.GoText;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.trigger.internal.AbsentValues;
import io.github.keda4j.trigger.internal.AwsCalls;
import io.github.keda4j.trigger.internal.EntryCheck;
import io.github.keda4j.trigger.internal.MetricNameCheck;
import io.github.keda4j.trigger.internal.Misspelling;
import io.github.keda4j.trigger.internal.OnePerValue;
import io.github.keda4j.trigger.internal.Parameter;
import io.github.keda4j.trigger.internal.ParameterCheck;
import io.github.keda4j.trigger.internal.ParameterValues;
import io.github.keda4j.trigger.internal.RuleCheck;
import io.github.keda4j.trigger.internal.TargetCheck;
import io.github.keda4j.trigger.internal.TargetValue;
import io.github.keda4j.trigger.internal.TextTemplate;
import io.github.keda4j.trigger.internal.TriggerData;
import io.github.keda4j.trigger.internal.TriggerDefinition;
import io.github.keda4j.trigger.internal.TriggerText;
import io.github.keda4j.trigger.internal.UnreadKeyCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A typed entry of {@code triggers}: one class for each type that KEDA 2.21 knows, and {@link CustomTrigger} for any
 * other. A trigger is built by its class's builder or read by {@link Triggers#read}; in both cases, it contains nothing
 * that KEDA would refuse in every context. {@link #check} finds more if more is known about the context. Immutable.
 */
public abstract class Trigger {

    private final TriggerDefinition definition;
    private final TriggerData data;

    Trigger(TriggerDefinition definition, TriggerData data) {
        this.definition = definition;
        this.data = data;
    }

    /** {@return the type, such as {@code aws-sqs-queue}} */
    public final String type() {
        return definition.type();
    }

    /** {@return the name by which formulas refer to the trigger; empty if it has none} */
    public final Optional<String> name() {
        return Optional.ofNullable(data.name());
    }

    /** {@return how the metric relates to the number of replicas; empty if KEDA chooses} */
    public final Optional<MetricTargetType> metricType() {
        return Optional.ofNullable(data.metricType())
                .filter(type -> !type.value().isEmpty());
    }

    /** {@return whether the autoscaler gets the value of the last polling interval; defaults to false} */
    public final boolean useCachedMetrics() {
        return Boolean.TRUE.equals(data.useCachedMetrics());
    }

    /** {@return a copy of the reference to the trigger's authentication; empty if it has none} */
    public final Optional<AuthenticationRef> authenticationRef() {
        return Optional.ofNullable(data.authenticationRef());
    }

    /** {@return the parameters as written, in their order, including unknown ones; immutable} */
    public final Map<String, String> metadata() {
        return data.metadata();
    }

    /** {@return a new entry, equal to the one that this trigger was read from} */
    public final ScaleTriggers toScaleTrigger() {
        return data.toEntry(definition.type());
    }

    /**
     * Checks the trigger as KEDA would, and also reports what KEDA would silently ignore.
     *
     * @param context what is known about the trigger's context; rules that depend on unknown facts are skipped
     * @return errors for what KEDA refuses and warnings for what has no effect; pointers begin at the entry
     */
    public final Findings check(TriggerContext context) {
        return Findings.of(findings(context));
    }

    /**
     * Returns the name of the external metric that KEDA provides to the autoscaler.
     *
     * @param index the index of the trigger in its object, from 0
     * @return the name, such as {@code s0-aws-sqs-orders}; empty if KEDA makes no external metric, or the name depends
     *     on something that is unknown offline
     */
    public final Optional<String> metricName(int index) {
        return metricName(index, TriggerContext.unknown());
    }

    /**
     * Returns the name of the external metric that KEDA provides to the autoscaler.
     *
     * @param index the index of the trigger in its object, from 0
     * @param context what is known about the trigger's context
     * @return the name, such as {@code s0-aws-sqs-orders}; empty if KEDA makes no external metric, or the name depends
     *     on unknown facts
     */
    public final Optional<String> metricName(int index, TriggerContext context) {
        TextTemplate template = metricName(values(context));
        return template == null || !template.isKnown() ? Optional.empty() : Optional.of(template.asMetricName(index));
    }

    /**
     * {@return the value that the autoscaler compares the metric with; empty if a server determines it, or it is
     * unknown}
     */
    public final OptionalDouble target() {
        return target(TriggerContext.unknown());
    }

    /**
     * Returns the value that the autoscaler compares the metric with: a percentage for {@code Utilization}, otherwise
     * in the unit of the metric.
     *
     * @param context what is known about the trigger's context
     * @return the value, or KEDA's default; empty if a server determines it, or it depends on unknown facts
     */
    public final OptionalDouble target(TriggerContext context) {
        double target = target(values(context)).number();
        return Double.isNaN(target) ? OptionalDouble.empty() : OptionalDouble.of(target);
    }

    /**
     * {@return how the autoscaler compares the metric with the target: {@link #metricType}, unless KEDA ignores
     * it; defaults to {@code AverageValue}}
     */
    public final MetricTargetType metricTargetType() {
        MetricTargetType fixed = definition.targetType();
        return fixed != null ? fixed : metricType().orElse(MetricTargetType.AVERAGE_VALUE);
    }

    /** {@return the value above which the workload scales from zero; empty if the type has none} */
    public final OptionalDouble activation() {
        Parameter activation = definition.activation();
        if (activation == null) {
            return OptionalDouble.empty();
        }
        OptionalDouble written = optionalDecimal(activation);
        return written.isPresent() ? written : OptionalDouble.of(0);
    }

    /**
     * {@return the AWS permissions that KEDA needs, or may need, to read the metric; empty if KEDA does not call AWS
     * for the trigger}
     */
    public final List<AwsAccess> awsAccess() {
        return awsAccess(TriggerContext.unknown());
    }

    /**
     * Returns the AWS permissions that KEDA needs to read the metric.
     *
     * @param context what is known about the trigger's context; a call that depends on unknown facts is assumed to be
     *     made
     * @return the permissions; empty if KEDA does not call AWS for the trigger
     */
    public final List<AwsAccess> awsAccess(TriggerContext context) {
        AwsCalls calls = new AwsCalls();
        aws(values(context), calls);
        return calls.all();
    }

    final List<Finding> findings(TriggerContext context) {
        ParameterValues values = values(context);
        List<Finding> findings = new ArrayList<>(2);
        ParameterCheck parameters = new ParameterCheck(values, findings);
        UnreadKeyCheck unread = new UnreadKeyCheck(values, findings);
        check(values, findings, parameters, unread);
        if (hasErrors(findings)) {
            findings = AbsentValues.matter(findings) ? withOneOfAbsentValues(values, findings) : findings;
            Map<Finding, Finding> settled = new IdentityHashMap<>(2);
            findings = withOneOf(parameters.misspellings(), findings, settled);
            findings = OnePerValue.of(withOneOf(unread.misspellings(), findings, settled));
        }
        return findings;
    }

    /**
     * The findings with only one error for each missing value, regardless of how many rules the missing value breaks.
     */
    private List<Finding> withOneOfAbsentValues(ParameterValues values, List<Finding> findings) {
        List<Finding> merged = findings;
        for (AbsentValues.Mended mended : AbsentValues.mended(values)) {
            List<Finding> ofMended = new ArrayList<>(2);
            check(mended.values(), ofMended, new ParameterCheck(mended.values(), ofMended), null);
            merged = AbsentValues.asOne(merged, ofMended, mended);
        }
        return merged;
    }

    /** The findings, with only one of them for each misspelling. */
    private List<Finding> withOneOf(
            List<Misspelling> misspellings, List<Finding> findings, Map<Finding, Finding> settled) {
        List<Finding> merged = findings;
        for (Misspelling misspelling : misspellings) {
            List<Finding> ofMended = new ArrayList<>(2);
            check(misspelling.mended(), ofMended, new ParameterCheck(misspelling.mended(), ofMended), null);
            merged = misspelling.asOne(merged, ofMended, settled);
        }
        return merged;
    }

    private void check(
            ParameterValues values,
            List<Finding> findings,
            ParameterCheck parameters,
            @Nullable UnreadKeyCheck unread) {
        new EntryCheck(values, findings).all();
        parameters.all();
        if (unread != null) {
            unread.all();
        }
        rules(values, new RuleCheck(values, findings));
        new TargetCheck(values, findings).check(target(values));
        new MetricNameCheck(values, findings).check(metricName(values));
    }

    private ParameterValues values(TriggerContext context) {
        return new ParameterValues(definition, data, context.surroundings());
    }

    /** Like {@link Findings#hasErrors}, but without a lambda, which would be the first one in most processes. */
    static boolean hasErrors(List<Finding> findings) {
        for (Finding finding : findings) {
            if (finding.severity() == Severity.ERROR) {
                return true;
            }
        }
        return false;
    }

    /** Applies the rules between parameters. */
    void rules(ParameterValues v, RuleCheck r) {}

    /** Returns the metric's name; null if KEDA makes no external metric. */
    @Nullable
    TextTemplate metricName(ParameterValues v) {
        return null;
    }

    /** Returns the value that the autoscaler compares the metric with. */
    TargetValue target(ParameterValues v) {
        Parameter target = definition.target();
        return target == null ? new TargetValue(v).none() : new TargetValue(v).of(target);
    }

    /** Collects the calls that KEDA makes to AWS. */
    void aws(ParameterValues v, AwsCalls aws) {}

    final TriggerData data() {
        return data;
    }

    /**
     * Returns the value as KEDA reads it from the metadata, or the default; empty if there is neither. If an
     * authentication may take precedence, the metadata may contain any text; a text that does not fit the parameter's
     * type counts as missing.
     */
    final String text(Parameter parameter) {
        String text = data.text(parameter);
        return ParameterCheck.typeProblem(parameter, text) == null ? text : parameter.textByDefault();
    }

    final Optional<String> optionalText(Parameter parameter) {
        String text = text(parameter);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    final Optional<String> optionalVariable(Parameter parameter) {
        return Optional.ofNullable(data.variable(parameter));
    }

    final int integer(Parameter parameter) {
        return Integer.parseInt(text(parameter));
    }

    final OptionalInt optionalInteger(Parameter parameter) {
        String text = text(parameter);
        return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }

    final long longInteger(Parameter parameter) {
        return Long.parseLong(text(parameter));
    }

    final OptionalLong optionalLongInteger(Parameter parameter) {
        String text = text(parameter);
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    final double decimal(Parameter parameter) {
        return Double.parseDouble(text(parameter));
    }

    final OptionalDouble optionalDecimal(Parameter parameter) {
        double number = parameter.number(text(parameter));
        return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    final boolean flag(Parameter parameter) {
        return Boolean.TRUE.equals(GoText.flag(text(parameter)));
    }

    final Optional<Boolean> optionalFlag(Parameter parameter) {
        return Optional.ofNullable(GoText.flag(text(parameter)));
    }

    final Duration duration(Parameter parameter) {
        Duration duration = GoDuration.parse(text(parameter));
        return duration == null ? Duration.ZERO : duration;
    }

    final Optional<Duration> optionalDuration(Parameter parameter) {
        return Optional.ofNullable(GoDuration.parse(text(parameter)));
    }

    final List<String> list(Parameter parameter) {
        return List.copyOf(parameter.elements(text(parameter)));
    }

    final List<Integer> integers(Parameter parameter) {
        return parameter.integers(text(parameter));
    }

    final Map<String, String> map(Parameter parameter) {
        return parameter.isFamily() ? GoMaps.unmodifiable(data.family(parameter)) : GoMaps.map(text(parameter));
    }

    final Map<String, List<String>> query(Parameter parameter) {
        return GoMaps.query(text(parameter));
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Trigger that
                        && definition.type().equals(that.definition.type())
                        && getClass() == that.getClass()
                        && data.equals(that.data);
    }

    @Override
    public final int hashCode() {
        return definition.type().hashCode() * 31 + data.hashCode();
    }

    /** {@return type, name, metric type, parameters and authentication, with secrets shown as {@code ***}} */
    @Override
    public final String toString() {
        return TriggerText.of(definition, data);
    }
}
