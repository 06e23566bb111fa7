package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.keda4j.keda.v1alpha1.AuthenticationRef;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/**
 * Every getter of a trigger that can be read works: none throws, even if KEDA takes the value from elsewhere or reads
 * it differently.
 */
class EveryGetterTest {

    private static final List<HostileTriggers.Place> PLACES = HostileTriggers.places();

    private static final List<String> ODD = List.of(
            "",
            " ",
            "0x1F",
            "0X_1p-2",
            "1e3",
            "1E400",
            "-1e-400",
            "+5",
            "-0",
            "007",
            "1_000",
            "2147483648",
            "9223372036854775808",
            "-9223372036854775809",
            "99999999999999999999999",
            "NaN",
            "Inf",
            "\u0661\u0662",
            " 5 ",
            "\u00a05\u3000",
            "null",
            "true",
            "T",
            "yes",
            "1h",
            "-1h",
            "1h1h1h",
            "9223372036854775807ns",
            ".s",
            "a=b=c",
            "a",
            "a=1,b",
            ",,",
            "1-",
            "2147483647-2147483647",
            "3-1,-",
            "%zz",
            "a;b",
            "%",
            "{\"a\":1}",
            "\ud800",
            "https://user:word@host/%41?a=b",
            "a\nb");

    @Property(tries = 3000)
    void noGetterThrowsOnWhatWasRead(@ForAll("entries") ScaleTriggers entry) {
        Triggers.read(entry).trigger().ifPresent(EveryGetterTest::callEveryGetter);
    }

    /**
     * Each parameter of each type with odd values in the metadata, for parameters that an authentication may override:
     * four values drawn anew in each run, or all of them with {@code -Dkeda4j.full}.
     */
    @Test
    void noGetterThrowsWhateverAnAuthenticationMayOverride() {
        boolean all = System.getProperty("keda4j.full") != null;
        List<String> odd = new ArrayList<>(ODD);
        int read = 0;
        for (HostileTriggers.Place place : PLACES) {
            if (place.source() == ParameterSource.METADATA) {
                Collections.shuffle(odd);
                for (String value : all ? ODD : odd.subList(0, 4)) {
                    TriggerReading reading = Triggers.read(place.entry(value));
                    reading.trigger().ifPresent(EveryGetterTest::callEveryGetter);
                    read += reading.trigger().isPresent() ? 1 : 0;
                }
            }
        }

        assertThat(read).isGreaterThan(1_000);
    }

    @Test
    void whatIsNoValueOfItsTypeIsNoneWhereTheAuthenticationMayHaveOne() {
        ScaleTriggers entry = new ScaleTriggers();
        entry.setType("mssql");
        entry.setMetadata(Map.of("query", "SELECT 1", "targetValue", "5", "host", "sql", "port", "sql"));
        AuthenticationRef reference = new AuthenticationRef();
        reference.setName("credentials");
        entry.setAuthenticationRef(reference);

        MssqlTrigger trigger = (MssqlTrigger) Triggers.read(entry).trigger().orElseThrow();

        assertThat(trigger.port()).isEmpty();
        assertThat(trigger.metadata()).containsEntry("port", "sql");
    }

    private static void callEveryGetter(Trigger trigger) {
        for (Method method : trigger.getClass().getMethods()) {
            if (method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && method.getDeclaringClass() != Object.class) {
                assertThatCode(() -> call(method, trigger))
                        .as("%s of %s", method, trigger)
                        .doesNotThrowAnyException();
            }
        }
        assertThatCode(() -> trigger.metricName(0)).doesNotThrowAnyException();
    }

    private static void call(Method method, Trigger trigger) throws Throwable {
        try {
            method.invoke(trigger);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    @Provide
    Arbitrary<ScaleTriggers> entries() {
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of(ODD),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.doubles().map(String::valueOf),
                Arbitraries.strings().withChars("0123456789.+-eExXhms%,;=& ").ofMaxLength(8),
                Arbitraries.strings().ofMaxLength(12));
        return Arbitraries.of(Triggers.types())
                .flatMap(type -> Combinators.combine(
                                Arbitraries.of(Example.of(type).stream()
                                        .filter(one -> one.accepted() && one.isOfLatest())
                                        .toList()),
                                Arbitraries.maps(keys(type), values).ofMaxSize(4),
                                Arbitraries.of(true, false))
                        .as(EveryGetterTest::entry));
    }

    private static Arbitrary<String> keys(String type) {
        List<String> keys = new ArrayList<>();
        for (ParameterInfo parameter : Triggers.parameters(type)) {
            keys.add(parameter.name().replace("*", "A"));
            keys.addAll(parameter.aliases());
            keys.add(parameter.name() + "FromEnv");
        }
        return Arbitraries.of(keys);
    }

    private static ScaleTriggers entry(Example example, Map<String, String> values, boolean referring) {
        ScaleTriggers entry = example.entry();
        Map<String, String> metadata = new LinkedHashMap<>(entry.getMetadata());
        metadata.putAll(values);
        entry.setMetadata(metadata);
        if (referring) {
            AuthenticationRef reference = new AuthenticationRef();
            reference.setName("credentials");
            entry.setAuthenticationRef(reference);
        }
        return entry;
    }
}
