package io.nightshift.web.rest.request;

import jakarta.annotation.Priority;
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
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through to a method whose act its caller may do. A method that names no act is called by nobody.
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
        Needs needs = method == null ? null : method.getAnnotation(Needs.class);
        if (needs == null || !needs.value().allows(caller::isUserInRole)) {
            throw new ForbiddenException();
        }
    }
}
