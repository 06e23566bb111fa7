package io.github.keda4j.validator;

import io.github.keda4j.trigger.KedaVersion;
import io.github.keda4j.yaml.Manifests;
import io.github.keda4j.yaml.ParsedManifests;
import io.github.keda4j.yaml.tree.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The description of a rule. It comes from a file with the rule's name, from which its tests and its page are
 * generated.
 *
 * @param rule the rule
 * @param title what the rule requires, as a sentence
 * @param why the reason for the rule, and what happens otherwise; paragraphs of Markdown
 * @param since the first release of KEDA that has the rule; empty for every release that this library knows
 * @param until the last release of KEDA that has the rule; empty if there is none yet
 * @param source the places where KEDA or Kubernetes defines this: an address, or the file and function of a program
 * @param failing manifests that violate the rule
 * @param passing the same manifests, corrected
 * @param cluster other objects in the cluster, if they matter; otherwise empty
 */
public record RuleDescription(
        Rule rule,
        String title,
        String why,
        Optional<KedaVersion> since,
        Optional<KedaVersion> until,
        List<String> source,
        String failing,
        String passing,
        String cluster) {

    static RuleDescription of(Rule rule) {
        ParsedManifests file = Manifests.parse(rule.id() + ".yaml", read(rule));
        file.findings().throwIfErrors();
        Node.Mapping tree = file.objects().get(0).tree();
        return new RuleDescription(
                rule,
                text(tree, "title"),
                text(tree, "why"),
                version(tree, "since"),
                version(tree, "until"),
                list(tree, "source"),
                text(tree, "failing"),
                text(tree, "passing"),
                tree.get("cluster") == null ? "" : text(tree, "cluster"));
    }

    private static String read(Rule rule) {
        String name = "rules/" + rule.id() + ".yaml";
        try (InputStream in = RuleDescription.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The rule " + rule.id() + " has no description.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Node.Mapping tree, String key) {
        @Nullable String text = tree.text(key);
        if (text == null) {
            throw new IllegalStateException("The description of a rule has no " + key + ".");
        }
        return text;
    }

    private static Optional<KedaVersion> version(Node.Mapping tree, String key) {
        return Optional.ofNullable(tree.text(key)).map(KedaVersion::of);
    }

    private static List<String> list(Node.Mapping tree, String key) {
        List<String> texts = new ArrayList<>();
        for (Node element : tree.elements(key)) {
            if (element instanceof Node.Scalar scalar) {
                texts.add(scalar.text());
            }
        }
        return List.copyOf(texts);
    }
}
