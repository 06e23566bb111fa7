package io.github.keda4j.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keda4j.findings.Finding;
import io.github.keda4j.findings.Findings;
import io.github.keda4j.keda.v1alpha1.ScaleTriggers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No finding shows a secret, no matter where in a trigger it is written, even in the wrong place. */
class SecretsInFindingsTest {

    private static final String CANARY = "cAnArY";

    private static final List<HostileTriggers.Place> PLACES = HostileTriggers.places();

    /** Texts that contain a secret: valid ones, and ones that KEDA refuses. */
    private static final List<String> CARRIERS = List.of(
            "https://user:%s@host.example/a",
            "https://user:two %s words@host.example",
            "https://user:a\"%s\"b@host.example",
            "https://user:a/%s?x#y@host.example",
            "https://user:a@%s@host.example:port",
            "https://user:%s://a@host.example:port",
            "https://user:a,%s://a@host.example:port",
            "https://%s@host.example",
            "https://user:%s@host.example,https://user:%s@other.example:x",
            "//user:%s@host.example",
            "user:%s@tcp(host.example:3306)/shop",
            "redis://:%s@host.example:6379 ",
            "jdbc:mysql://user:%s@host.example",
            "https://host.example/?apikey=%s&a=b",
            "host.example/?a=b&token=%s",
            "https://host.example/?sv=1&sig=%s",
            "Endpoint=sb://ns.example/;SharedAccessKeyName=all;SharedAccessKey=%s",
            "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=%s==;EndpointSuffix=example",
            "Server=sql;User Id=sa;Password=\"a;%s\";Encrypt=true",
            "host=sql user=sa password='a %s' dbname=shop",
            "{\"user\": \"a\", \"password\": \"%s\"}",
            "Authorization: Bearer %s",
            "X-Api-Key=%s,a=b",
            "a,b,password=%s,c",
            "\\(https://user:%s@host.example",
            "%%zz;https://user:%s@host.example");

    @Test
    void noFindingShowsASecretInsideOfAnyParameter() {
        List<String> shown = new ArrayList<>();
        for (HostileTriggers.Place place : PLACES) {
            for (String carrier : CARRIERS) {
                String value = carrier.replace("%s", CANARY).replace("%%", "%");
                if (findings(place, value).toString().contains(CANARY)) {
                    shown.add(place + " shows " + value);
                }
            }
        }

        assertThat(shown).isEmpty();
    }

    /** Values that are secret by type, or kept out of the manifest, are not shown at all. */
    @Test
    void noFindingShowsASecretParameterOrWhatComesFromElsewhere() {
        List<String> shown = new ArrayList<>();
        for (HostileTriggers.Place place : PLACES) {
            boolean hidden =
                    place.parameter().type() == ParameterType.SECRET || place.source() != ParameterSource.METADATA;
            for (String value : hidden ? List.of(CANARY, " " + CANARY + ",-(") : List.<String>of()) {
                if (findings(place, value).toString().contains(CANARY)) {
                    shown.add(place.toString());
                }
            }
        }

        assertThat(shown).isEmpty();
    }

    @Property(tries = 5_000)
    void noPasswordInAUrlIsShown(@ForAll("places") HostileTriggers.Place place, @ForAll("passwords") String password) {
        String value = "https://user:" + password + "@host.example:port";

        assertThat(findings(place, value).toString()).doesNotContain(CANARY);
    }

    /** Values that were once shown by mistake. */
    @ParameterizedTest
    @ValueSource(strings = {"redis", "ibmmq", "solarwinds", "splunk", "solace-event-queue", "solace-direct-messaging"})
    void aPasswordWithABlankInTheHostIsHidden(String type) {
        for (HostileTriggers.Place place : PLACES) {
            if (place.example().type().equals(type)) {
                String value = "https://user:pass " + CANARY + "@host.example";
                assertThat(findings(place, value).toString()).doesNotContain(CANARY);
                assertThat(Triggers.custom("of-tomorrow", Map.of("a", value)).toString())
                        .contains("https://user:***@host.example")
                        .doesNotContain(CANARY);
            }
        }
    }

    @Test
    void whatIsNotSecretIsShown() {
        assertThat(messages("aws-sqs-queue", "queueURL", "https://sqs.example.com/orders"))
                .anyMatch(message -> message.contains("queueURL is \"https://sqs.example.com/orders\""));
        assertThat(messages("splunk", "host", "1user:" + CANARY + "@splunk.example"))
                .anyMatch(message -> message.startsWith("host is \"1user:***@splunk.example\". It must be"));
        assertThat(messages("mssql", "targetValue", "many"))
                .anyMatch(message -> message.startsWith("targetValue is \"many\". It must be a number"));
    }

    private static List<String> messages(String type, String key, String value) {
        return PLACES.stream()
                .filter(place -> place.example().type().equals(type)
                        && place.key().equals(key)
                        && place.source() == ParameterSource.METADATA)
                .flatMap(place -> findings(place, value).stream().map(Finding::message))
                .toList();
    }

    private static Findings findings(HostileTriggers.Place place, String value) {
        ScaleTriggers entry = place.entry(value);
        return Triggers.check(entry, place.context(value));
    }

    @Provide
    Arbitrary<HostileTriggers.Place> places() {
        return Arbitraries.of(PLACES);
    }

    @Provide
    Arbitrary<String> passwords() {
        Arbitrary<String> any = Arbitraries.oneOf(
                Arbitraries.strings().withChars(" :/?#@[]\"'\\,;&%().-+").ofMaxLength(4),
                Arbitraries.strings().ofMaxLength(4));
        return Combinators.combine(any, any).as((before, after) -> before + CANARY + after);
    }
}
