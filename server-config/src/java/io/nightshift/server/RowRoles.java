package io.nightshift.server;

import java.util.HashSet;
import java.util.Set;
import org.wildfly.security.authz.Attributes;
import org.wildfly.security.authz.AuthorizationIdentity;
import org.wildfly.security.authz.RoleDecoder;
import org.wildfly.security.authz.Roles;

/**
 * Reads a user's roles for the server, value by value.
 *
 * <p>Elytron's simple role decoder asks for all values at once, and {@code MapAttributes.get(String)} of Elytron 2.8 notes each
 * such question in a {@code HashMap} without a lock. A caching realm shares the attributes between requests, so of several
 * requests of one user some failed with ConcurrentModificationException when the cache had just been read anew.
 */
public final class RowRoles implements RoleDecoder {

    /** The attribute that the realm maps the roles to. */
    private static final String ATTRIBUTE = "Roles";

    /** For the server, which makes one. */
    public RowRoles() {}

    @Override
    public Roles decodeRoles(AuthorizationIdentity identity) {
        Attributes attributes = identity.getAttributes();
        int count = attributes.size(ATTRIBUTE);
        Set<String> roles = new HashSet<>();
        for (int i = 0; i < count; i++) {
            roles.add(attributes.get(ATTRIBUTE, i));
        }
        return Roles.fromSet(roles);
    }
}
