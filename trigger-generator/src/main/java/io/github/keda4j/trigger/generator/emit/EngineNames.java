package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Converts code that was laid out as text, so that JavaPoet knows and imports the engine classes in it. */
final class EngineNames {

    private static final Map<String, ClassName> ENGINE = Stream.of(
                    RuntimeTypes.PARAMETER,
                    RuntimeTypes.TRIGGER_DEFINITION,
                    RuntimeTypes.TEXT_TEMPLATE,
                    RuntimeTypes.TEXT_FUNCTION,
                    RuntimeTypes.TEXT_FORMAT,
                    RuntimeTypes.TRUTH)
            .collect(Collectors.toUnmodifiableMap(ClassName::simpleName, Function.identity()));

    /** A string literal, or a name. */
    private static final Pattern LITERAL_OR_NAME = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|\\w+");

    private EngineNames() {}

    static CodeBlock in(String code) {
        StringBuilder format = new StringBuilder();
        List<Object> arguments = new ArrayList<>();
        Matcher matcher = LITERAL_OR_NAME.matcher(code);
        int end = 0;
        while (matcher.find()) {
            ClassName type = ENGINE.get(matcher.group());
            if (type != null) {
                format.append(escape(code.substring(end, matcher.start()))).append("$T");
                arguments.add(type);
                end = matcher.end();
            }
        }
        format.append(escape(code.substring(end)));
        return CodeBlock.of(format.toString(), arguments.toArray());
    }

    private static String escape(String code) {
        return code.replace("$", "$$");
    }
}
