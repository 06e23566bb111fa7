package io.github.keda4j.validator.internal.operator;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Severity;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.trigger.TriggerContext;
import io.github.keda4j.trigger.Triggers;
import io.github.keda4j.validator.internal.admission.AdmissionRules;
import io.github.keda4j.validator.internal.core.Check;
import io.github.keda4j.validator.internal.core.KedaKind;
import io.github.keda4j.validator.internal.core.Reporter;
import io.github.keda4j.validator.internal.core.ScaledObjectView;
import io.github.keda4j.validator.internal.core.Setting;
import io.github.keda4j.validator.internal.core.Subject;
import io.github.keda4j.validator.internal.core.Trees;
import io.github.keda4j.yaml.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reports what KEDA's operator would report when it builds scalers from triggers, with their authentication and
 * environment.
 */
public final class TriggerCheck implements Check {

    private static final String AUTHENTICATION = "/authenticationRef";
    private static final String METADATA = "/metadata/";

    @Override
    public boolean concerns(@Nullable KedaKind kind) {
        return kind == KedaKind.SCALED_OBJECT || kind == KedaKind.SCALED_JOB;
    }

    @Override
    public void check(Subject subject, Setting setting, Reporter reporter) {
        new Run(subject, setting, reporter).check();
    }

    /** Checks one object. */
    private static final class Run {

        private final Subject subject;
        private final Setting setting;
        private final Reporter reporter;
        private final Pods pods;
        private final boolean job;
        private final boolean modifiers;
        private final List<ScaledObjectView.Trigger> triggers;
        private final AuthenticationLookup authentications;
        private final Environment environment;

        Run(Subject subject, Setting setting, Reporter reporter) {
            this.subject = subject;
            this.setting = setting;
            this.reporter = reporter;
            this.pods = Pods.of(subject, setting.bundle());
            this.job = subject.is(KedaKind.SCALED_JOB);
            this.modifiers = !job && subject.view().usesModifiers();
            this.triggers = subject.view().triggers();
            this.authentications = new AuthenticationLookup(subject, pods, setting, reporter);
            this.environment = environment();
        }

        /** Reports why KEDA cannot read the environment, once for all triggers. */
        private Environment environment() {
            String container = pods.sourceContainer();
            if (pods.state() != Pods.State.KNOWN) {
                return pods.environment(container);
            }
            if (!pods.hasContainer(container)) {
                reportContainer(container);
                return Environment.UNKNOWN;
            }
            Environment read = pods.environment(container);
            for (Environment.Failure failure : read.failures()) {
                reporter.report(
                        OperatorRules.ENVIRONMENT_SOURCE,
                        pods.pointer(),
                        "KEDA cannot read " + failure.what() + " of the pods of " + pods.owner() + ": "
                                + failure.message(),
                        null);
            }
            return read.failures().isEmpty() ? read : Environment.UNKNOWN;
        }

        private void reportContainer(String container) {
            if (container.isEmpty()) {
                if (Trees.has(subject.tree(), "spec") && !reporter.isBroken(pods.pointer())) {
                    reporter.report(
                            OperatorRules.JOB_CONTAINERS,
                            pods.pointer() + "/containers",
                            "containers must have at least one element. KEDA reads the environment of the first one.",
                            null);
                }
            } else {
                reporter.report(
                        OperatorRules.ENVIRONMENT_CONTAINER,
                        pods.sourcePointer(),
                        "envSourceContainerName is \"" + container + "\", but the pods of " + pods.owner()
                                + " have no such container. KEDA builds no scaler.",
                        pods.containers().isEmpty() ? null : "Write " + pods.containers() + ".");
            }
        }

        void check() {
            for (int i = 0; i < triggers.size(); i++) {
                ScaledObjectView.Trigger trigger = triggers.get(i);
                if (!trigger.type().isEmpty()) {
                    check(trigger);
                }
            }
        }

        private void check(ScaledObjectView.Trigger trigger) {
            Authentication authentication = authentications.of(trigger);
            ScaleTriggers entry = hasBrokenReference(trigger)
                    ? TriggerEntries.withReference(trigger, job)
                    : TriggerEntries.of(trigger, job);
            Map<String, Value> variables = variables(entry.getMetadata());
            List<Finding> found = found(entry, authentication, variables);
            if (!found.isEmpty()) {
                if (mayMisspellVariable(trigger)) {
                    variables = allVariables(entry.getMetadata());
                    found = found(entry, authentication, variables);
                }
                found = ofTriggerItself(found, trigger, entry, authentication, variables);
            }
            if (found.isEmpty()) {
                return;
            }
            boolean secret = isSecret(authentication, variables);
            Set<Finding> all = new HashSet<>(found);
            Set<Finding> plain = secret
                    ? new HashSet<>(Triggers.check(entry, context(authentication, variables, true))
                            .asList())
                    : all;
            Set<Finding> otherwise = reporter.isMisspelt(trigger.pointer() + AUTHENTICATION)
                    ? new HashSet<>(
                            found(TriggerEntries.withReference(trigger, job), Authentication.UNKNOWN, variables))
                    : all;
            List<Finding> reported = new ArrayList<>(found.size());
            for (Finding finding : found) {
                Finding shown = secret && !plain.contains(finding) ? Secrecy.withoutValues(finding) : finding;
                Finding there = otherwise.contains(finding) ? shown : ofReference(shown);
                Finding placed = Secrecy.sentences(there.under(trigger.pointer()));
                if (!isOfWebhook(placed) && !isTold(placed.pointer(), trigger)) {
                    reported.add(placed);
                }
            }
            reported.forEach(this::report);
        }

        /**
         * Whether the API server refuses the reference to the authentication, either in its right place or in the
         * metadata.
         */
        private boolean hasBrokenReference(ScaledObjectView.Trigger trigger) {
            return reporter.isBroken(trigger.pointer(), AUTHENTICATION)
                    || reporter.isBroken(trigger.pointer(), "/metadata" + AUTHENTICATION);
        }

        /**
         * Removes findings that only follow from mistakes that are reported elsewhere: in the authentication, in the
         * type, or in other values.
         */
        private List<Finding> ofTriggerItself(
                List<Finding> found,
                ScaledObjectView.Trigger trigger,
                ScaleTriggers entry,
                Authentication authentication,
                Map<String, Value> variables) {
            boolean unreadable = !(trigger.tree().get("metadata") instanceof Node.Mapping);
            if (unreadable || isOfUnknownType(found)) {
                return found.stream().filter(Run::isOfType).toList();
            }
            List<Finding> own = found;
            if (TriggerEntries.hasUnreadableValues(trigger)) {
                ScaleTriggers mended = TriggerEntries.withSomeValues(trigger, job);
                own = common(own, found(mended, authentication, variables)).stream()
                        .filter(finding -> isWritten(finding, trigger))
                        .toList();
            }
            Subject source = authentication.source();
            if (source != null && source.doubt() != null) {
                List<Finding> all = own;
                own = common(all, found(entry, Authentication.UNKNOWN, variables));
                if (countErrors(own) < countErrors(all)) {
                    source.blameFor(subject);
                }
            }
            return own;
        }

        /** Whether a finding is about something that was written, and not about a parameter that is missing. */
        private static boolean isWritten(Finding finding, ScaledObjectView.Trigger trigger) {
            String pointer = finding.pointer();
            if (pointer.equals(AUTHENTICATION)) {
                return false;
            }
            return !pointer.startsWith(METADATA)
                    || trigger.settings().get(pointer.substring(METADATA.length())) != null;
        }

        private static boolean isOfUnknownType(List<Finding> found) {
            return found.get(0).rule().equals(OperatorRules.UNKNOWN_TRIGGER_TYPE.id());
        }

        private static boolean isOfType(Finding finding) {
            return finding.pointer().equals("/type");
        }

        private static List<Finding> common(List<Finding> some, List<Finding> others) {
            List<Finding> common = new ArrayList<>(some);
            common.retainAll(new HashSet<>(others));
            return common;
        }

        private static long countErrors(List<Finding> findings) {
            return findings.stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .count();
        }

        /**
         * Returns a finding of a trigger whose reference to an authentication is misspelt, at the place of that
         * reference.
         */
        private static Finding ofReference(Finding finding) {
            return Finding.error(
                            finding.rule(),
                            AUTHENTICATION,
                            finding.message(),
                            finding.hint().orElse(null))
                    .withSeverity(finding.severity());
        }

        /** The problems that would remain if a missing source were added. */
        private List<Finding> found(ScaleTriggers entry, Authentication authentication, Map<String, Value> variables) {
            List<Finding> found = Triggers.check(entry, context(authentication, variables, false))
                    .asList();
            Set<String> missing = found.isEmpty() ? Set.of() : authentication.missing();
            if (missing.isEmpty()) {
                return found;
            }
            return common(
                    found,
                    Triggers.check(entry, context(authentication.withEmpty(missing), variables, false))
                            .asList());
        }

        /** Whether only the webhook checks this and has already reported it, while the operator accepts it. */
        private static boolean isOfWebhook(Finding finding) {
            return finding.rule().equals(AdmissionRules.CACHED_METRICS.id());
        }

        /** Whether the API server or the webhook has already reported the field. */
        private boolean isTold(String pointer, ScaledObjectView.Trigger trigger) {
            boolean ofAuthentication = pointer.equals(trigger.pointer() + AUTHENTICATION);
            return reporter.isBroken(pointer) || (!ofAuthentication && reporter.hasReported(pointer));
        }

        /** The variables that a trigger names; other variables do not matter. */
        private Map<String, Value> variables(@Nullable Map<String, String> metadata) {
            Map<String, Value> variables = Map.of();
            if (metadata != null) {
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    if (entry.getKey().endsWith(TriggerEntries.FROM_ENV)) {
                        variables = variables.isEmpty() ? new HashMap<>() : variables;
                        variables.put(entry.getValue(), environment.get(entry.getValue()));
                    }
                }
            }
            return variables;
        }

        /** Whether a key may be the misspelt form of a key that names a variable. */
        private static boolean mayMisspellVariable(ScaledObjectView.Trigger trigger) {
            List<Node.Entry> settings = trigger.settings().entries();
            for (int i = 0; i < settings.size(); i++) {
                String key = settings.get(i).key();
                if (!key.endsWith(TriggerEntries.FROM_ENV)
                        && key.toLowerCase(Locale.ROOT).contains("env")) {
                    return true;
                }
            }
            return false;
        }

        /** Returns the given variables and those that a misspelt key names. */
        private Map<String, Value> allVariables(@Nullable Map<String, String> metadata) {
            Map<String, Value> variables = new HashMap<>();
            if (metadata != null) {
                metadata.values().forEach(name -> variables.put(name, environment.get(name)));
            }
            return variables;
        }

        private TriggerContext context(
                Authentication authentication, Map<String, Value> variables, boolean withoutSecrets) {
            TriggerContext.Builder context = TriggerContext.builder()
                    .version(setting.version())
                    .inScaledJob(job)
                    .onlyTrigger(triggers.size() == 1)
                    .readByFormula(modifiers)
                    .namespace(subject.namespace())
                    .environment(texts(variables, withoutSecrets));
            Map<String, Value> parameters = authentication.parameters();
            if (parameters != null) {
                context.authenticationParameters(texts(parameters, withoutSecrets));
            }
            if (authentication.provider() != null) {
                context.podIdentity(PodIdentityProvider.of(authentication.provider()));
            }
            return context.build();
        }

        private static Map<String, @Nullable String> texts(Map<String, Value> values, boolean withoutSecrets) {
            if (values.isEmpty()) {
                return Map.of();
            }
            Map<String, @Nullable String> texts = new HashMap<>();
            for (Map.Entry<String, Value> entry : values.entrySet()) {
                Value value = entry.getValue();
                texts.put(entry.getKey(), withoutSecrets && value.isSecret() ? null : value.text());
            }
            return texts;
        }

        private static boolean isSecret(Authentication authentication, Map<String, Value> variables) {
            Map<String, Value> parameters = authentication.parameters();
            return variables.values().stream().anyMatch(Value::isSecret)
                    || (parameters != null && parameters.values().stream().anyMatch(Value::isSecret));
        }

        /** KEDA fails for an unknown type, about which the model only warns, since there may be a custom scaler. */
        private void report(Finding finding) {
            boolean unknown = finding.rule().equals(OperatorRules.UNKNOWN_TRIGGER_TYPE.id());
            reporter.report(unknown ? finding.withSeverity(Severity.ERROR) : finding);
        }
    }
}
