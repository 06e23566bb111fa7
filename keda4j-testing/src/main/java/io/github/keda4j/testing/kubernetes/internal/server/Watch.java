package io.github.keda4j.testing.kubernetes.internal.server;

import io.github.keda4j.testing.kubernetes.internal.json.Json;
import io.github.keda4j.testing.kubernetes.internal.server.Store.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reports the changes to the objects that a request selects. For one thread at a time. */
public final class Watch {

    private final Store store;
    private final Target target;
    private final Predicate<Map<String, @Nullable Object>> selected;
    private final String since;
    private final Consumer<Event> listener = this::tell;
    private Consumer<String> receiver = event -> {};

    Watch(Store store, Target target, ApiRequest request) {
        this.store = store;
        this.target = target;
        this.selected = Selectors.of(target.kind(), request);
        this.since = request.parameter("resourceVersion");
    }

    /**
     * Begins with the changes since the version that the request names, or with all objects if it names none.
     *
     * @param eventReceiver receives the events, as JSON
     */
    public void begin(Consumer<String> eventReceiver) {
        this.receiver = eventReceiver;
        if (since.isEmpty() || since.equals("0")) {
            store.list(target.kind(), target.namespace(), store.revision()).forEach(entry -> {
                if (isWatched(entry.getKey()) && selected.test(entry.getValue())) {
                    send("ADDED", entry.getValue());
                }
            });
        } else if (since.chars().allMatch(Character::isDigit)) {
            store.eventsAfter(Long.parseLong(since)).forEach(this::tell);
        }
        store.listen(listener);
    }

    /** Ends the watch. */
    public void end() {
        store.forget(listener);
    }

    private boolean isWatched(Store.Key key) {
        return key.resource().equals(target.kind().qualifiedPlural())
                && (target.namespace().isEmpty() || key.namespace().equals(target.namespace()))
                && (target.name().isEmpty() || key.name().equals(target.name()));
    }

    private void tell(Event event) {
        if (!isWatched(event.key())) {
            return;
        }
        boolean before = isSelected(event.before());
        boolean after = isSelected(event.after());
        if (after) {
            send(before ? "MODIFIED" : "ADDED", event.after());
        } else if (before) {
            send("DELETED", event.after().isEmpty() ? event.before() : event.after());
        }
    }

    private boolean isSelected(Map<String, @Nullable Object> object) {
        return !object.isEmpty() && selected.test(object);
    }

    private void send(String type, Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("object", object);
        receiver.accept(Json.write(event));
    }
}
