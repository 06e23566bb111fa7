package io.github.keda4j.provisioner.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The owners of something fit into at most fifty tags, and no owner is lost in them. */
class OwnerTagsTest {

    private static final String MARK = "managed-by";

    private static String key(int number) {
        return new Owner("us-east-1", "demo", "team-" + number % 7, "workload-" + number).tagKey();
    }

    private static Claims claims(int kind) {
        return kind == 0 ? Claims.NONE : Claims.of(Map.of("read-events-of-shop.queue-" + kind, "document " + kind));
    }

    private static Set<String> owners(Map<String, String> tags, Collection<String> known) {
        return OwnerTags.read(tags, known).keySet();
    }

    @Property(tries = 60)
    void tagsSayWhoOwnsAndWhatEachHasPutIn(
            @ForAll @IntRange(min = 1, max = 350) int count, @ForAll @IntRange(min = 1, max = 60) int kinds) {
        Map<String, String> tags = new TreeMap<>(Map.of(MARK, "keda4j"));
        Map<String, Claims> expected = new TreeMap<>();
        for (int number = 0; number < count; number++) {
            Claims claims = claims(number % kinds);
            tags.put(key(number), claims.value());
            expected.put(key(number), claims);
        }

        Map<String, String> fitting = OwnerTags.fit(tags);

        assertFits(fitting);
        assertThat(fitting).containsEntry(MARK, "keda4j");
        Map<String, Claims> read = OwnerTags.read(fitting, expected.keySet());
        assertThat(read.keySet()).isEqualTo(expected.keySet());
        read.forEach(
                (owner, claims) -> assertThat(claims.isAs(expected.get(owner))).isTrue());
        Set<String> some = new TreeSet<>(List.of(key(0), key(count / 2), "keda4j/other"));
        Map<String, String> fewer = OwnerTags.without(fitting, some);
        Set<String> rest = new TreeSet<>(expected.keySet());
        rest.removeAll(some);
        assertThat(owners(fewer, expected.keySet())).isEqualTo(rest);
    }

    @Test
    void aThousandComeOneByOneAndGoOneByOneInAnyOrder() {
        Tags store = new Tags();
        List<String> keys = new ArrayList<>();
        for (int number = 0; number < 1000; number++) {
            keys.add(key(number));
            store.join(key(number), claims(1));
            assertFits(store.tags);
        }
        assertThat(owners(store.tags, keys)).isEqualTo(new TreeSet<>(keys));

        Collections.shuffle(keys, new Random(7));
        OwnerTags.leave(store, new TreeSet<>(keys.subList(0, 500)), true);
        for (int gone = 500; gone < keys.size(); gone++) {
            OwnerTags.leave(store, Set.of(keys.get(gone)), true);
            if (gone % 50 == 0) {
                assertThat(owners(store.tags, keys)).isEqualTo(new TreeSet<>(keys.subList(gone + 1, keys.size())));
                assertFits(store.tags);
            }
        }
        assertThat(store.tags).isEqualTo(Map.of(MARK, "keda4j"));
    }

    /**
     * Between any two calls of one run, another run may join, leave or pack. No present owner is lost. An owner that
     * left while two others packed may still be named, but not after it has left again.
     */
    @Property(tries = 200)
    void whoComesAndGoesAtOnceLosesNobody(@ForAll long seed) {
        Random random = new Random(seed);
        Tags store = new Tags();
        Set<String> present = new TreeSet<>();
        List<String> all = new ArrayList<>();
        for (int number = 0; number < 60; number++) {
            all.add(key(number));
        }
        all.subList(0, 43).forEach(key -> {
            store.join(key, claims(random.nextInt(3)));
            present.add(key);
        });
        if (random.nextBoolean()) {
            OwnerTags.compact(store);
        }
        AtomicReference<String> leaving = new AtomicReference<>("");
        store.between = () -> {
            String key = all.get(random.nextInt(all.size()));
            if (key.equals(leaving.get())) {
                return;
            }
            switch (random.nextInt(8)) {
                case 0 -> {
                    if (present.remove(key)) {
                        OwnerTags.leave(store, Set.of(key), true);
                    }
                }
                case 1 -> {
                    if (store.tags.size() < OwnerTags.MOST_TAGS - 3 && present.add(key)) {
                        store.tags.put(key, "");
                    }
                }
                case 2 -> OwnerTags.compact(store);
                default -> {}
            }
        };
        for (int step = 0; step < 12; step++) {
            String key = all.get(random.nextInt(all.size()));
            if (random.nextBoolean()) {
                OwnerTags.compact(store);
            } else if (present.remove(key)) {
                leaving.set(key);
                OwnerTags.leave(store, Set.of(key), true);
                leaving.set("");
            }
        }

        store.between = () -> {};
        assertThat(owners(store.tags, all)).containsAll(present);
        Set<String> gone = new TreeSet<>(all);
        gone.removeAll(present);
        OwnerTags.leave(store, gone, true);
        assertThat(owners(store.tags, all)).isEqualTo(present);
    }

    private static void assertFits(Map<String, String> tags) {
        assertThat(tags.size()).isLessThanOrEqualTo(OwnerTags.MOST_TAGS);
        assertThat(tags.values())
                .allSatisfy(
                        value -> assertThat(value).hasSizeLessThanOrEqualTo(256).matches("[A-Za-z0-9 _.:/=+@-]*"));
    }

    /** Tags as AWS keeps them, with another run between any two calls. */
    private static final class Tags implements OwnerTags.Store {

        private final Map<String, String> tags = new TreeMap<>(Map.of(MARK, "keda4j"));
        private Runnable between = () -> {};
        private boolean nested;

        void join(String key, Claims claims) {
            if (tags.size() >= OwnerTags.ROOM) {
                OwnerTags.compact(this);
            }
            tags.put(key, claims.value());
        }

        private void others() {
            if (!nested) {
                nested = true;
                between.run();
                nested = false;
            }
        }

        @Override
        public Map<String, String> read() {
            others();
            return new TreeMap<>(tags);
        }

        @Override
        public void tag(Map<String, String> more) {
            others();
            tags.putAll(more);
            assertThat(tags.size()).isLessThanOrEqualTo(OwnerTags.MOST_TAGS);
        }

        @Override
        public void untag(Collection<String> keys) {
            others();
            tags.keySet().removeAll(keys);
        }
    }
}
