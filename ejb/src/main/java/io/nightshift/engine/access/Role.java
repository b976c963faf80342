package io.nightshift.engine.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The roles a user can have. None includes another; what each may do stands in {@link Act}. */
public enum Role {
    /** Looks at everything, and changes nothing. */
    VIEWER,
    /** Submits jobs, and sees and cancels its own; meant for programs. */
    SUBMITTER,
    /** Steers jobs, queues, types, schedules and nodes. */
    OPERATOR,
    /** Also changes what other systems depend on: limits, bound queues, access, users; and deletes. */
    ADMIN;

    /** As users, the API and the database name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them as they are named, in the order of the alphabet. */
    public static Set<String> words() {
        return Arrays.stream(values()).map(Role::word).collect(Collectors.toCollection(TreeSet::new));
    }
}
