package io.github.keda4j.trigger;

import static java.util.Objects.requireNonNull;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.findings.FindingsException;
import io.github.keda4j.findings.NearestWord;
import io.github.keda4j.keda.v1alpha1.AwsSecretManager;
import io.github.keda4j.keda.v1alpha1.AwsSecretManagerSecret;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.keda.v1alpha1.TriggerAuthenticationSpec;
import io.github.keda4j.trigger.internal.AwsName;
import io.github.keda4j.trigger.internal.TriggerData;
import io.github.keda4j.trigger.internal.TriggerDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists all types of triggers, and turns an entry of {@code triggers} into a typed view. */
public final class Triggers {

    private Triggers() {}

    /** {@return every type that KEDA 2.21 knows, sorted; immutable} */
    public static List<String> types() {
        return TriggerIndex.TYPES;
    }

    /**
     * Reads an entry.
     *
     * @param entry an entry of any type; later changes to it do not affect the view. Null, which an empty list element
     *     becomes, is refused
     * @return the view, a {@link CustomTrigger} if KEDA 2.21 does not know the type; or the reasons why KEDA would
     * refuse the entry
     */
    public static TriggerReading read(@Nullable ScaleTriggers entry) {
        Trigger view = view(entry);
        List<Finding> findings = new ArrayList<>(typeFindings(entry, TriggerContext.unknown()));
        if (view == null) {
            return new TriggerReading(Optional.empty(), Findings.of(findings));
        }
        findings.addAll(view.findings(TriggerContext.unknown()));
        boolean refused = Trigger.hasErrors(findings);
        return new TriggerReading(refused ? Optional.empty() : Optional.of(view), Findings.of(findings));
    }

    /**
     * Checks an entry as KEDA would, and also reports what KEDA would silently ignore.
     *
     * @param entry an entry of any type; null, which an empty list element becomes, is an error
     * @param context what is known about the trigger's context; rules that depend on unknown facts are skipped
     * @return errors for what KEDA refuses and warnings for what has no effect; pointers begin at the entry
     */
    public static Findings check(@Nullable ScaleTriggers entry, TriggerContext context) {
        List<Finding> findings = new ArrayList<>(typeFindings(entry, context));
        Trigger view = view(entry);
        if (view != null) {
            findings.addAll(view.findings(context));
        }
        return Findings.of(findings);
    }

    /**
     * Creates a trigger of a type that KEDA 2.21 does not know.
     *
     * @param type the type, not blank
     * @param metadata the parameters, in their order
     * @return the trigger
     * @throws IllegalArgumentException if the type is blank, or KEDA 2.21 knows it: such a trigger has its own class
     */
    public static CustomTrigger custom(String type, Map<String, String> metadata) {
        if (type.isBlank()) {
            throw new IllegalArgumentException("The type of a trigger must not be blank.");
        }
        Trigger known = TriggerIndex.view(type, new TriggerData());
        if (known != null) {
            throw new IllegalArgumentException("KEDA " + KedaVersion.latest() + " knows trigger type " + type
                    + ". Use its class " + known.getClass().getSimpleName() + ".");
        }
        Map<String, String> copy = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            copy.put(requireNonNull(entry.getKey(), "key"), requireNonNull(entry.getValue(), entry.getKey()));
        }
        return new CustomTrigger(type, new TriggerData(null, copy, true, null, null, null, Map.of()));
    }

    /**
     * Returns the parameters of a type, for tools that list them.
     *
     * @param type one of {@link #types()}
     * @return the parameters, the most important first
     * @throws IllegalArgumentException if KEDA 2.21 does not know the type; the message names the nearest one
     */
    public static List<ParameterInfo> parameters(String type) {
        TriggerDefinition definition = TriggerIndex.definition(type);
        if (definition == null) {
            String near = NearestWord.of(type, types());
            throw new IllegalArgumentException("KEDA " + KedaVersion.latest() + " does not know trigger type " + type
                    + (near == null ? "." : ". Did you mean " + near + "?"));
        }
        return definition.parameterInfos();
    }

    /**
     * Returns the parameters of a type in a release of KEDA: those that it reads, with their names, values and defaults
     * in that release.
     *
     * @param type one of {@link #types()}
     * @param version the release
     * @return the parameters, the most important first
     * @throws IllegalArgumentException if the release does not know the type
     */
    public static List<ParameterInfo> parameters(String type, KedaVersion version) {
        TriggerDefinition definition = TriggerIndex.definition(type);
        List<ParameterInfo> parameters = definition == null ? null : definition.parameterInfos(version);
        if (parameters == null) {
            throw new IllegalArgumentException("KEDA " + version + " does not know trigger type " + type + ".");
        }
        return parameters;
    }

    /**
     * Returns the permissions that KEDA needs to read the secrets of an authentication in AWS Secrets Manager,
     * regardless of the type of the triggers that refer to it. The ARN of a secret ends in six characters that only
     * Secrets Manager knows, so the resource of a secret that is given by name ends in six wildcards.
     *
     * @param specification the specification of a TriggerAuthentication or ClusterTriggerAuthentication
     * @return the permissions; empty if it has no {@code awsSecretManager}
     */
    public static List<AwsAccess> awsAccess(TriggerAuthenticationSpec specification) {
        AwsSecretManager manager = specification.getAwsSecretManager();
        if (manager == null || manager.getSecrets() == null) {
            return List.of();
        }
        Optional<String> region = Optional.ofNullable(manager.getRegion()).filter(name -> !name.isEmpty());
        Set<AwsAccess> all = new LinkedHashSet<>();
        for (AwsSecretManagerSecret secret : manager.getSecrets()) {
            String name = secret.getName();
            if (name != null && !name.isEmpty()) {
                all.add(accessToSecret(name, region));
            }
        }
        return List.copyOf(all);
    }

    private static AwsAccess accessToSecret(String name, Optional<String> region) {
        if (!AwsName.SECRET.isNameOf(name)) {
            return AwsAccess.ofNoSecret(
                    "awsSecretManager.secrets", "awsSecretManager names \"" + name + "\". " + AwsName.SECRET.allowed());
        }
        AwsAccess access = AwsAccess.ofSecret(name);
        if (region.isEmpty()) {
            return access;
        }
        return AwsName.REGION.isNameOf(region.get())
                ? access.inRegion(region.get())
                : AwsAccess.ofNoSecret(
                        "awsSecretManager.region",
                        "The region of awsSecretManager is \"" + region.get() + "\". " + AwsName.REGION.allowed());
    }

    /**
     * Returns the AWS permissions that KEDA needs, or may need, to read the metric of an entry. For an entry that KEDA
     * would accept, this is what its typed view returns; for any other entry, it is what the entry would need once its
     * mistakes are corrected, as far as that can be told.
     *
     * @param entry an entry of a ScaledObject or ScaledJob
     * @param context what is known about the trigger's context; a call that depends on unknown facts is assumed to be
     *     made
     * @return the permissions; empty if KEDA does not call AWS for the entry, or does not know its type
     */
    public static List<AwsAccess> awsAccess(ScaleTriggers entry, TriggerContext context) {
        Trigger view = view(entry);
        return view == null ? List.of() : view.awsAccess(context);
    }

    /** Returns the view of an entry that must be of the given type. */
    static Trigger read(String type, @Nullable ScaleTriggers entry) {
        if (entry != null && !type.equals(entry.getType())) {
            throw new FindingsException(Findings.of(Finding.error(
                    "trigger-type",
                    "/type",
                    "type is " + (entry.getType() == null ? "missing" : "\"" + entry.getType() + "\"") + ". It must be "
                            + type + ".")));
        }
        return read(entry).orElseThrow();
    }

    /** Returns the unchecked view; null if there is no type. */
    private static @Nullable Trigger view(@Nullable ScaleTriggers entry) {
        String type = entry == null ? null : entry.getType();
        if (entry == null || type == null || type.isBlank()) {
            return null;
        }
        TriggerData data = TriggerData.of(entry);
        Trigger view = TriggerIndex.view(type, data);
        return view == null ? new CustomTrigger(type, data) : view;
    }

    private static List<Finding> typeFindings(@Nullable ScaleTriggers entry, TriggerContext context) {
        if (entry == null) {
            return List.of(
                    Finding.error("trigger-null", "", "The trigger is null. Write an object with type and metadata."));
        }
        String type = entry.getType();
        if (type == null || type.isBlank()) {
            return List.of(Finding.error("trigger-type", "/type", "The type of the trigger is missing."));
        }
        if (TriggerIndex.definition(type) != null) {
            return List.of();
        }
        KedaVersion removed = TriggerIndex.removed(type);
        if (removed != null) {
            String instead = TriggerIndex.insteadOf(type);
            return context.surroundings().isSince(removed)
                    ? List.of(Finding.error(
                            "trigger-removed-type",
                            "/type",
                            "Trigger type " + type + " was removed in KEDA " + removed + ".",
                            instead))
                    : List.of();
        }
        String near = NearestWord.of(type, types());
        return List.of(Finding.warning(
                "trigger-unknown-type",
                "/type",
                "KEDA " + context.version() + " does not know trigger type " + type + ".",
                near == null ? null : "Did you mean " + near + "?"));
    }
}
