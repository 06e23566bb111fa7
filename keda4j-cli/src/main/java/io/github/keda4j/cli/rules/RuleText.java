package io.github.keda4j.cli.rules;

import io.github.keda4j.findings.Severity;
import io.github.keda4j.validator.RuleDescription;
import io.github.keda4j.yaml.Manifests;
import io.github.keda4j.yaml.ParsedManifests;
import io.github.keda4j.yaml.tree.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The description of a rule, and its reason.
 *
 * @param id the id of its findings
 * @param severity the severity of its findings, unless too little is known or the user requests strict checks
 * @param area the part of a manifest that it is about
 * @param title what the rule requires, as a sentence
 * @param why the reason for the rule, and what happens otherwise; paragraphs of Markdown
 * @param releases which releases of KEDA have the rule, as a sentence; empty for all known releases
 * @param sources the places where KEDA or Kubernetes defines this
 * @param failing manifests that break the rule; empty if it is not about manifests
 * @param passing the same manifests, corrected
 * @param cluster what else is in the cluster, if that matters; empty otherwise
 */
public record RuleText(
        String id,
        Severity severity,
        Area area,
        String title,
        String why,
        String releases,
        List<String> sources,
        String failing,
        String passing,
        String cluster) {

    /** The areas of rules, in the order in which they apply to an object. */
    public enum Area {
        /** Files and texts. */
        TEXT("Files and texts", "keda4j lint"),
        /** Group, version, kind, name, namespace and labels. */
        ENVELOPE("Kind, name and namespace", "the API server"),
        /** The schemas of the kinds. */
        SCHEMA("Fields of the kinds", "the API server"),
        /** What webhooks refuse. */
        ADMISSION("Admission", "KEDA's admission webhooks"),
        /** Settings that the operator cannot work with. */
        OPERATOR("Triggers, authentication and autoscaler", "KEDA's operator"),
        /** Parameters of individual trigger types. */
        TRIGGER("Parameters of single trigger types", "KEDA's operator"),
        /** Objects that do not fit together. */
        BUNDLE("Objects together", "nobody; it just does not work"),
        /** Settings that work, but probably not as intended. */
        ADVICE("Advice", "nobody");

        private final String title;
        private final String speaker;

        Area(String title, String speaker) {
            this.title = title;
            this.speaker = speaker;
        }

        /** {@return a heading} */
        public String title() {
            return title;
        }

        /** {@return who reports it without this tool} */
        public String speaker() {
            return speaker;
        }
    }

    /**
     * Copies the list.
     *
     * @param id the id of its findings
     * @param severity the severity of its findings
     * @param area the part of a manifest that it is about
     * @param title what the rule requires
     * @param why the reason for the rule
     * @param releases which releases have it
     * @param sources the sources of the rule
     * @param failing manifests that fail
     * @param passing manifests that pass
     * @param cluster what else is in the cluster
     */
    public RuleText {
        sources = List.copyOf(sources);
    }

    /** {@return whether there are both a failing and a passing example} */
    public boolean hasExamples() {
        return !failing.isEmpty();
    }

    static RuleText of(RuleDescription description) {
        return new RuleText(
                description.rule().id(),
                description.rule().severity(),
                Area.valueOf(description.rule().layer().name()),
                description.title(),
                description.why(),
                releases(description),
                description.source(),
                description.failing(),
                description.passing(),
                description.cluster());
    }

    private static String releases(RuleDescription description) {
        String since = description.since().map(version -> "KEDA " + version).orElse("");
        String until = description.until().map(version -> "KEDA " + version).orElse("");
        if (since.isEmpty() && until.isEmpty()) {
            return "";
        }
        String releases = since.isEmpty()
                ? until + " and earlier"
                : until.isEmpty() ? since + " and later" : since + " to " + until;
        return "The rule applies to " + releases + ".";
    }

    /** Reads a rule about texts from a file of this package. */
    static RuleText read(String id, Severity severity) {
        ParsedManifests file = Manifests.parse(id + ".yaml", resource(id + ".yaml"));
        file.findings().throwIfErrors();
        Node.Mapping tree = file.objects().get(0).tree();
        return new RuleText(
                id,
                severity,
                Area.TEXT,
                text(tree, "title"),
                text(tree, "why"),
                "",
                List.of(),
                text(tree, "failing"),
                text(tree, "passing"),
                "");
    }

    private static String text(Node.Mapping tree, String key) {
        return Objects.requireNonNullElse(tree.text(key), "");
    }

    static String resource(String name) {
        try (InputStream in = RuleText.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The file " + name + " of rules is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
