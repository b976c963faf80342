package io.nightshift.web.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Where the API lies. */
@ApplicationPath(ApiApplication.PATH)
public class ApiApplication extends Application {

    /** Below the context root. */
    public static final String PATH = "/api/v1";
}
