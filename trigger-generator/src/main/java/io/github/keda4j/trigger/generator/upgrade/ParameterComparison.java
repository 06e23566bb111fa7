package io.github.keda4j.trigger.generator.upgrade;

import io.github.keda4j.trigger.generator.catalogue.EnumValues;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.Parameter.Alias;
import io.github.keda4j.trigger.generator.catalogue.Source;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import io.github.keda4j.trigger.generator.upgrade.KedaParameter.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares a parameter with the fields that read its name. There are several fields if a type reads different structs,
 * or if KEDA refuses the name in one source and reads it from another.
 */
final class ParameterComparison {

    private final TriggerType trigger;
    private final Parameter ours;
    private final List<KedaParameter> theirs;
    private final Set<Source> byHand;
    private final List<Difference> differences = new ArrayList<>();

    private ParameterComparison(TriggerType trigger, Parameter ours, List<KedaParameter> theirs, Set<Source> byHand) {
        this.trigger = trigger;
        this.ours = ours;
        this.theirs = theirs;
        this.byHand = byHand;
    }

    static List<Difference> of(TriggerType trigger, Parameter ours, List<KedaParameter> theirs, KedaScaler scaler) {
        ParameterComparison comparison = new ParameterComparison(trigger, ours, theirs, scaler.byHand(ours.names()));
        comparison.compareLifetime();
        comparison.theirs.stream().filter(field -> !field.refused()).findFirst().ifPresent(comparison::compareValue);
        return comparison.differences;
    }

    private void compareLifetime() {
        if (ours.lifetime().ignoredSince().isPresent()) {
            differ("ignoredSince", "ignored", "read");
            return;
        }
        Set<Source> refused = new LinkedHashSet<>();
        List<KedaParameter> taken = new ArrayList<>();
        for (KedaParameter field : theirs) {
            if (field.refused()) {
                refused.addAll(field.from());
            } else {
                taken.add(field);
            }
        }
        taken.forEach(field -> refused.removeAll(field.from()));
        if (!Set.copyOf(ours.lifetime().removedFrom()).equals(refused)) {
            differ(
                    "removed",
                    "removed from " + words(ours.lifetime().removedFrom()),
                    words(refused).toString());
        }
        if (!taken.isEmpty()) {
            compareSources(taken);
            compareRequired(taken);
        } else if (ours.isAlive()) {
            differ("from", words(ours.from()).toString(), "nowhere");
        }
    }

    /**
     * Compares the sources, which are those of one field or of all fields together; code that reads the name itself may
     * add others, in any order.
     */
    private void compareSources(List<KedaParameter> taken) {
        List<Source> alive = ours.from().stream().filter(ours::isAliveIn).toList();
        Set<Source> all = new LinkedHashSet<>();
        boolean same = false;
        for (KedaParameter field : taken) {
            all.addAll(field.from());
            same |= field.from().equals(alive);
        }
        same |= alive.equals(List.copyOf(all));
        all.addAll(byHand);
        if (byHand.isEmpty() ? !same : !Set.copyOf(alive).equals(all)) {
            differ("from", words(alive).toString(), words(all).toString());
        }
    }

    private void compareRequired(List<KedaParameter> taken) {
        if (taken.stream().noneMatch(field -> field.required() == ours.required())) {
            differ("required", String.valueOf(ours.required()), String.valueOf(!ours.required()));
        }
        boolean announced = taken.stream().anyMatch(KedaParameter::announced);
        if (announced
                && ours.lifetime().deprecated().isEmpty()
                && trigger.deprecated().isEmpty()) {
            differ("deprecated", "missing", "set");
        }
    }

    private void compareValue(KedaParameter field) {
        Kind kind = kind(ours.type());
        if (kind != field.kind()) {
            differ("type", kind.text(), field.kind().text());
        }
        if (!Set.copyOf(ours.names()).equals(Set.copyOf(field.names()))) {
            List<String> aliases = ours.aliases().stream().map(Alias::name).toList();
            differ("aliases", "aliases " + aliases, "names " + field.names());
        }
        if (!Defaults.isSame(kind, ours.defaultValue(), field.defaultValue())) {
            differ(
                    "default",
                    ours.defaultValue().orElse("none"),
                    field.defaultValue().orElse("none"));
        }
        compareWords(field);
        if (ours.type() instanceof ValueType.Items items) {
            if (!items.separator().equals(field.separator())) {
                differ("separator", items.separator(), field.separator());
            }
            if (!Set.copyOf(items.atMostOneOf()).equals(Set.copyOf(field.exclusive()))) {
                differ(
                        "atMostOneOf",
                        items.atMostOneOf().toString(),
                        field.exclusive().toString());
            }
        }
    }

    /** Compares the words; words that KEDA does not check with its tags may still be checked in its code. */
    private void compareWords(KedaParameter field) {
        if (field.words().isEmpty()) {
            return;
        }
        Optional<EnumValues> values = ours.type().enumValues();
        Set<String> known = new HashSet<>(values.map(EnumValues::values).orElse(List.of()));
        if (!known.equals(Set.copyOf(field.words()))) {
            differ(
                    "values",
                    known.isEmpty() ? "any" : new TreeSet<>(known).toString(),
                    new TreeSet<>(field.words()).toString());
        } else if (values.isPresent() && values.get().lenient()) {
            differ("lenient", "other values accepted", "refused");
        }
    }

    private static Kind kind(ValueType type) {
        if (type instanceof ValueType.Whole whole) {
            return whole.bits() == 32 ? Kind.INT : Kind.LONG;
        }
        if (type instanceof ValueType.Items items) {
            return items.element() == ValueType.Element.INT ? Kind.INT_LIST : Kind.LIST;
        }
        return switch (type.words()) {
            case "double" -> Kind.DOUBLE;
            case "boolean" -> Kind.BOOLEAN;
            case "duration" -> Kind.DURATION;
            case "map" -> Kind.MAP;
            case "query" -> Kind.QUERY;
            default -> Kind.STRING;
        };
    }

    private static List<String> words(Iterable<Source> sources) {
        List<String> words = new ArrayList<>();
        sources.forEach(source -> words.add(source.text()));
        return words;
    }

    private void differ(String what, String here, String there) {
        String field = theirs.get(0).field();
        differences.add(new Difference(
                trigger.type(),
                ours.name(),
                what,
                what + " is " + here + " in the catalogue, but " + there + " in KEDA (" + field + ")"));
    }
}
