package io.github.keda4j.provisioner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keda4j.provisioner.ProvisioningException.Reason;
import io.github.keda4j.provisioner.SavedPlan.Entry;
import io.github.keda4j.provisioner.SavedPlan.Origin;
import io.github.keda4j.provisioner.internal.Printable;
import io.github.keda4j.provisioner.internal.SlowHash;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Reading returns what was written, and refuses everything else with all reasons at once. */
class SavedPlanPropertiesTest {

    private static final String CLUSTER = "arn:aws:eks:us-east-1:111122223333:cluster/demo";

    @Provide
    Arbitrary<SavedPlan> plans() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(20).map(Printable::of);
        Arbitrary<String> names = texts.filter(text -> !text.isEmpty());
        Arbitrary<String> hashes = digits(64);
        Arbitrary<Entry> entries = Combinators.combine(
                        Arbitraries.of(Change.Action.values()),
                        names,
                        texts.list().ofMaxSize(3),
                        names.injectNull(0.5),
                        hashes.injectNull(0.5),
                        hashes.injectNull(0.5))
                .as(Entry::new);
        Arbitrary<Map<String, String>> described =
                Arbitraries.maps(texts, hashes).ofMaxSize(3);
        Arbitrary<Optional<SlowHash>> hidden = Combinators.combine(
                        Arbitraries.integers().between(1, SlowHash.MOST_ITERATIONS),
                        digits(SlowHash.SALT_DIGITS),
                        digits(SlowHash.HASH_DIGITS))
                .as(SlowHash::new)
                .optional();
        Arbitrary<Origin> origins = Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.just(CLUSTER),
                        texts,
                        texts.list().ofMaxSize(3),
                        described,
                        hidden)
                .as(Origin::new);
        return Combinators.combine(
                        origins, entries.list().ofMaxSize(5), texts.list().ofMaxSize(3))
                .as(SavedPlan::new);
    }

    private static Arbitrary<String> digits(int count) {
        return Arbitraries.strings().withChars("0123456789abcdef").ofLength(count);
    }

    @Property(tries = 200)
    void whatWasWrittenIsRead(@ForAll("plans") SavedPlan plan) {
        SavedPlan read = SavedPlan.read(plan.toJson());

        assertThat(read.origin()).isEqualTo(plan.origin());
        assertThat(read.entries()).isEqualTo(plan.entries());
        assertThat(read.notes()).isEqualTo(plan.notes());
        assertThat(read.toJson()).isEqualTo(plan.toJson());
        assertThat(read).hasToString(plan.toString());
    }

    @Property(tries = 300)
    void aDamagedFileIsReadOrRefusedAsSuch(@ForAll("plans") SavedPlan plan, @ForAll int place, @ForAll char other) {
        String json = plan.toJson();
        int at = Math.floorMod(place, json.length());
        String damaged = json.substring(0, at) + other + json.substring(at + 1);
        try {
            SavedPlan.read(damaged);
        } catch (ProvisioningException refused) {
            assertThat(refused.reason()).isEqualTo(Reason.UNREADABLE_PLAN);
            assertThat(refused).hasMessageStartingWith("The plan cannot be read: ");
        }
    }

    @Property(tries = 100)
    void anythingElseIsRefusedAsSuch(@ForAll String text) {
        assertRefused(text, "The plan cannot be read: it is not");
    }

    @Test
    void everyProblemIsToldAtOnce() {
        assertRefused("""
                {"schemaVersion": 1, "purpose": "destroy", "cluster": "demo", "clusterIdentity": 7, "extra": true,
                 "stacks": ["shop/orders", 3], "described": {"a": "xyz"},
                 "hiddenValues": {"iterations": 10000001, "salt": "1", "hash": null},
                 "changes": [{"action": "explode", "target": "a\\u001b[2Jb", "details": "none", "seen": 4}, 5]}""", """
                The plan cannot be read: The plan has the unknown member "extra".
                purpose is "destroy"; expected apply or remove.
                cluster is "demo"; expected the ARN of an EKS cluster.
                clusterIdentity must be text.
                stacks[1] must be text.
                described.a must be 64 hexadecimal digits.
                hiddenValues.iterations must be a whole number from 1 to 10000000.
                hiddenValues.salt must be 32 hexadecimal digits.
                hiddenValues.hash must be 64 hexadecimal digits.
                changes[0].action is "explode"; expected one of create, update, delete, replace, release.
                changes[0].target has characters that a terminal does not show: "a\\u001b[2Jb".
                changes[0].details must be a list of strings.
                changes[0].seen must be 64 hexadecimal digits.
                changes[1] must be an object.
                notes is missing.""");
        assertRefused("{}", "schemaVersion must be 1.\npurpose is missing.\ncluster is missing.");
    }

    @Test
    void anotherSchemaVersionIsRefusedInOneSentence() {
        assertThatThrownBy(() -> SavedPlan.read("{\"schemaVersion\": 2, \"steps\": []}"))
                .hasMessage("The plan cannot be read: it has schema version \"2\", but this version of keda4j reads 1."
                        + " Plan again, or apply it with the version of keda4j that wrote it.");
        assertRefused("{\"schemaVersion\": 1.0}", "it has schema version \"1.0\"");
        assertRefused("{\"schemaVersion\": 4294967297}", "it has schema version \"4294967297\"");
    }

    @Test
    void whatIsNotJsonOrHasAMemberTwiceIsRefused() {
        assertRefused("", "it is not a JSON object.");
        assertRefused("{\"schemaVersion\": 1", "it is not JSON at line 1, column");
        assertRefused("{\"schemaVersion\": 1, \"schemaVersion\": 1}", "it is not JSON");
        assertRefused("{} {}", "it is not JSON");
        assertRefused("[".repeat(100_000), "it is not JSON");
        assertRefused("{\"a\":".repeat(100_000), "it is not JSON");
    }

    @Test
    void aFileFullOfProblemsIsRefusedInFewWords() {
        String many = "{\"schemaVersion\": 1, \"changes\": [" + "7,".repeat(200_000) + "7]}";
        assertThatThrownBy(() -> SavedPlan.read(many))
                .hasMessageContaining("more problems of this kind.")
                .satisfies(thrown -> assertThat(thrown.getMessage().length()).isLessThan(10_000));
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> SavedPlan.read(text))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.UNREADABLE_PLAN))
                .hasMessageContaining(message);
    }
}
