package io.nightshift.web.rest.request;

import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through to a method that names one of its caller's roles. Done here and not by the server's own check,
 * which lets everybody through to a method that names none.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class RoleFilter implements ContainerRequestFilter {

    @Context
    private @Nullable ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        check(resource == null ? null : resource.getResourceMethod(), request.getSecurityContext());
    }

    static void check(@Nullable Method method, SecurityContext caller) {
        if (caller.getUserPrincipal() == null) {
            throw new NotAuthorizedException("Basic realm=\"nightshift\"");
        }
        RolesAllowed allowed = method == null ? null : method.getAnnotation(RolesAllowed.class);
        if (allowed == null || Arrays.stream(allowed.value()).noneMatch(caller::isUserInRole)) {
            throw new ForbiddenException();
        }
    }
}
