package io.github.keda4j.trigger.generator.pages;

import io.github.keda4j.trigger.generator.catalogue.AwsCall;
import io.github.keda4j.trigger.generator.catalogue.CommonField;
import io.github.keda4j.trigger.generator.catalogue.Condition;
import io.github.keda4j.trigger.generator.catalogue.MetricName;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Rule;
import io.github.keda4j.trigger.generator.catalogue.Target;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.emit.JavaExample;
import io.github.keda4j.trigger.generator.examples.Example;
import io.github.keda4j.trigger.generator.examples.ExampleChoice;
import io.github.keda4j.trigger.generator.examples.Kind;
import io.github.keda4j.trigger.generator.words.ConditionWords;
import io.github.keda4j.trigger.generator.words.RuleWords;
import io.github.keda4j.trigger.generator.words.Sentences;
import io.github.keda4j.trigger.generator.words.TemplateWords;
import java.util.ArrayList;
import java.util.List;

/** Writes the reference page of a trigger type. */
final class TriggerPage {

    private final TriggerType trigger;
    private final ConditionWords conditions;
    private final RuleWords rules;
    private final StringBuilder page = new StringBuilder();

    private TriggerPage(TriggerType trigger) {
        this.trigger = trigger;
        this.conditions = new ConditionWords(trigger, Markdown::code);
        this.rules = new RuleWords(trigger, Markdown::code, Markdown::escape);
    }

    static String of(TriggerType trigger) {
        TriggerPage page = new TriggerPage(trigger);
        page.addHead();
        page.addExample();
        page.addParameters();
        page.addRules();
        page.addCommonFields();
        page.addAuthentication();
        page.addAws();
        page.addMetricName();
        return page.page.toString();
    }

    private void addHead() {
        page.append("<!-- Written from keda-model/src/main/catalogue/" + trigger.type() + ".yaml; edit that. -->\n\n");
        page.append("# " + trigger.type() + "\n\n");
        page.append(Markdown.escape(Sentences.of(trigger.description()))).append("\n\n");
        List<String> facts = new ArrayList<>();
        facts.add("Class `" + trigger.className() + "`.");
        trigger.documentation().ifPresent(address -> facts.add("See [KEDA's documentation](" + address + ")."));
        trigger.since().ifPresent(since -> facts.add("Available since KEDA " + since.text() + "."));
        trigger.deprecated()
                .ifPresent(words -> facts.add(
                        Markdown.deprecated(trigger.deprecatedSince()) + Markdown.escape(Sentences.of(words))));
        if (!trigger.targets().isEmpty()) {
            facts.add("The autoscaler's target is "
                    + String.join(
                            "; otherwise ",
                            trigger.targets().stream().map(this::words).toList())
                    + ".");
        }
        trigger.targetType().ifPresent(type -> facts.add("The metric is always of type " + Markdown.code(type) + "."));
        trigger.activation()
                .ifPresent(activation -> facts.add("The workload scales up from zero replicas when the metric exceeds "
                        + Markdown.code(activation) + "."));
        page.append(String.join(" ", facts)).append("\n");
    }

    private String words(Target target) {
        String value = Markdown.code(target.parameter().orElseGet(() -> Long.toString((long) target.value())));
        return value
                + (target.factor() == 1 ? "" : " times " + target.factor())
                + target.when().map(when -> " if " + conditions.of(when)).orElse("");
    }

    private void addExample() {
        section("Example");
        addExample(ExampleChoice.of(trigger));
    }

    private void addExample(Example example) {
        String name = trigger.type() + "-auth";
        page.append("```java\n").append(JavaExample.of(trigger, example, name)).append("```\n\n");
        page.append("```yaml\n").append(YamlExample.of(trigger, example, name)).append("```\n");
    }

    private void addParameters() {
        section("Parameters");
        page.append(ParameterTable.of(trigger));
        if (trigger.additionalParameters()) {
            page.append("\nKEDA passes on any other name unchanged.\n");
        }
        String past = ParameterTable.past(trigger);
        if (!past.isEmpty()) {
            page.append("\nIn older releases:\n\n").append(past);
        }
    }

    private void addRules() {
        if (trigger.rules().isEmpty()) {
            return;
        }
        section("Rules");
        for (Rule rule : trigger.rules()) {
            page.append("- " + rules.of(rule) + " (`trigger-" + rule.id() + "`)\n");
        }
    }

    private void addCommonFields() {
        List<String> sentences = new ArrayList<>();
        for (CommonField field : trigger.without()) {
            boolean refused = field == CommonField.USE_CACHED_METRICS; // KEDA ignores the others
            sentences.add("`" + field.text() + (refused ? "` must not be set." : "` has no effect."));
        }
        if (!trigger.metricTypes().isEmpty()) {
            String types = Sentences.list(
                    trigger.metricTypes().stream().map(Markdown::code).toList(), "or");
            sentences.add("`metricType` " + (trigger.requiresMetricType() ? "must be " : "may be ") + types + ".");
        }
        if (!sentences.isEmpty()) {
            section("Other fields of the trigger");
            page.append(String.join(" ", sentences)).append('\n');
        }
    }

    private void addAuthentication() {
        List<Parameter> parameters = trigger.fromAuthentication();
        if (parameters.isEmpty() && trigger.podIdentity().isEmpty()) {
            return;
        }
        section("Authentication");
        if (!parameters.isEmpty()) {
            List<String> names =
                    parameters.stream().map(Parameter::name).map(Markdown::code).toList();
            page.append(
                    "`" + trigger.className() + ".authentication()` builds a `TriggerAuthentication`. It can supply "
                            + Sentences.list(names, "and") + ".\n");
        } else {
            page.append("`" + trigger.className() + ".authentication()` builds a `TriggerAuthentication`.\n");
        }
        if (!trigger.podIdentity().isEmpty()) {
            List<String> providers =
                    trigger.podIdentity().stream().map(Markdown::code).toList();
            page.append("\nPod identity: " + Sentences.list(providers, "or") + ". "
                    + (trigger.rejectsOtherPodIdentity()
                            ? "KEDA refuses any other provider"
                            : "KEDA ignores any other provider")
                    + ".\n");
        }
        addAuthenticationExamples();
    }

    /** Adds the other kinds; the first example already shows one. */
    private void addAuthenticationExamples() {
        Example first = ExampleChoice.of(trigger);
        ExampleChoice.byAuthentication(trigger).forEach((kind, example) -> {
            if (!example.equals(first)) {
                page.append("\n### " + title(kind) + "\n\n");
                addExample(example);
            }
        });
    }

    private String title(Kind kind) {
        if (!kind.isSecrets()) {
            return "With pod identity " + Markdown.code(kind.podIdentity());
        }
        StringBuilder title = new StringBuilder("With secrets");
        kind.modes()
                .forEach((parameter, word) -> title.append(title.length() > "With secrets".length() ? ", " : " and ")
                        .append(Markdown.code(parameter))
                        .append(' ')
                        .append(Markdown.code(word)));
        return title.toString();
    }

    private void addAws() {
        if (trigger.aws().isEmpty()) {
            return;
        }
        section("AWS permissions");
        page.append("| Actions | Resource | When |\n|---|---|---|\n");
        for (AwsCall call : trigger.aws()) {
            List<String> actions = call.actions().stream().map(Markdown::code).toList();
            page.append(Markdown.row(
                    String.join(", ", actions),
                    resource(call),
                    call.when().map(this::when).orElse("always")));
        }
        List<String> phrases = trigger.aws().stream()
                .flatMap(call -> TemplateWords.functions(call.resource()).stream())
                .distinct()
                .toList();
        if (!phrases.isEmpty()) {
            page.append("\nIn the resource, ")
                    .append(Sentences.list(phrases, "and"))
                    .append(".\n");
        }
    }

    /** The condition as an answer to "When?", so without a leading "if". */
    private String when(Condition condition) {
        String clause = conditions.clause(condition);
        return clause.startsWith("if ") ? clause.substring(3) : clause;
    }

    private static String resource(AwsCall call) {
        List<String> words = new ArrayList<>(List.of(Markdown.code(TemplateWords.pattern(call.resource()))));
        call.conditions()
                .forEach((key, value) -> words.add(
                        "with " + Markdown.code(key) + " equal to " + Markdown.code(TemplateWords.pattern(value))));
        return String.join(", ", words);
    }

    private void addMetricName() {
        section("Metric name");
        if (trigger.metricName() instanceof MetricName.None) {
            page.append("None. The autoscaler reads the resource itself.\n");
        } else if (trigger.metricName() instanceof MetricName.Unknown) {
            page.append("The external scaler chooses the name at run time.\n");
        } else if (trigger.metricName() instanceof MetricName.JavaClass javaClass) {
            page.append("`s0-` for the first trigger, then " + javaClass.words() + ".\n");
        } else {
            addNames(((MetricName.Names) trigger.metricName()).variants());
        }
    }

    private void addNames(List<MetricName.Variant> variants) {
        List<String> phrases = new ArrayList<>();
        for (MetricName.Variant variant : variants) {
            String name = Markdown.code("s0-" + TemplateWords.pattern(variant.name()));
            String words = variant.when()
                    .map(when -> "if " + conditions.of(when))
                    .orElse(variants.size() == 1 ? "for the first trigger" : "otherwise");
            List<String> functions = TemplateWords.functions(variant.name());
            String how = functions.isEmpty() ? "" : ", where " + Sentences.list(functions, "and");
            phrases.add(name + " " + words + how);
        }
        page.append(String.join("; ", phrases)).append(".\n");
    }

    private void section(String title) {
        page.append("\n## " + title + "\n\n");
    }
}
