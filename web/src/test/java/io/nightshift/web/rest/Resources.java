package io.nightshift.web.rest;

import io.nightshift.engine.access.Role;
import io.nightshift.web.rest.request.Needs;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All operations of the API, as the code has them. */
final class Resources {

    private Resources() {}

    record Operation(String method, String path, Method code) {

        Set<String> roles() {
            Needs needs = code.getAnnotation(Needs.class);
            return needs == null
                    ? Set.of()
                    : needs.value().roles().stream().map(Role::word).collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Operation> operations() {
        return classes()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods())
                        .flatMap(method -> Arrays.stream(method.getAnnotations())
                                .map(Annotation::annotationType)
                                .map(annotation -> annotation.getAnnotation(HttpMethod.class))
                                .filter(http -> http != null)
                                .map(http -> new Operation(http.value(), path(type, method), method))))
                .toList();
    }

    static Stream<Class<?>> classes() {
        try {
            java.nio.file.Path house = Objects.requireNonNull(java.nio.file.Path.of(ApiApplication.class
                            .getResource("ApiApplication.class")
                            .toURI())
                    .getParent());
            try (Stream<java.nio.file.Path> files = Files.walk(house)) {
                return files
                        .map(file -> house.relativize(file).toString())
                        .filter(name ->
                                name.endsWith(".class") && !name.contains("$") && !name.endsWith("package-info.class"))
                        .<Class<?>>map(Resources::load)
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .toList()
                        .stream();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace(java.io.File.separatorChar, '.');
        try {
            return Class.forName(ApiApplication.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String path(Class<?> type, Method method) {
        Path own = method.getAnnotation(Path.class);
        String joined = "/" + type.getAnnotation(Path.class).value() + "/" + (own == null ? "" : own.value());
        String clean = joined.replaceAll("/+", "/");
        return clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
    }
}
