package io.github.keda4j.trigger.generator.reading;

import io.github.keda4j.trigger.generator.catalogue.AwsCall;
import io.github.keda4j.trigger.generator.catalogue.CommonField;
import io.github.keda4j.trigger.generator.catalogue.Condition;
import io.github.keda4j.trigger.generator.catalogue.MetricName;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Parameter.Alias;
import io.github.keda4j.trigger.generator.catalogue.Rule;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.Target;
import io.github.keda4j.trigger.generator.catalogue.Template;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.reading.Tokens.BadCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Creates a trigger type from a file with which its fragments have been merged. */
final class TriggerReader {

    private static final Map<String, CommonField> FIELDS =
            ParameterReader.named(CommonField.values(), CommonField::text);
    private static final Map<String, String> PROVIDERS = same("aws", "aws-eks", "azure-workload", "gcp");
    private static final Map<String, String> METRIC_TYPES = same("AverageValue", "Value", "Utilization");
    private static final Set<String> OF_ARN = Set.of("partition", "account", "awsRegion");

    private static final Pattern PAGE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final MergedFile file;
    private final Problems problems;
    private final Fields top;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final RuleReader rules;

    TriggerReader(MergedFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
        this.top = file.top();
        this.rules = new RuleReader(parameters, problems);
    }

    TriggerType read() {
        file.parameters()
                .forEach((name, fields) -> parameters.put(name, new ParameterReader(name, fields, problems).read()));
        TriggerType trigger = new TriggerType(
                top.text("type").orElse(file.name()),
                top.text("description").orElse(""),
                top.text("page"),
                top.oneOf("since", ParameterReader.RELEASES),
                top.text("deprecated"),
                ParameterReader.deprecatedSince(top),
                top.oneOf("removed", ParameterReader.RELEASES),
                top.someOf("podIdentity", PROVIDERS),
                top.flag("rejectsOtherPodIdentity"),
                new LinkedHashSet<>(top.someOf("without", FIELDS)),
                top.someOf("metricTypes", METRIC_TYPES),
                top.flag("requiresMetricType"),
                top.flag("additionalParameters"),
                metricName(),
                targets(),
                top.oneOf("targetType", METRIC_TYPES),
                parameterNamedBy("activation"),
                aws(),
                List.copyOf(parameters.values()),
                readRules(),
                top.place());
        check(trigger);
        return trigger;
    }

    private void check(TriggerType trigger) {
        if (!trigger.type().equals(file.name())) {
            top.problem("type", "type is " + trigger.type() + ", but the file is named " + file.name());
        }
        if (!top.has("description")) {
            problems.add(top.place(), file.name() + " has no description");
        }
        if (trigger.removed().isPresent()) {
            if (!parameters.isEmpty()) {
                top.problem("parameters", "a removed type must not have parameters");
            }
            return;
        }
        trigger.page()
                .filter(page -> !PAGE.matcher(page).matches())
                .ifPresent(page -> top.problem("page", "page " + page + " is not the name of a page, such as aws-sqs"));
        if (!trigger.has(CommonField.AUTHENTICATION_REF)) {
            checkNoAuthentication(trigger);
        }
        checkNames(trigger);
        checkProperties(trigger);
    }

    private void checkNoAuthentication(TriggerType trigger) {
        for (Parameter parameter : trigger.parameters()) {
            if (parameter.isFrom(Source.AUTH)) {
                problems.add(
                        parameter.place(),
                        parameter.name() + " may come from an authentication, but 'without' lists authenticationRef");
            }
        }
        if (!trigger.podIdentity().isEmpty()) {
            top.problem("podIdentity", "the trigger has podIdentity, but 'without' lists authenticationRef");
        }
    }

    /** Checks that no two parameters read the same name. */
    private void checkNames(TriggerType trigger) {
        Map<String, String> owners = new HashMap<>();
        for (Parameter parameter : trigger.parameters()) {
            owners.put(parameter.name(), parameter.name());
        }
        for (Parameter parameter : trigger.parameters()) {
            for (Alias alias : parameter.aliases()) {
                String owner = owners.putIfAbsent(alias.name(), parameter.name());
                if (owner != null) {
                    problems.add(
                            parameter.place(),
                            "alias " + alias.name() + " of " + parameter.name() + " is a name of "
                                    + (owner.equals(parameter.name()) ? "it already" : owner + " too"));
                }
            }
        }
    }

    private void checkProperties(TriggerType trigger) {
        Map<String, String> owners = new HashMap<>();
        for (Parameter parameter : trigger.parameters()) {
            addProperty(parameter, parameter.property(), owners);
            if (parameter.isAliveIn(Source.ENV)) {
                addProperty(parameter, parameter.property() + "FromEnv", owners);
            }
        }
    }

    private void addProperty(Parameter parameter, String property, Map<String, String> owners) {
        String owner = owners.putIfAbsent(property, parameter.name());
        if (owner != null) {
            problems.add(
                    parameter.place(),
                    parameter.name() + " and " + owner + " are both " + property
                            + " in Java; give one of them another name with 'java'");
        }
    }

    private Optional<String> parameterNamedBy(String key) {
        Optional<String> name = top.text(key);
        name.ifPresent(text -> checkName(top, key, text));
        return name;
    }

    private void checkName(Fields fields, String key, String name) {
        if (!parameters.containsKey(name)) {
            fields.problem(key, key + " is unknown parameter " + name + Problems.suggestion(name, parameters.keySet()));
        }
    }

    private List<Target> targets() {
        if (!(top.get("target") instanceof Yaml.Items)) {
            Optional<String> text = top.text("target");
            if (text.isPresent() && isNumber(text.get())) {
                return List.of(new Target(Optional.empty(), Optional.empty(), Double.parseDouble(text.get()), 1));
            }
            return parameterNamedBy("target").map(Target::of).stream().toList();
        }
        List<Target> targets = new ArrayList<>();
        for (Yaml.Mapping mapping : top.mappings("target")) {
            Fields fields = new Fields(mapping, "target", problems);
            fields.allowOnly(Set.of("when", "is", "times"), "key");
            String text = fields.text("is").orElse("");
            if (isNumber(text)) {
                targets.add(new Target(when(fields), Optional.empty(), Double.parseDouble(text), 1));
            } else {
                checkName(fields, "is", text);
                long factor = fields.text("times").map(Long::parseLong).orElse(1L);
                targets.add(new Target(when(fields), Optional.of(text), Double.NaN, factor));
            }
        }
        return List.copyOf(targets);
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]+");
    }

    private List<Rule> readRules() {
        List<Rule> read = new ArrayList<>();
        for (Yaml.Mapping mapping : file.rules()) {
            rules.read(mapping).ifPresent(read::add);
        }
        return List.copyOf(read);
    }

    private MetricName metricName() {
        Yaml value = top.get("metricName");
        if (value instanceof Yaml.Mapping mapping) {
            Fields fields = new Fields(mapping, "metricName", problems);
            fields.allowOnly(Set.of("java", "words"), "key");
            if (!fields.has("java") || !fields.has("words")) {
                problems.add(fields.place(), "metricName needs java, and words for the reference page");
            }
            return new MetricName.JavaClass(
                    fields.text("java").orElse(""), fields.text("words").orElse(""));
        }
        if (value instanceof Yaml.Items) {
            List<MetricName.Variant> variants = new ArrayList<>();
            for (Yaml.Mapping mapping : top.mappings("metricName")) {
                Fields fields = new Fields(mapping, "metricName", problems);
                fields.allowOnly(Set.of("when", "name"), "key");
                if (!fields.has("name")) {
                    problems.add(fields.place(), "metricName needs a name");
                }
                variants.add(new MetricName.Variant(when(fields), template(fields, "name", Set.of())));
            }
            return new MetricName.Names(List.copyOf(variants));
        }
        Optional<String> text = top.text("metricName");
        if (text.isEmpty()) {
            return new MetricName.Unknown();
        }
        if (text.get().equals("none")) {
            return new MetricName.None();
        }
        return new MetricName.Names(
                List.of(new MetricName.Variant(Optional.empty(), template(top, "metricName", Set.of()))));
    }

    private List<AwsCall> aws() {
        List<AwsCall> calls = new ArrayList<>();
        for (Yaml.Mapping mapping : top.mappings("aws")) {
            Fields fields = new Fields(mapping, "aws", problems);
            fields.allowOnly(Set.of("when", "actions", "resource", "conditions"), "key");
            if (fields.texts("actions").isEmpty()) {
                problems.add(fields.place(), "aws needs actions");
            }
            if (!fields.has("resource")) {
                problems.add(fields.place(), "aws needs a resource");
            }
            AwsCall call = new AwsCall(
                    when(fields), fields.texts("actions"), template(fields, "resource", OF_ARN), conditions(fields));
            if (fields.has("resource")
                    && !call.isWithoutResource()
                    && call.arn().isEmpty()) {
                problems.add(fields.place(), "resource is neither an ARN nor *");
            }
            calls.add(call);
        }
        return List.copyOf(calls);
    }

    private Map<String, Template> conditions(Fields call) {
        Map<String, Template> conditions = new LinkedHashMap<>();
        call.mapping("conditions").ifPresent(mapping -> {
            Fields fields = new Fields(mapping, "conditions", problems);
            mapping.entries().keySet().forEach(key -> conditions.put(key, template(fields, key, Set.of())));
        });
        return conditions;
    }

    private Optional<Condition> when(Fields fields) {
        return fields.text("when").flatMap(text -> rules.condition(fields, "when", text));
    }

    private Template template(Fields fields, String key, Set<String> placeholders) {
        String text = fields.text(key).orElse("");
        try {
            return TemplateParser.parse(text, parameters, placeholders);
        } catch (BadCondition e) {
            fields.problem(key, key + ": " + e.getMessage());
            return new Template(List.of());
        }
    }

    private static Map<String, String> same(String... words) {
        return ParameterReader.named(words, word -> word);
    }
}
