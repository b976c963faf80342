/**
 * The HTTP API: reads JSON into requests, asks the engine, writes its answer or an RFC 9457 problem document.
 *
 * <p>Every method of a resource names the roles that may call it; one that names none is refused to everybody. Nothing
 * here holds state, decides about jobs, or keeps a session.
 */
@NullMarked
package io.nightshift.web.rest;

import org.jspecify.annotations.NullMarked;
