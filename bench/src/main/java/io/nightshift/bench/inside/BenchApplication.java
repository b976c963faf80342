package io.nightshift.bench.inside;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** All resources of the small web application. */
@ApplicationPath("/")
public class BenchApplication extends Application {}
