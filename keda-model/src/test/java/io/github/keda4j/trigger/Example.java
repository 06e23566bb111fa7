package io.github.keda4j.trigger;

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
import java.util.concurrent.ConcurrentHashMap;

/** A configuration from {@code src/test/resources/triggers}, with KEDA's verdict. */
record Example(String type, boolean accepted, Map<String, Object> fields) {

    private static final Path EXAMPLES = Path.of("src/test/resources/triggers");
    private static final Path CATALOGUE = Path.of("src/main/catalogue");

    /** Each file is read only once, since hundreds of tests use it. */
    private static final Map<String, List<Example>> READ = new ConcurrentHashMap<>();

    static List<Example> of(String type) {
        return READ.computeIfAbsent(type, Example::read);
    }

    private static List<Example> read(String type) {
        Map<String, Object> document = yaml(EXAMPLES.resolve(type + ".yaml"));
        List<Example> examples = new ArrayList<>();
        for (Object example : (List<?>) document.getOrDefault("accepted", List.of())) {
            examples.add(new Example(type, true, KedaCase.strings(example)));
        }
        for (Object example : (List<?>) document.getOrDefault("rejected", List.of())) {
            examples.add(new Example(type, false, KedaCase.strings(example)));
        }
        return List.copyOf(examples);
    }

    static List<Example> all() {
        List<Example> all = new ArrayList<>();
        for (String type : Triggers.types()) {
            all.addAll(of(type));
        }
        return all;
    }

    static List<Example> allAccepted() {
        return all().stream().filter(Example::accepted).toList();
    }

    static List<Example> allRejected() {
        return all().stream().filter(example -> !example.accepted()).toList();
    }

    /** The ids of the rules in a file of the catalogue and in the fragments that it includes. */
    static List<String> rules(String type) {
        List<String> rules = new ArrayList<>();
        addRules(CATALOGUE.resolve(type + ".yaml"), rules);
        return rules;
    }

    private static void addRules(Path file, List<String> rules) {
        Map<String, Object> document = yaml(file);
        for (Object rule : (List<?>) document.getOrDefault("rules", List.of())) {
            Map<String, Object> fields = new LinkedHashMap<>(KedaCase.strings(rule));
            Object id = fields.remove("id");
            fields.keySet().removeAll(List.of("when", "message", "hint", "since", "before"));
            rules.add(id == null ? fields.keySet().iterator().next() : (String) id);
        }
        for (Object fragment : (List<?>) document.getOrDefault("include", List.of())) {
            String name = fragment.toString().split(" ", 2)[0];
            addRules(CATALOGUE.resolve("shared").resolve(name + ".yaml"), rules);
        }
    }

    private static Map<String, Object> yaml(Path file) {
        try {
            return KedaCase.strings(Serialization.unmarshal(Files.readString(file), Map.class));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    ScaleTriggers entry() {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType(type);
        entry.setMetadata(metadata());
        text("metricType").map(MetricTargetType::of).ifPresent(entry::setMetricType);
        return entry;
    }

    /** The same entry, with a reference if it reads anything from an authentication. */
    ScaleTriggers entryWithAuthentication() {
        ScaleTriggers entry = entry();
        if (fields.containsKey("auth") || fields.containsKey("podIdentity")) {
            AuthenticationRef reference = new AuthenticationRef();
            reference.setName("credentials");
            entry.setAuthenticationRef(reference);
        }
        return entry;
    }

    TriggerContext context() {
        return context(authentication());
    }

    /** The context of the example with other parameters in the authentication. */
    TriggerContext context(Map<String, String> authentication) {
        return TriggerContext.builder()
                .version(version())
                .authenticationParameters(authentication)
                .environment(texts("env"))
                .podIdentity(text("podIdentity").map(PodIdentityProvider::of).orElse(PodIdentityProvider.NONE))
                .readByFormula(false)
                .inScaledJob(false)
                .onlyTrigger(true)
                .namespace("shop")
                .build();
    }

    /** The release of KEDA that the verdict is from. */
    KedaVersion version() {
        return text("release").map(KedaVersion::of).orElse(KedaVersion.latest());
    }

    /** Whether the verdict is from the release that builders and views are made for. */
    boolean isOfLatest() {
        return version() == KedaVersion.latest();
    }

    Findings findings() {
        return Triggers.check(entry(), context());
    }

    Map<String, String> metadata() {
        return texts("metadata");
    }

    Map<String, String> authentication() {
        return texts("auth");
    }

    Optional<String> text(String field) {
        return Optional.ofNullable((String) fields.get(field));
    }

    private Map<String, String> texts(String field) {
        Map<String, String> texts = new LinkedHashMap<>();
        KedaCase.strings(fields.getOrDefault(field, Map.of()))
                .forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    @Override
    public String toString() {
        return type + ": " + fields.get("name");
    }
}
