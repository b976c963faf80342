package io.nightshift.web.rest;

import static io.nightshift.web.security.Role.ADMIN;
import static io.nightshift.web.security.Role.OPERATOR;
import static io.nightshift.web.security.Role.SUBMITTER;
import static io.nightshift.web.security.Role.VIEWER;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The description of this API for programs. */
@Path("openapi.yaml")
@ApplicationScoped
public class OpenApiResource {

    static final String FILE = "/META-INF/openapi.yaml";

    @GET
    @Produces("application/yaml")
    @RolesAllowed({VIEWER, OPERATOR, ADMIN, SUBMITTER})
    public Response get() throws IOException {
        try (InputStream file = Objects.requireNonNull(OpenApiResource.class.getResourceAsStream(FILE), FILE)) {
            return Response.ok(file.readAllBytes()).build();
        }
    }
}
