package io.github.keda4j.trigger.generator.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.github.keda4j.trigger.generator.catalogue.EnumValues;
import io.github.keda4j.trigger.generator.catalogue.Parameter;
import io.github.keda4j.trigger.generator.catalogue.TriggerType;
import io.github.keda4j.trigger.generator.catalogue.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Determines the Java type of a parameter's value. */
final class ValueCode {

    private static final ClassName LIST = ClassName.get(List.class);
    private static final ClassName MAP = ClassName.get(Map.class);
    private static final ClassName STRING = ClassName.get(String.class);

    private ValueCode() {}

    /** The argument type of a setter, and the result type of a getter whose value is always present. */
    static TypeName type(TriggerType trigger, Parameter parameter) {
        ValueType type = parameter.type();
        if (parameter.isFamily() || type instanceof ValueType.Pairs) {
            return ParameterizedTypeName.get(MAP, STRING, STRING);
        }
        if (type instanceof ValueType.Whole whole) {
            return whole.bits() == 32 ? TypeName.INT : TypeName.LONG;
        }
        if (type instanceof ValueType.Real) {
            return TypeName.DOUBLE;
        }
        if (type instanceof ValueType.Flag) {
            return TypeName.BOOLEAN;
        }
        if (type instanceof ValueType.Span) {
            return ClassName.get(Duration.class);
        }
        if (type instanceof ValueType.Choice) {
            return enumType(trigger, parameter);
        }
        if (type instanceof ValueType.Items items) {
            return ParameterizedTypeName.get(LIST, element(trigger, parameter, items));
        }
        if (type instanceof ValueType.Query) {
            return ParameterizedTypeName.get(MAP, STRING, ParameterizedTypeName.get(LIST, STRING));
        }
        return STRING;
    }

    static TypeName element(TriggerType trigger, Parameter parameter, ValueType.Items items) {
        return switch (items.element()) {
            case STRING -> STRING;
            case INT -> ClassName.get(Integer.class);
            case ENUM -> enumType(trigger, parameter);
        };
    }

    static ArrayTypeName arrayOf(TypeName element) {
        return ArrayTypeName.of(element);
    }

    /** The class of an enum: a shared class, or one inside the trigger's class. */
    static ClassName enumType(TriggerType trigger, Parameter parameter) {
        EnumValues values = parameter.type().enumValues().orElseThrow();
        ClassName own = RuntimeTypes.own(trigger.className()).nestedClass(JavaNames.classOf(parameter.property()));
        return values.enumType().map(RuntimeTypes::own).orElse(own);
    }
}
