package io.nightshift.jobs.http;

import java.net.URI;

/**
 * A URL whose host is on the list.
 *
 * @param uri it
 * @param byName whether the list names this very host, and so allows addresses of the own network
 */
record AllowedUrl(URI uri, boolean byName) {}
