package io.github.keda4j.formula.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The implementations of the builtins without predicates. */
final class Functions {

    private static final int MAX_REPEAT = 1_000_000;

    private final Builtin function;
    private final List<? extends @Nullable Object> arguments;
    private final Frame frame;

    private Functions(Builtin function, List<? extends @Nullable Object> arguments, Frame frame) {
        this.function = function;
        this.arguments = arguments;
        this.frame = frame;
    }

    static @Nullable Object call(Builtin function, List<? extends @Nullable Object> arguments, Frame frame) {
        return new Functions(function, arguments, frame).call();
    }

    private @Nullable Object call() {
        return switch (function) {
            case LEN -> (long) length();
            case TYPE -> Format.kindName(argument(0));
            case ABS -> abs();
            case CEIL, FLOOR, ROUND -> rounded();
            case INT -> toInt();
            case FLOAT -> toFloat();
            case STRING -> made(Format.print(argument(0), frame));
            case MAX, MIN -> Aggregates.best(function, arguments, frame);
            case MEAN -> Aggregates.mean(arguments, frame);
            case MEDIAN -> Aggregates.median(arguments, frame);
            case FIRST, LAST -> end();
            case GET -> Access.get(argument(0), argument(1));
            case TAKE -> take();
            case KEYS, VALUES, TO_PAIRS -> entries();
            case FROM_PAIRS -> fromPairs();
            case REVERSE -> reversed();
            case UNIQ -> unique();
            case CONCAT -> concatenated();
            case FLATTEN -> flattened();
            case SORT -> sorted();
            case BIT_AND -> bits(0) & bits(1);
            case BIT_OR -> bits(0) | bits(1);
            case BIT_XOR -> bits(0) ^ bits(1);
            case BIT_NAND -> bits(0) & ~bits(1);
            case BIT_NOT -> ~bits(0);
            case BIT_SHL, BIT_SHR, BIT_USHR -> shifted();
            default -> onText();
        };
    }

    private @Nullable Object onText() {
        return switch (function) {
            case TRIM -> count() == 1 ? GoString.trimSpace(text(0)) : GoString.trim(searched(), text(1));
            case TRIM_PREFIX -> {
                String prefix = count() == 1 ? " " : text(1);
                yield text(0).startsWith(prefix) ? text(0).substring(prefix.length()) : text(0);
            }
            case TRIM_SUFFIX -> {
                String suffix = count() == 1 ? " " : text(1);
                yield text(0).endsWith(suffix) ? text(0).substring(0, text(0).length() - suffix.length()) : text(0);
            }
            case UPPER -> made(GoString.upper(text(0)));
            case LOWER -> made(GoString.lower(text(0)));
            case SPLIT, SPLIT_AFTER -> split();
            case REPLACE -> replaced();
            case REPEAT -> repeated();
            case JOIN -> joined();
            case INDEX_OF -> (long) searched().indexOf(text(1));
            case LAST_INDEX_OF -> (long) searched().lastIndexOf(text(1));
            case HAS_PREFIX -> text(0).startsWith(text(1));
            case HAS_SUFFIX -> text(0).endsWith(text(1));
            case TO_BASE64 -> made(Base64.getEncoder().encodeToString(text(0).getBytes(StandardCharsets.ISO_8859_1)));
            case FROM_BASE64 -> fromBase64();
            default -> throw new Unsupported(function + "() is not supported.");
        };
    }

    private int count() {
        return arguments.size();
    }

    private @Nullable Object argument(int index) {
        return arguments.get(index);
    }

    private String text(int index) {
        if (argument(index) instanceof String text) {
            frame.work(text.length() / 64);
            return text;
        }
        throw wrong(argument(index));
    }

    /** Returns the first text, in which the second one is searched for. */
    private String searched() {
        frame.workForSearch(text(0), text(1));
        return text(0);
    }

    private GoArray array(int index) {
        if (argument(index) instanceof GoArray array) {
            frame.work(array.length());
            return array;
        }
        throw wrong(argument(index));
    }

    private Fault wrong(@Nullable Object value) {
        return new Fault(function + "() does not take a value of type " + Format.typeName(value) + ".");
    }

    /** Returns a new text, whose length counts as work; expr does not limit texts, but memory is finite. */
    private String made(String text) {
        frame.work(text.length() / 8);
        return text;
    }

    private int length() {
        return argument(0) instanceof String text ? GoString.runeCount(text) : Access.length(argument(0));
    }

    private Object abs() {
        Object value = argument(0);
        if (value instanceof Double number) {
            return number < 0 ? (Object) (-number) : number;
        }
        if (value instanceof Long whole) {
            return Math.abs(whole);
        }
        if (value instanceof Byte) {
            return value;
        }
        throw wrong(value);
    }

    private double rounded() {
        Object value = argument(0);
        if (value == null || !Arithmetic.isNumber(value)) {
            throw wrong(value);
        }
        double number = Arithmetic.number(value);
        return switch (function) {
            case CEIL -> Math.ceil(number);
            case FLOOR -> Math.floor(number);
            default -> GoMath.round(number);
        };
    }

    private long toInt() {
        if (argument(0) instanceof String text) {
            Long number = GoNumbers.parseInt(text);
            if (number == null) {
                throw new Fault("int() cannot read " + Token.quoted(GoString.text(text)) + ".");
            }
            return number;
        }
        return Arithmetic.toInt(argument(0));
    }

    private double toFloat() {
        if (argument(0) instanceof String text) {
            Double number = GoNumbers.parseFloat(text);
            if (number == null) {
                throw new Fault("float() cannot read " + Token.quoted(GoString.text(text)) + ".");
            }
            return number;
        }
        return Arithmetic.toFloat(argument(0));
    }

    /** {@code first()} and {@code last()}, which return nil if there is no element. */
    private @Nullable Object end() {
        try {
            return Access.fetch(argument(0), function == Builtin.FIRST ? 0L : -1L);
        } catch (Fault nothing) {
            return null;
        }
    }

    private GoArray take() {
        GoArray array = array(0);
        if (!(argument(1) instanceof Long wanted)) {
            throw wrong(argument(1));
        }
        if (wanted < 0 || array.type() == GoType.PAIR) {
            throw new Fault("take() cannot take " + wanted + " elements.");
        }
        return array.ordered().slice(0, (int) Math.min(wanted, array.length()));
    }

    private GoArray entries() {
        if (!(argument(0) instanceof GoMap map)) {
            throw wrong(argument(0));
        }
        frame.work(map.size());
        @Nullable Object[] keys = map.keys();
        return switch (function) {
            case KEYS -> GoArray.unordered(GoType.ANYS, keys);
            case VALUES -> GoArray.unordered(GoType.ANYS, map.values().toArray());
            default -> {
                @Nullable Object[] pairs = new Object[keys.length];
                for (int i = 0; i < keys.length; i++) {
                    pairs[i] = GoArray.of(GoType.PAIR, keys[i], map.get(keys[i]));
                }
                yield GoArray.unordered(GoType.PAIRS, pairs);
            }
        };
    }

    private GoMap fromPairs() {
        GoArray pairs = array(0);
        GoMap map = new GoMap(GoType.MAP_BY_ANY);
        for (int i = 0; i < pairs.length(); i++) {
            if (!(pairs.ordered().get(i) instanceof GoArray pair) || pair.length() != 2) {
                throw new Fault("fromPairs() takes an array of pairs.");
            }
            map.put(pair.ordered().get(0), pair.get(1));
        }
        return map;
    }

    private GoArray reversed() {
        GoArray array = array(0).ordered();
        @Nullable Object[] items = new Object[array.length()];
        for (int i = 0; i < items.length; i++) {
            items[i] = array.get(items.length - 1 - i);
        }
        frame.allocate(items.length);
        return GoArray.of(items);
    }

    private GoArray unique() {
        GoArray array = array(0).ordered();
        List<@Nullable Object> kept = new ArrayList<>();
        for (int i = 0; i < array.length(); i++) {
            Object item = array.get(i);
            if (!contains(kept, item)) {
                kept.add(item);
            }
        }
        return GoArray.of(GoType.ANYS, kept);
    }

    private boolean contains(List<@Nullable Object> kept, @Nullable Object item) {
        for (Object one : kept) {
            if (Equality.equal(item, one, frame)) {
                return true;
            }
        }
        return false;
    }

    private GoArray concatenated() {
        List<@Nullable Object> items = new ArrayList<>();
        for (int a = 0; a < count(); a++) {
            GoArray array = array(a).ordered();
            for (int i = 0; i < array.length(); i++) {
                items.add(array.get(i));
            }
        }
        frame.allocate(items.size());
        return items.isEmpty() ? GoArray.nil(GoType.ANYS) : GoArray.of(GoType.ANYS, items);
    }

    private GoArray flattened() {
        List<@Nullable Object> items = new ArrayList<>();
        flatten(array(0), items);
        frame.allocate(items.size());
        return GoArray.of(GoType.ANYS, items);
    }

    private void flatten(GoArray array, List<@Nullable Object> items) {
        for (int i = 0; i < array.length(); i++) {
            frame.work(1);
            Object item = array.ordered().get(i);
            if (item instanceof GoArray nested) {
                flatten(nested, items);
            } else {
                items.add(item);
            }
        }
    }

    private GoArray sorted() {
        GoArray array = argument(0) instanceof GoArray given ? given : GoArray.nil(GoType.PAIRS);
        boolean descending = count() == 2 && Sorting.isDescending(argument(1));
        GoType type = array.type();
        if (type != GoType.ANYS && type != GoType.INTS && type != GoType.STRINGS) {
            return GoArray.nil(GoType.ANYS);
        }
        List<@Nullable Object> items = new ArrayList<>(array.length());
        for (int i = 0; i < array.length(); i++) {
            items.add(array.get(i));
        }
        GoArray sorted = Sorting.sort(items, items, descending, frame);
        frame.allocate(items.size());
        for (int i = 1; i < sorted.length() && array.isUnordered(); i++) {
            if (Equality.equal(sorted.get(i - 1), sorted.get(i), frame)) {
                array.ordered();
            }
        }
        return sorted;
    }

    private long bits(int index) {
        Object value = argument(index);
        if (value == null || !Arithmetic.isInteger(value)) {
            throw wrong(value);
        }
        return Arithmetic.integer(value);
    }

    /** Go shifts by any number of bits; Java uses the number modulo 64. */
    private long shifted() {
        long value = bits(0);
        long by = bits(1);
        if (by < 0) {
            throw new Fault(function + "() cannot shift by " + by + ".");
        }
        return switch (function) {
            case BIT_SHL -> by > 63 ? 0 : value << by;
            case BIT_SHR -> value >> Math.min(by, 63);
            default -> by > 63 ? 0 : value >>> by;
        };
    }

    private GoArray split() {
        long limit = count() == 3 ? Arithmetic.toInt(argument(2)) : -1;
        if (limit == 0) {
            return GoArray.nil(GoType.STRINGS);
        }
        List<Object> parts = GoString.split(searched(), text(1), function == Builtin.SPLIT_AFTER, limit);
        frame.work(parts.size());
        return GoArray.of(GoType.STRINGS, parts);
    }

    private String replaced() {
        long limit = count() == 4 ? Arithmetic.toInt(argument(3)) : -1;
        long longest = (long) (text(0).length() + 1) * (text(2).length() + 1);
        frame.work(longest > Frame.MAX_WORK * 8 ? longest / 8 : 0);
        return made(GoString.replace(searched(), text(1), text(2), limit));
    }

    private String repeated() {
        long times = Arithmetic.toInt(argument(1));
        if (times < 0) {
            throw new Fault("repeat() cannot repeat " + times + " times.");
        }
        if (times > MAX_REPEAT) {
            throw new Fault("The formula needs more memory than expr allows.");
        }
        frame.allocate(text(0).length() * times);
        return text(0).repeat((int) times);
    }

    private String joined() {
        String glue = count() == 2 ? text(1) : "";
        GoArray array = array(0);
        if (array.type() != GoType.ANYS && array.type() != GoType.STRINGS) {
            throw wrong(array);
        }
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < array.length(); i++) {
            if (!(array.ordered().get(i) instanceof String part)) {
                throw wrong(array.get(i));
            }
            frame.work((part.length() + glue.length()) / 8);
            joined.append(i == 0 ? "" : glue).append(part);
        }
        return joined.toString();
    }

    /** Go skips line breaks and requires the padding. */
    private String fromBase64() {
        String encoded = text(0).replace("\r", "").replace("\n", "");
        int padding = encoded.endsWith("==") ? 2 : encoded.endsWith("=") ? 1 : 0;
        if (encoded.length() % 4 != 0 || (padding > 0 && encoded.length() == padding)) {
            throw new Fault("fromBase64() cannot read " + Token.quoted(GoString.text(text(0))) + ".");
        }
        try {
            return new String(
                    Base64.getDecoder().decode(encoded.getBytes(StandardCharsets.ISO_8859_1)),
                    StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            throw new Fault("fromBase64() cannot read " + Token.quoted(GoString.text(text(0))) + ".");
        }
    }
}
