package io.github.keda4j.provisioner.internal;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.keda4j.findings.Finding;
import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.validator.KedaUpgrade;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares KEDA's release in the cluster with the one that stacks are validated for. KEDA's release YAML and its Helm
 * chart write the release into a label of each definition; an installation without the label is not compared.
 */
public final class KedaRelease {

    private static final String DEFINITION = "scaledobjects.keda.sh";
    private static final String LABEL = "app.kubernetes.io/version";
    private static final Pattern RELEASE = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:[.+-].*)?");

    /** How many findings a plan notes. */
    private static final int MOST_TOLD = 20;

    private final Clients clients;

    /**
     * Creates a check.
     *
     * @param clients used only to read
     */
    public KedaRelease(Clients clients) {
        this.clients = clients;
    }

    /**
     * Notes that the cluster has an older release, and what in the stacks that release treats differently.
     *
     * @param objects what the stacks describe
     * @param draft receives the notes
     */
    public void check(List<HasMetadata> objects, Draft draft) {
        Optional<String> found;
        try {
            found = label();
        } catch (KubernetesClientException refused) {
            if (refused.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
                throw refused;
            }
            draft.note("KEDA's release was not checked: the caller may not read CustomResourceDefinition " + DEFINITION
                    + ".");
            return;
        }
        found.filter(label -> isBefore(label, KedaVersion.latest().toString()))
                .ifPresent(label -> tell(label, objects, draft));
    }

    private Optional<String> label() {
        return Optional.ofNullable(clients.retry()
                        .call(
                                "read CustomResourceDefinition " + DEFINITION,
                                () -> clients.kubernetes()
                                        .resources(CustomResourceDefinition.class)
                                        .withName(DEFINITION)
                                        .get()))
                .map(definition -> definition.getMetadata().getLabels())
                .map(labels -> Objects.requireNonNullElse(labels, Map.<String, String>of())
                        .get(LABEL));
    }

    /** Whether both are releases, and the first is an earlier one than the other. */
    private static boolean isBefore(String release, String other) {
        Matcher one = RELEASE.matcher(release);
        Matcher two = RELEASE.matcher(other);
        if (!one.matches() || !two.matches()) {
            return false;
        }
        int major = Integer.compare(Integer.parseInt(one.group(1)), Integer.parseInt(two.group(1)));
        int minor = Integer.compare(Integer.parseInt(one.group(2)), Integer.parseInt(two.group(2)));
        return major == 0 ? minor < 0 : major < 0;
    }

    private static void tell(String release, List<HasMetadata> objects, Draft draft) {
        Optional<KedaVersion> known = known(release);
        draft.note("The cluster has KEDA " + release + ", but the stacks are validated for KEDA " + KedaVersion.latest()
                + ", which may know more parameters."
                + (known.isPresent()
                        ? ""
                        : " keda4j does not know KEDA " + release + ", so it did not compare the two releases."));
        known.ifPresent(version -> {
            List<Finding> findings = KedaUpgrade.from(KedaVersion.latest())
                    .to(version)
                    .check(objects)
                    .asList();
            findings.stream().limit(MOST_TOLD).forEach(finding -> draft.note(inWords(version, finding)));
            if (findings.size() > MOST_TOLD) {
                draft.note("With KEDA " + version + ", there are " + (findings.size() - MOST_TOLD) + " more of these.");
            }
        });
    }

    private static String inWords(KedaVersion version, Finding finding) {
        return "With KEDA " + version + ", " + finding.object() + " at " + finding.pointer() + ": " + finding.message()
                + finding.hint().map(hint -> " " + hint).orElse("");
    }

    private static Optional<KedaVersion> known(String release) {
        try {
            return Optional.of(KedaVersion.of(release));
        } catch (IllegalArgumentException older) {
            return Optional.empty();
        }
    }
}
