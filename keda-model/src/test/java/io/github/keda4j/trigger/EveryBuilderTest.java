package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import io.github.keda4j.trigger.internal.TriggerData;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.junit.jupiter.api.Test;

/** Laws of every builder and view, over all setters and random values. */
class EveryBuilderTest {

    /** The methods that all builders share; every other method with one argument sets a parameter. */
    private static final Set<String> COMMON =
            Set.of("name", "metricType", "useCachedMetrics", "authenticationRef", "equals", "wait");

    private static final List<Setter> SETTERS = setters();

    @Test
    void everySettableParameterHasASetter() {
        for (String type : Triggers.types()) {
            List<String> settable = new ArrayList<>();
            for (ParameterInfo parameter : Triggers.parameters(type)) {
                boolean written = parameter.sources().contains(ParameterSource.METADATA)
                        || parameter.sources().contains(ParameterSource.ENV);
                boolean ofToday = parameter.removed().isEmpty()
                        && parameter.ignoredSince().isEmpty();
                if (written && ofToday) {
                    settable.add(parameter.name());
                }
            }
            Set<String> set = new TreeSet<>();
            SETTERS.stream().filter(setter -> setter.type.equals(type)).forEach(setter -> set.add(setter.parameter()));

            assertThat(set).as(type).containsAll(settable);
        }
    }

    @Property(tries = 3_000)
    void whatABuilderIsGivenIsReadBack(@ForAll("calls") Tuple2<Setter, Object> call) {
        Setter setter = call.get1();
        TriggerBuilder<?, ?> builder = setter.builder();

        setter.set(builder, call.get2());

        assertThat(setter.get(builder.unchecked())).isEqualTo(setter.expected(call.get2()));
    }

    @Property(tries = 3_000)
    void whatABuilderIsGivenIsReadBackFromTheEntryThatItWrites(@ForAll("calls") Tuple2<Setter, Object> call) {
        Setter setter = call.get1();
        TriggerBuilder<?, ?> builder = setter.builder();
        setter.set(builder, call.get2());
        ScaleTriggers entry = builder.unchecked().toScaleTrigger();

        Trigger read = TriggerIndex.view(setter.type, TriggerData.of(entry));

        assertThat(setter.get(read)).isEqualTo(setter.expected(call.get2()));
        assertThat(read).isEqualTo(builder.unchecked()).hasSameHashCodeAs(builder.unchecked());
    }

    @Property(tries = 3_000)
    void noValueThatASetterTakesHasTheWrongType(@ForAll("calls") Tuple2<Setter, Object> call) {
        TriggerBuilder<?, ?> builder = call.get1().builder();
        call.get1().set(builder, call.get2());

        assertThat(builder.unchecked().check(TriggerContext.unknown()))
                .noneMatch(finding -> finding.rule().equals("trigger-parameter-type")
                        || finding.rule().equals("trigger-unknown-parameter"));
    }

    @Property(tries = 3_000)
    void theSecondValueTakesThePlaceOfTheFirst(
            @ForAll("calls") Tuple2<Setter, Object> first, @ForAll("calls") Tuple2<Setter, Object> second) {
        TriggerBuilder<?, ?> once = second.get1().builder();
        second.get1().set(once, second.get2());
        TriggerBuilder<?, ?> twice = second.get1().builder();

        if (first.get1().equals(second.get1())) {
            first.get1().set(twice, first.get2());
        }
        second.get1().set(twice, second.get2());
        second.get1().set(twice, second.get2());

        assertThat(twice.unchecked()).isEqualTo(once.unchecked());
    }

    @Property(tries = 3_000)
    void readingAndWritingLosesNothing(
            @ForAll("types") String type, @ForAll("metadata") Map<String, String> metadata, @ForAll boolean cached) {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType(type);
        entry.setMetadata(metadata);
        entry.setUseCachedMetrics(cached);
        entry.setAdditionalProperty("fieldOfTomorrow", Map.of("a", List.of(1, "two")));

        Trigger view = TriggerIndex.view(type, TriggerData.of(entry));

        assertThat(view.toScaleTrigger()).isEqualTo(entry);
        assertThat(List.copyOf(view.metadata().keySet())).isEqualTo(List.copyOf(metadata.keySet()));
        assertThat(rebuilt(view)).isEqualTo(view);
        assertThat(view.check(TriggerContext.unknown())).isNotNull();
    }

    private static Trigger rebuilt(Trigger trigger) {
        try {
            return ((TriggerBuilder<?, ?>)
                            trigger.getClass().getMethod("toBuilder").invoke(trigger))
                    .unchecked();
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(Triggers.types());
    }

    @Provide
    Arbitrary<Map<String, String>> metadata() {
        List<String> known = new ArrayList<>();
        for (String type : Triggers.types()) {
            Triggers.parameters(type).forEach(parameter -> known.add(parameter.name()));
        }
        Arbitrary<String> keys =
                Arbitraries.oneOf(Arbitraries.of(known), Arbitraries.strings().ofMaxLength(12));
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of(
                        "", "0", "1", "-5", "0.5", "true", "false", "1m", "a,b", "a=1", "https://example.com/a/b"),
                Arbitraries.strings().ofMaxLength(20));
        return Arbitraries.maps(keys, values).ofMaxSize(8);
    }

    @Provide
    Arbitrary<Tuple2<Setter, Object>> calls() {
        return Arbitraries.of(SETTERS).flatMap(setter -> setter.values().map(value -> Tuple.of(setter, value)));
    }

    private static List<Setter> setters() {
        List<Setter> setters = new ArrayList<>();
        for (String type : Triggers.types()) {
            Class<?> trigger = TriggerIndex.view(type, new TriggerData()).getClass();
            for (Method method : builderOf(trigger).getClass().getMethods()) {
                if (method.getParameterCount() == 1 && !COMMON.contains(method.getName())) {
                    setters.add(new Setter(type, trigger, method));
                }
            }
        }
        return setters;
    }

    static TriggerBuilder<?, ?> builderOf(Class<?> trigger) {
        try {
            return (TriggerBuilder<?, ?>) trigger.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A method of a builder that sets a parameter. */
    record Setter(String type, Class<?> trigger, Method method) {

        TriggerBuilder<?, ?> builder() {
            return builderOf(trigger);
        }

        void set(TriggerBuilder<?, ?> builder, Object value) {
            try {
                method.invoke(builder, value);
            } catch (IllegalAccessException | InvocationTargetException impossible) {
                throw new AssertionError(this + " of " + value, impossible);
            }
        }

        /** The value of the getter with the given name, without its Optional. */
        Object get(Trigger view) {
            try {
                Object value = trigger.getMethod(method.getName()).invoke(view);
                if (value instanceof Optional<?> optional) {
                    return optional.isPresent() ? optional.get() : optional;
                }
                if (value instanceof OptionalLong optional && optional.isPresent()) {
                    return optional.getAsLong();
                }
                if (value instanceof OptionalInt optional && optional.isPresent()) {
                    return optional.getAsInt();
                }
                return value instanceof OptionalDouble optional && optional.isPresent()
                        ? (Object) optional.getAsDouble()
                        : value;
            } catch (ReflectiveOperationException impossible) {
                throw new AssertionError(this + " has no getter", impossible);
            }
        }

        /** KEDA's name for the parameter that the method sets: the only metadata key that it writes. */
        String parameter() {
            TriggerBuilder<?, ?> builder = builder();
            while (builder.unchecked().metadata().isEmpty()) {
                set(builder, values().sample());
            }
            String key = builder.unchecked().metadata().keySet().iterator().next();
            int dot = key.indexOf('.');
            String name = dot < 0 ? key : key.substring(0, dot) + ".*";
            boolean known = Triggers.parameters(type).stream()
                    .anyMatch(parameter -> parameter.name().equals(name));
            return known ? name : name.substring(0, name.length() - "FromEnv".length());
        }

        Object expected(Object value) {
            return SetterValues.expected(value);
        }

        Arbitrary<Object> values() {
            return SetterValues.of(method);
        }

        @Override
        public String toString() {
            return trigger.getSimpleName() + "." + method.getName() + "("
                    + method.getParameterTypes()[0].getSimpleName() + ")";
        }
    }
}
