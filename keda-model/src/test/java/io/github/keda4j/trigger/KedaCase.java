package io.github.keda4j.trigger;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.MetricTargetType;
import io.github.keda4j.keda.v1alpha1.PodIdentityProvider;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration with KEDA's verdict from KEDA's own tests. */
record KedaCase(String type, KedaVersion version, Map<String, Object> fields) {

    /** The cases of a release in the shared directory; skips the test if they do not exist. */
    static List<KedaCase> of(String file, KedaVersion version) {
        List<KedaCase> cases = new ArrayList<>();
        for (Object one :
                (List<?>) shared(folder("conformance", version) + "/" + file).get("cases")) {
            Map<String, Object> fields = strings(one);
            cases.add(new KedaCase((String) fields.get("scalerType"), version, fields));
            for (Object type : (List<?>) fields.getOrDefault("alsoAppliesTo", List.of())) {
                cases.add(new KedaCase((String) type, version, fields));
            }
        }
        return cases;
    }

    /**
     * The folder of a release in the shared directory: the directory itself for 2.20, and a subfolder for a newer
     * release.
     */
    static String folder(String folder, KedaVersion version) {
        return version == KedaVersion.V2_20 ? folder : folder + "/" + version + ".0";
    }

    /** A JSON file in the shared directory; skips the test if it does not exist. */
    static Map<String, Object> shared(String file) {
        Path path = Path.of(System.getProperty("keda4j.shared", ""), file);
        assumeThat(path)
                .as("the facts about KEDA, in the directory of property keda4j.shared")
                .isRegularFile();
        try {
            return strings(Serialization.unmarshal(Files.readString(path), Map.class));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    ScaleTriggers entry() {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType(type);
        entry.setMetadata(texts("triggerMetadata"));
        text("metricType").map(MetricTargetType::of).ifPresent(entry::setMetricType);
        return entry;
    }

    /** The same entry with a reference, without which nothing comes from an authentication. */
    ScaleTriggers entryWithAuthentication() {
        ScaleTriggers entry = entry();
        AuthenticationRef reference = new AuthenticationRef();
        reference.setName("credentials");
        entry.setAuthenticationRef(reference);
        return entry;
    }

    TriggerContext context() {
        return context("shop");
    }

    TriggerContext context(String namespace) {
        Map<String, Object> identity =
                strings(Optional.ofNullable(fields.get("podIdentity")).orElse(Map.of()));
        return TriggerContext.builder()
                .version(version)
                .authenticationParameters(texts("authParams"))
                .environment(texts("resolvedEnv"))
                .podIdentity(PodIdentityProvider.of((String) identity.getOrDefault("provider", "none")))
                .readByFormula(flag("asMetricSource"))
                .namespace(namespace)
                .build();
    }

    Findings findings() {
        return Triggers.check(entry(), context());
    }

    boolean flag(String field) {
        return Boolean.TRUE.equals(fields.get(field));
    }

    Optional<String> text(String field) {
        return Optional.ofNullable((String) fields.get(field));
    }

    private Map<String, String> texts(String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        strings(fields.get(field)).forEach((key, value) -> texts.put(key, (String) value));
        return texts;
    }

    @SuppressWarnings("unchecked") // JSON objects have strings as keys
    static Map<String, Object> strings(Object object) {
        return (Map<String, Object>) object;
    }

    @Override
    public String toString() {
        return version + " " + type + " " + fields.get("source") + " " + fields.getOrDefault("name", "");
    }
}
