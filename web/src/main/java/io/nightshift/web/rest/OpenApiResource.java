package io.nightshift.web.rest;

import io.nightshift.engine.access.Act;
import io.nightshift.web.rest.request.Needs;
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
    @Needs(Act.OWN_ACCOUNT)
    public Response get() throws IOException {
        try (InputStream file = Objects.requireNonNull(OpenApiResource.class.getResourceAsStream(FILE), FILE)) {
            return Response.ok(file.readAllBytes()).build();
        }
    }
}
