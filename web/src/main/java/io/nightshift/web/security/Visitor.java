package io.nightshift.web.security;

import io.nightshift.engine.user.Account;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;

/** A request of somebody who is known. */
final class Visitor extends HttpServletRequestWrapper {

    private final Account account;

    Visitor(HttpServletRequest request, Account account) {
        super(request);
        this.account = account;
    }

    @Override
    public Principal getUserPrincipal() {
        return account::name;
    }

    @Override
    public String getRemoteUser() {
        return account.name();
    }

    /** Not null: the server ends web sockets with their session only if somebody was signed in. */
    @Override
    public String getAuthType() {
        return BASIC_AUTH;
    }

    @Override
    public boolean isUserInRole(String role) {
        return account.roles().contains(role);
    }
}
