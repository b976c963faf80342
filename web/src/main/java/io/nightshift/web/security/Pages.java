package io.nightshift.web.security;

import io.nightshift.engine.access.Act;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What one has to be allowed to do to see a page of the console, or what its script asks for. What stands in no line here needs
 * some role, whichever.
 */
public final class Pages {

    /** Where everybody arrives. */
    static final String START = "/index.xhtml";

    /** Where those arrive who may not see the cluster. */
    static final String JOBS = "/jobs.xhtml";

    private static final String SOCKETS = "/jakarta.faces.push/";

    private static final Map<String, Act> PAGES = Map.ofEntries(
            Map.entry(START, Act.SEE_CLUSTER),
            Map.entry(JOBS, Act.SEE_JOBS),
            Map.entry("/job.xhtml", Act.SEE_JOBS),
            Map.entry("/submit.xhtml", Act.SUBMIT_JOBS),
            Map.entry("/schedules.xhtml", Act.SEE_SCHEDULES),
            Map.entry("/schedule.xhtml", Act.SEE_SCHEDULES),
            Map.entry("/queues.xhtml", Act.SEE_QUEUES),
            // With what each fails and where it runs: more than the API's list of types.
            Map.entry("/types.xhtml", Act.SEE_CLUSTER),
            Map.entry("/rejects.xhtml", Act.SEE_REJECTS),
            Map.entry("/operations.xhtml", Act.OPERATE_JOBS),
            Map.entry("/operation.xhtml", Act.OPERATE_JOBS),
            Map.entry("/nodes.xhtml", Act.SEE_CLUSTER),
            Map.entry("/users.xhtml", Act.MANAGE_USERS),
            Map.entry("/account.xhtml", Act.OWN_ACCOUNT),
            // Its answers are cut to what one may see.
            Map.entry("/live", Act.SEE_JOBS));

    private Pages() {}

    /** The pages that stand here. */
    static Set<String> all() {
        return PAGES.keySet();
    }

    /** Whether somebody may have it; {@code has} tells which roles they have. */
    static boolean allow(String path, Predicate<String> has) {
        if (path.startsWith(SOCKETS)) {
            return Act.SEE_CLUSTER.allows(has);
        }
        Act act = PAGES.get(path);
        return act == null ? Act.OWN_ACCOUNT.allows(has) : act.allows(has);
    }
}
