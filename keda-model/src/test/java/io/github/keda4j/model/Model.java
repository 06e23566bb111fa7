package io.github.keda4j.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.client.CustomResource;
import io.github.keda4j.eventing.v1alpha1.CloudEventSource;
import io.github.keda4j.eventing.v1alpha1.ClusterCloudEventSource;
import io.github.keda4j.keda.v1alpha1.ClusterTriggerAuthentication;
import io.github.keda4j.keda.v1alpha1.ScaledJob;
import io.github.keda4j.keda.v1alpha1.ScaledObject;
import io.github.keda4j.keda.v1alpha1.TriggerAuthentication;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Walks the classes of the model, so that a test can cover every one of them. */
public final class Model {

    /** The six kinds. */
    public static final List<Class<? extends KedaResource<?, ?>>> KINDS = List.of(
            ScaledObject.class,
            ScaledJob.class,
            TriggerAuthentication.class,
            ClusterTriggerAuthentication.class,
            CloudEventSource.class,
            ClusterCloudEventSource.class);

    private Model() {}

    /** The fields of a class by their names in YAML, each with its Java type. */
    public static SortedMap<String, Type> fields(Class<?> type) {
        SortedMap<String, Type> fields = new TreeMap<>();
        if (CustomResource.class.isAssignableFrom(type)) {
            Type[] specAndStatus = ((ParameterizedType) type.getGenericSuperclass()).getActualTypeArguments();
            fields.put("spec", specAndStatus[0]);
            fields.put("status", specAndStatus[1]);
            return fields;
        }
        for (Method getter : type.getMethods()) {
            boolean isGetter = getter.getName().startsWith("get")
                    && getter.getName().length() > 3
                    && getter.getParameterCount() == 0
                    && !Modifier.isStatic(getter.getModifiers())
                    && !getter.isBridge()
                    && getter.getDeclaringClass() != Object.class
                    && !getter.isAnnotationPresent(JsonIgnore.class);
            if (isGetter) {
                fields.put(nameInYaml(getter), getter.getGenericReturnType());
            }
        }
        return fields;
    }

    private static String nameInYaml(Method getter) {
        JsonProperty property = getter.getAnnotation(JsonProperty.class);
        if (property != null && !property.value().isEmpty()) {
            return property.value();
        }
        return Character.toLowerCase(getter.getName().charAt(3))
                + getter.getName().substring(4);
    }

    /** The class behind a type: the element of a list, or the value of a map. */
    public static Class<?> elementOf(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return elementOf(arguments[arguments.length - 1]);
        }
        return (Class<?>) type;
    }

    /** The class of the given field, by a path such as {@code .spec.triggers[].metadata{}}. */
    public static Class<?> classAt(Class<?> kind, String path) {
        Class<?> current = kind;
        for (String name : path.replace("[]", "").replace("{}", "").split("\\.")) {
            if (!name.isEmpty()) {
                Type field = fields(current).get(name);
                if (field == null) {
                    throw new IllegalArgumentException(current.getName() + " has no field " + name + " of " + path);
                }
                current = elementOf(field);
            }
        }
        return current;
    }

    /** The class that declares the last field of a path. */
    public static Class<?> ownerOf(Class<?> kind, String path) {
        return classAt(kind, path.substring(0, path.lastIndexOf('.')));
    }

    /**
     * Every class that can occur in an object of the six kinds: ours and those of fabric8, but not those of the JDK.
     */
    public static Set<Class<?>> reachable() {
        return reachableFrom(KINDS);
    }

    /** Every class that can occur in objects of the given classes, except those of the JDK. */
    public static Set<Class<?>> reachableFrom(Collection<? extends Class<?>> roots) {
        Set<Class<?>> found = new LinkedHashSet<>();
        roots.forEach(root -> collect(root, found));
        return found;
    }

    private static void collect(Class<?> type, Set<Class<?>> found) {
        if (type.isPrimitive() || type.getName().startsWith("java.") || !found.add(type)) {
            return;
        }
        if (!OpenEnum.class.isAssignableFrom(type)) {
            fields(type).values().forEach(field -> collect(elementOf(field), found));
        }
    }

    /** The classes of {@link #reachable()} that this module declares, without the kinds and the open enums. */
    public static List<Class<?>> parts() {
        return reachable().stream()
                .filter(Model::isOurs)
                .filter(type -> !KINDS.contains(type) && !OpenEnum.class.isAssignableFrom(type))
                .toList();
    }

    /** The open enums of the model. */
    public static List<Class<?>> openEnums() {
        return reachable().stream().filter(OpenEnum.class::isAssignableFrom).toList();
    }

    /** Whether this module declares a class. */
    public static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.github.keda4j.");
    }

    /** The known values of an open enum. */
    public static List<String> valuesOf(Class<?> openEnum) {
        try {
            List<?> values = (List<?>) openEnum.getMethod("values").invoke(null);
            return values.stream().map(Object::toString).toList();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(openEnum + " has no values()", e);
        }
    }

    /** The kind with the given name. */
    public static Class<? extends KedaResource<?, ?>> kind(String name) {
        return KINDS.stream()
                .filter(kind -> kind.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind " + name));
    }

    /** Whether a field of this type is a map. */
    public static boolean isMap(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == Map.class;
    }

    /** Whether a field of this type is a list. */
    public static boolean isList(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == List.class;
    }
}
