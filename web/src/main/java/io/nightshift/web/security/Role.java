package io.nightshift.web.security;

/** The roles a user can have, as the security domain names them. None includes another; an operator has several. */
public final class Role {

    /** May see everything. */
    public static final String VIEWER = "viewer";

    /** May steer jobs, queues and schedules. */
    public static final String OPERATOR = "operator";

    /** May change what other systems depend on: bound queues and limits. */
    public static final String ADMIN = "admin";

    /** May submit, look at and cancel jobs; meant for programs. */
    public static final String SUBMITTER = "submitter";

    private Role() {}
}
