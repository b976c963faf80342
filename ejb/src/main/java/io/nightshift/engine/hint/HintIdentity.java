package io.nightshift.engine.hint;

/**
 * Tells a node its own hints from those of others.
 *
 * @param value new at each start of the server
 */
record HintIdentity(String value) {}
