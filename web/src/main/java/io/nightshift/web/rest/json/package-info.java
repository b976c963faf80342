/**
 * The API's JSON: how strictly it is read and in what form it is written. Knows nothing of requests or of HTTP.
 */
@NullMarked
package io.nightshift.web.rest.json;

import org.jspecify.annotations.NullMarked;
