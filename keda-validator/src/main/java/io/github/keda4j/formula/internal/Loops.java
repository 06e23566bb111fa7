package io.github.keda4j.formula.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The loops of the builtins with predicates. */
final class Loops {

    private final Builtin builtin;
    private final boolean failing;
    private final long enough;
    private final Operation body;
    private final @Nullable Operation third;
    private final Operation map;

    Loops(Node.BuiltinCall node, @Nullable Operation body, @Nullable Operation third, @Nullable Operation map) {
        Operation element = frame -> frame.loop().element();
        this.builtin = node.builtin;
        this.failing = node.failing;
        this.enough = node.enough;
        this.body = body == null ? element : body;
        this.third = third;
        this.map = map == null ? element : map;
    }

    @Nullable
    Object run(Frame frame, Loop loop) {
        boolean anyOrder =
                builtin == Builtin.SUM || builtin == Builtin.ONE || (builtin == Builtin.COUNT && enough == 0);
        if (!anyOrder) {
            loop.wantOrder();
        }
        return switch (builtin) {
            case ALL -> search(frame, loop, false) < 0;
            case NONE -> search(frame, loop, true) < 0;
            case ANY -> search(frame, loop, true) >= 0;
            case ONE -> count(frame, loop) == 1;
            case COUNT -> count(frame, loop);
            case FILTER -> filter(frame, loop);
            case MAP -> mapped(frame, loop);
            case SUM -> sum(frame, loop);
            case FIND, FIND_LAST -> found(frame, loop);
            case FIND_INDEX, FIND_LAST_INDEX -> {
                long index = builtin == Builtin.FIND_INDEX ? search(frame, loop, true) : searchBackwards(frame, loop);
                yield index < 0 ? null : (Object) index;
            }
            case GROUP_BY -> groups(frame, loop);
            case SORT_BY -> sorted(frame, loop);
            case REDUCE -> reduced(frame, loop);
            default -> throw new IllegalStateException(builtin + " has no loop");
        };
    }

    private boolean holds(Frame frame, Loop loop, int index) {
        Object value = value(frame, loop, index);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new Fault("The predicate of " + builtin + "() returns a value of type " + Format.typeName(value)
                + " and not a boolean.");
    }

    private @Nullable Object value(Frame frame, Loop loop, int index) {
        frame.work(1);
        loop.moveTo(index);
        return body.run(frame);
    }

    /** The index of the first element for which the predicate has the given value; -1 if there is none. */
    private int search(Frame frame, Loop loop, boolean wanted) {
        for (int i = 0; i < loop.length(); i++) {
            if (holds(frame, loop, i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    private int searchBackwards(Frame frame, Loop loop) {
        for (int i = loop.length() - 1; i >= 0; i--) {
            if (holds(frame, loop, i)) {
                return i;
            }
        }
        return -1;
    }

    private long count(Frame frame, Loop loop) {
        long count = 0;
        for (int i = 0; i < loop.length() && (enough == 0 || count < enough); i++) {
            count += holds(frame, loop, i) ? 1 : 0;
        }
        return count;
    }

    private Object filter(Frame frame, Loop loop) {
        List<@Nullable Object> kept = new ArrayList<>();
        for (int i = 0; i < loop.length(); i++) {
            if (holds(frame, loop, i)) {
                kept.add(map.run(frame));
            }
        }
        frame.allocate(kept.size());
        return GoArray.of(GoType.ANYS, kept);
    }

    private Object mapped(Frame frame, Loop loop) {
        @Nullable Object[] values = new Object[loop.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(frame, loop, i);
        }
        frame.allocate(values.length);
        return GoArray.of(values);
    }

    private @Nullable Object sum(Frame frame, Loop loop) {
        loop.accumulate(0L);
        for (int i = 0; i < loop.length(); i++) {
            Object sum = Arithmetic.add(value(frame, loop, i), loop.accumulator());
            frame.work(sum instanceof String text ? text.length() / 8 : 0);
            loop.accumulate(sum);
        }
        return loop.accumulator();
    }

    private @Nullable Object found(Frame frame, Loop loop) {
        int index = builtin == Builtin.FIND ? search(frame, loop, true) : searchBackwards(frame, loop);
        if (index >= 0) {
            return map.run(frame);
        }
        if (failing) {
            throw new Fault("The filter finds nothing, so there is no element to take.");
        }
        return null;
    }

    private Object groups(Frame frame, Loop loop) {
        Map<Object, List<@Nullable Object>> lists = new LinkedHashMap<>();
        for (int i = 0; i < loop.length(); i++) {
            Object key = GoMap.hashable(GoType.GROUPS, value(frame, loop, i));
            lists.computeIfAbsent(key, none -> new ArrayList<>()).add(loop.element());
        }
        GoMap groups = new GoMap(GoType.GROUPS);
        lists.forEach((key, list) -> groups.put(GoMap.keyOf(key), GoArray.of(GoType.ANYS, list)));
        return groups;
    }

    private Object sorted(Frame frame, Loop loop) {
        boolean descending = third != null && Sorting.isDescending(third.run(frame));
        List<@Nullable Object> items = new ArrayList<>();
        List<@Nullable Object> keys = new ArrayList<>();
        for (int i = 0; i < loop.length(); i++) {
            keys.add(value(frame, loop, i));
            items.add(loop.element());
        }
        GoArray sorted = Sorting.sort(items, keys, descending, frame);
        frame.allocate(items.size());
        return sorted;
    }

    private @Nullable Object reduced(Frame frame, Loop loop) {
        int first = 0;
        if (third != null) {
            loop.accumulate(third.run(frame));
        } else if (loop.length() == 0) {
            throw new Fault("reduce() of an empty array needs an initial value.");
        } else {
            loop.accumulate(loop.element());
            first = 1;
        }
        for (int i = first; i < loop.length(); i++) {
            loop.accumulate(value(frame, loop, i));
        }
        return loop.accumulator();
    }
}
