package io.nightshift.engine.access;

import static io.nightshift.engine.access.Role.ADMIN;
import static io.nightshift.engine.access.Role.OPERATOR;
import static io.nightshift.engine.access.Role.SUBMITTER;
import static io.nightshift.engine.access.Role.VIEWER;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What can be done, and by which roles: the only such table. The API's resources, the console's pages and buttons, and the
 * intake of jobs ask it, so they allow the same.
 */
public enum Act {
    /** Submit jobs of the types that one may submit. */
    SUBMIT_JOBS("submit jobs", SUBMITTER, OPERATOR, ADMIN),
    /** See jobs: own ones at least, see {@link #SEE_ALL_JOBS}. */
    SEE_JOBS("see own jobs, and why they wait", VIEWER, SUBMITTER, OPERATOR, ADMIN),
    /** See the jobs of others as well, and cancel them if one may cancel. */
    SEE_ALL_JOBS("see the jobs of others", VIEWER, OPERATOR, ADMIN),
    /** Cancel jobs that one sees. */
    CANCEL_JOBS("cancel jobs that one sees", SUBMITTER, OPERATOR, ADMIN),
    /** Make jobs ready again that ended. */
    RETRY_JOBS("retry jobs", OPERATOR, ADMIN),
    /** Count, retry, cancel or move all jobs that fit a filter, and see such operations. */
    OPERATE_JOBS("count, retry, cancel and move all jobs that match", OPERATOR, ADMIN),
    /** Delete all jobs that fit a filter. */
    DELETE_JOBS("delete all jobs that match", ADMIN),
    /** See the job types with the schemas of their arguments. */
    SEE_TYPES("see job types", VIEWER, SUBMITTER, OPERATOR, ADMIN),
    /** Pause and resume job types, set and move their breakers. */
    STEER_TYPES("pause job types, set and trip their breakers", OPERATOR, ADMIN),
    /** Limit job types in the cluster. */
    LIMIT_TYPES("set limits of job types", ADMIN),
    /** See queues and what lies in them. */
    SEE_QUEUES("see queues", VIEWER, OPERATOR, ADMIN),
    /** Pause, resume and weigh queues. */
    STEER_QUEUES("pause and weigh queues", OPERATOR, ADMIN),
    /** Limit queues. */
    LIMIT_QUEUES("set limits of queues", ADMIN),
    /** See schedules, and preview rules. */
    SEE_SCHEDULES("see schedules", VIEWER, OPERATOR, ADMIN),
    /** Make, change, pause, fire and delete schedules. */
    CHANGE_SCHEDULES("make, change, pause, fire and delete schedules", OPERATOR, ADMIN),
    /** See nodes, the overview and figures of the whole cluster. */
    SEE_CLUSTER("see the overview, nodes and figures", VIEWER, OPERATOR, ADMIN),
    /** Drain and resume nodes. */
    STEER_NODES("drain nodes", OPERATOR, ADMIN),
    /** See bound queues. */
    SEE_BINDINGS("see bound queues", VIEWER, OPERATOR, ADMIN),
    /** Bind queues of other systems to job types. */
    BIND_QUEUES("bind queues to job types", ADMIN),
    /** See messages that could not become jobs, with their bodies. */
    SEE_REJECTS("see rejects", VIEWER, OPERATOR, ADMIN),
    /** Delete such messages. */
    DELETE_REJECTS("delete rejects", OPERATOR, ADMIN),
    /** Read the audit. */
    SEE_AUDIT("read the audit", OPERATOR, ADMIN),
    /** Bind job types and queues to roles and users. */
    SET_ACCESS("say who may submit a type or into a queue", ADMIN),
    /** Make, change and remove users, and let those come in who have to wait. */
    MANAGE_USERS("manage users", ADMIN),
    /** Change the own password, and read the description of the API. */
    OWN_ACCOUNT("change the own password, read the API's description", VIEWER, SUBMITTER, OPERATOR, ADMIN);

    private final String words;
    private final Set<Role> roles;

    Act(String words, Role... roles) {
        this.words = words;
        this.roles = Collections.unmodifiableSet(EnumSet.copyOf(Arrays.asList(roles)));
    }

    /** What it is, for people: {@code retry jobs}. */
    public String words() {
        return words;
    }

    /** The roles that allow it; each alone is enough. */
    public Set<Role> roles() {
        return roles;
    }

    /**
     * Whether somebody may do it.
     *
     * @param has whether they have a role, by {@link Role#word}
     */
    public boolean allows(Predicate<String> has) {
        return roles.stream().map(Role::word).anyMatch(has);
    }
}
