package io.nightshift.web.rest.request;

import io.nightshift.api.client.InvalidJobException.Violation;
import io.nightshift.store.text.TextRule;
import io.nightshift.web.rest.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Refuses parameters that can mean nothing, before a resource sees them: query parameters that its method does not know (a
 * misspelt one would be left out without a word), and texts in path or query that no name can be.
 */
@Provider
public class ParameterFilter implements ContainerRequestFilter {

    private static final int MOST_VIOLATIONS = 10;

    @Context
    private @Nullable ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = resource == null ? null : resource.getResourceMethod();
        if (method != null) {
            check(method, request.getUriInfo());
        }
    }

    static void check(Method method, UriInfo uri) {
        List<Violation> found = new ArrayList<>();
        texts(uri.getPathParameters(), found);
        texts(uri.getQueryParameters(), found);
        if (!method.isAnnotationPresent(OwnQuery.class)) {
            known(method, uri.getQueryParameters(), found);
        }
        if (!found.isEmpty()) {
            throw ProblemException.invalid(found.subList(0, Math.min(found.size(), MOST_VIOLATIONS)));
        }
    }

    private static void texts(MultivaluedMap<String, String> parameters, List<Violation> found) {
        parameters.forEach((name, values) -> values.stream()
                .filter(value -> !value.isBlank())
                .map(TextRule::brokenCharacters)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(broken -> found.add(new Violation(name, broken))));
    }

    private static void known(Method method, MultivaluedMap<String, String> query, List<Violation> found) {
        if (query.isEmpty()) {
            return;
        }
        TreeSet<String> known = new TreeSet<>();
        Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .filter(Objects::nonNull)
                .forEach(annotation -> known.add(annotation.value()));
        query.forEach((name, values) -> {
            if (!known.contains(name)) {
                found.add(new Violation(
                        name,
                        "is not known here; " + (known.isEmpty() ? "there are no parameters" : "known are " + known)));
            } else if (values.size() > 1) {
                found.add(new Violation(name, "is given more than once"));
            }
        });
    }
}
