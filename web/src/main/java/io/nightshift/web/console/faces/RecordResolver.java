package io.nightshift.web.console.faces;

import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;
import jakarta.el.PropertyNotWritableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages name the components of records as they name the properties of beans: {@code row.schedule} calls
 * {@code schedule()}. Expression Language does this itself from Jakarta EE 11 on; then this class can go.
 *
 * <p>What is no component (say {@code getNextWords()} of a record) is left to the resolvers after this one.
 */
public class RecordResolver extends ELResolver {

    private final Map<Class<?>, Map<String, RecordComponent>> known = new ConcurrentHashMap<>();

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
        RecordComponent component = component(base, property);
        if (component == null) {
            return null;
        }
        try {
            Object value = component.getAccessor().invoke(base);
            context.setPropertyResolved(base, property);
            return value;
        } catch (InvocationTargetException | IllegalAccessException e) {
            throw new ELException("Reading " + component + " of " + base, e);
        }
    }

    @Override
    public @Nullable Class<?> getType(ELContext context, @Nullable Object base, @Nullable Object property) {
        if (component(base, property) != null) {
            // Resolved, and of no type that could be set.
            context.setPropertyResolved(true);
        }
        return null;
    }

    @Override
    public void setValue(ELContext context, @Nullable Object base, @Nullable Object property, @Nullable Object value) {
        RecordComponent component = component(base, property);
        if (component != null) {
            throw new PropertyNotWritableException("A record's component cannot be set: " + component);
        }
    }

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
        if (component(base, property) != null) {
            context.setPropertyResolved(true);
            return true;
        }
        return false;
    }

    @Override
    public @Nullable Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
        return base instanceof Record ? Object.class : null;
    }

    private @Nullable RecordComponent component(@Nullable Object base, @Nullable Object property) {
        return base instanceof Record && property instanceof String name
                ? known.computeIfAbsent(base.getClass(), RecordResolver::components)
                        .get(name)
                : null;
    }

    private static Map<String, RecordComponent> components(Class<?> type) {
        Map<String, RecordComponent> components = new ConcurrentHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            // Records nested in a package-private class have public accessors that reflection still refuses.
            component.getAccessor().setAccessible(true);
            components.put(component.getName(), component);
        }
        return components;
    }
}
