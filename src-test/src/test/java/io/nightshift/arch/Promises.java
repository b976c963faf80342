package io.nightshift.arch;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What classes promise to those who compile against them, a line for each signature, the same on every JDK. */
final class Promises {

    private Promises() {}

    /** Of all that are public or protected, sorted by name. */
    static List<String> of(List<? extends Class<?>> classes) {
        List<String> lines = new ArrayList<>();
        classes.stream()
                .filter(Promises::promised)
                .sorted(Comparator.comparing(Class::getName))
                .forEach(one -> {
                    lines.add(head(one));
                    members(one).distinct().sorted().forEach(member -> lines.add("    " + member));
                });
        return lines;
    }

    private static boolean promised(Class<?> one) {
        Class<?> outer = one.getDeclaringClass();
        return !one.isAnonymousClass() && open(one.getModifiers()) && (outer == null || promised(outer));
    }

    private static boolean open(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String head(Class<?> one) {
        String kind = one.isAnnotation()
                ? "@interface"
                : one.isEnum() ? "enum" : one.isRecord() ? "record" : one.isInterface() ? "interface" : "class";
        StringBuilder head = new StringBuilder(Modifier.toString(one.getModifiers() & ~Modifier.INTERFACE));
        head.append(one.isSealed() ? " sealed " : " ").append(kind).append(' ').append(one.getName());
        head.append(variables(one.getTypeParameters()));
        if (one.isRecord()) {
            head.append(Arrays.stream(one.getRecordComponents())
                    .map(Promises::component)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        Type above = one.getGenericSuperclass();
        head.append(above == null ? "" : " extends " + name(above));
        head.append(list(" implements ", one.getGenericInterfaces()));
        head.append(one.isSealed() ? list(" permits ", one.getPermittedSubclasses()) : "");
        return head.toString();
    }

    private static Stream<String> members(Class<?> one) {
        Stream<String> fields =
                promised(one.getDeclaredFields()).map(field -> modifiers(field) + typed(field) + " " + field.getName());
        Stream<String> constructors = promised(one.getDeclaredConstructors())
                .map(made -> modifiers(made) + variables(made.getTypeParameters()) + signature(made));
        Stream<String> methods = promised(one.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(method -> modifiers(method) + variables(method.getTypeParameters())
                        + nullable(method.getAnnotatedReturnType()) + name(method.getGenericReturnType()) + " "
                        + signature(method) + fallback(method));
        return Stream.of(fields, constructors, methods).flatMap(each -> each);
    }

    private static <M extends Member> Stream<M> promised(M[] members) {
        return Arrays.stream(members).filter(member -> open(member.getModifiers()));
    }

    private static String modifiers(Member member) {
        int ofMembers = Modifier.fieldModifiers() | Modifier.methodModifiers();
        int shown = member instanceof Method ? Modifier.methodModifiers() : ofMembers;
        String inherited = member instanceof Method method && method.isDefault() ? "default " : "";
        return Modifier.toString(member.getModifiers() & shown & ~Modifier.SYNCHRONIZED) + " " + inherited;
    }

    private static String signature(Executable called) {
        Type[] types = called.getGenericParameterTypes();
        String parameters = IntStream.range(0, types.length)
                .mapToObj(i -> nullable(called.getAnnotatedParameterTypes()[i]) + name(types[i]))
                .collect(Collectors.joining(", ", "(", ")"));
        String name =
                called instanceof Constructor<?> made ? made.getDeclaringClass().getSimpleName() : called.getName();
        return name + parameters + list(" throws ", called.getGenericExceptionTypes());
    }

    private static String fallback(Method method) {
        Object value = method.getDefaultValue();
        return value == null
                ? ""
                : " default " + (value.getClass().isArray() ? Arrays.toString((Object[]) value) : value);
    }

    private static String typed(Field field) {
        return nullable(field.getAnnotatedType()) + name(field.getGenericType());
    }

    private static String component(RecordComponent one) {
        return nullable(one.getAnnotatedType()) + name(one.getGenericType()) + " " + one.getName();
    }

    private static String nullable(AnnotatedElement type) {
        return type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
    }

    private static String variables(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Arrays.stream(variables)
                        .map(one -> one.getName() + list(" extends ", one.getBounds()))
                        .collect(Collectors.joining(", ", "<", "> "));
    }

    private static String list(String word, Type[] types) {
        return types.length == 0
                ? ""
                : Arrays.stream(types).map(Promises::name).collect(Collectors.joining(", ", word, ""));
    }

    private static String name(Type type) {
        return type.getTypeName();
    }
}
