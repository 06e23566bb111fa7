package io.github.keda4j.trigger.generator.upgrade;

import io.github.keda4j.trigger.generator.catalogue.Catalogue;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares a catalogue with a KEDA source: what it lacks, what it has in excess, and what differs. */
final class Comparison {

    /** A type that only KEDA's own tests use. */
    private static final String TEST_ONLY = "external-mock";

    private final Catalogue catalogue;
    private final KedaSource keda;
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(Catalogue catalogue, KedaSource keda) {
        this.catalogue = catalogue;
        this.keda = keda;
    }

    /** Differences, by trigger type. */
    static List<Difference> of(Catalogue catalogue, KedaSource keda) {
        Comparison comparison = new Comparison(catalogue, keda);
        comparison.compareTypes();
        comparison.differences.sort(Comparator.comparing(Difference::type));
        return comparison.differences;
    }

    private void compareTypes() {
        Map<String, TriggerType> ours = new LinkedHashMap<>();
        catalogue.triggers().forEach(trigger -> ours.put(trigger.type(), trigger));
        keda.scalers().forEach((type, scaler) -> {
            TriggerType trigger = ours.remove(type);
            if (trigger != null) {
                compare(trigger, scaler);
            } else if (!type.equals(TEST_ONLY)) {
                add(type, "", "lacks", "the catalogue lacks the type; its parameters are " + names(scaler));
            }
        });
        ours.keySet()
                .forEach(type -> add(type, "", "surplus", "KEDA does not know the type (any more): give it 'removed'"));
        for (TriggerType removed : catalogue.removed()) {
            if (keda.scalers().containsKey(removed.type())) {
                add(removed.type(), "", "removed", "the catalogue says it is removed, but KEDA knows it");
            }
        }
    }

    private static String names(KedaScaler scaler) {
        return String.join(
                ", ", scaler.parameters().stream().map(KedaParameter::name).toList());
    }

    private void compare(TriggerType trigger, KedaScaler scaler) {
        scaler.unclear().forEach(words -> add(trigger.type(), "", "unclear", words));
        if (trigger.deprecated().isPresent() && scaler.parameters().stream().noneMatch(KedaParameter::announced)) {
            add(trigger.type(), "", "deprecated", "deprecated in the catalogue, but not in KEDA");
        }
        Map<String, List<KedaParameter>> theirs = new LinkedHashMap<>();
        for (KedaParameter parameter : scaler.parameters()) {
            theirs.computeIfAbsent(parameter.name(), name -> new ArrayList<>()).add(parameter);
        }
        Set<String> known = new LinkedHashSet<>();
        for (Parameter parameter : trigger.parameters()) {
            known.addAll(parameter.names());
            List<KedaParameter> same = theirs.remove(parameter.name());
            if (same != null) {
                differences.addAll(ParameterComparison.of(trigger, parameter, same, scaler));
            } else if (parameter.lifetime().ignoredSince().isEmpty()) {
                compareReadByHand(trigger, parameter, scaler);
            }
        }
        theirs.forEach((name, fields) -> add(
                trigger.type(),
                name,
                "lacks",
                "the catalogue lacks it (" + fields.get(0).field() + ", "
                        + fields.get(0).kind().text() + ")"));
        for (String name : scaler.byHand().keySet()) {
            boolean isKnown =
                    known.contains(name) || known.contains(KedaScaler.withoutSuffix(name)) || isInStruct(scaler, name);
            if (!isKnown && !trigger.additionalParameters()) {
                add(
                        trigger.type(),
                        KedaScaler.withoutSuffix(name),
                        "lacks",
                        "the catalogue lacks it; KEDA's code looks it up outside of its structs");
            }
        }
    }

    /**
     * Whether KEDA's code contains the name; some parameters are in no struct, and for a family, the code contains the
     * prefix of its names.
     */
    private void compareReadByHand(TriggerType trigger, Parameter parameter, KedaScaler scaler) {
        Set<Source> theirs = scaler.byHand(parameter.names());
        String name = parameter.name();
        boolean family = parameter.isFamily() && keda.mentions(name.substring(0, name.length() - 1));
        if (theirs.isEmpty() && !family) {
            add(trigger.type(), name, "surplus", "KEDA does not read it (any more)");
        } else if (!family && !theirs.equals(Set.copyOf(parameter.from()))) {
            add(
                    trigger.type(),
                    name,
                    "from",
                    "from is " + parameter.from() + " in the catalogue, but KEDA's code looks it up in " + theirs);
        }
    }

    private static boolean isInStruct(KedaScaler scaler, String name) {
        return scaler.parameters().stream()
                .anyMatch(parameter ->
                        parameter.names().contains(name) || parameter.names().contains(KedaScaler.withoutSuffix(name)));
    }

    private void add(String type, String parameter, String what, String words) {
        differences.add(new Difference(type, parameter, what, words));
    }
}
