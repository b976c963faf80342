package io.nightshift.engine.user;

import java.util.Set;

/**
 * Somebody who came in.
 *
 * @param service whether a token let them in
 * @param stamp changes with the secret, and says nothing about it
 */
public record Account(String name, boolean service, Set<String> roles, String stamp) {}
