package io.nightshift.web.push;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.engine.access.Act;
import io.nightshift.engine.access.Reach;
import io.nightshift.engine.stat.Live;
import io.nightshift.store.port.JobSearch;
import io.nightshift.store.port.JobSearch.LogPosition;
import io.nightshift.web.console.Words;
import io.nightshift.web.console.job.JobFilter;
import io.nightshift.web.security.VisibleJobs;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers the script of open pages: {@code /live/tick} (where web sockets are blocked), {@code /live/jobs} for a list
 * and {@code /live/job} for one job. By the console's session; programs have the API.
 */
@WebServlet("/live/*")
public class LiveServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int MAX_ROWS = 200;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private transient Live live;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private transient JobSearch search;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private transient Words words;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<Object> answer;
        try {
            answer = answer(String.valueOf(request.getPathInfo()), request);
        } catch (IllegalArgumentException wrong) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        if (answer.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write(Json.write(answer.get()));
    }

    private Optional<Object> answer(String path, HttpServletRequest request) {
        return switch (path) {
            case "/tick" -> Optional.of(tick(request));
            case "/jobs" -> Optional.of(jobs(request));
            case "/job" -> job(request.getParameter("id"), request.getParameter("after"), reach(request));
            default -> Optional.empty();
        };
    }

    private Object tick(HttpServletRequest request) {
        LiveTick tick = LiveTick.of(live.snapshot(), words.getNow(), words);
        return Act.SEE_CLUSTER.allows(request::isUserInRole) ? tick : new Beat(tick.v(), tick.age());
    }

    private static Reach reach(HttpServletRequest request) {
        return Reach.of(request.getRemoteUser(), request::isUserInRole);
    }

    private LiveRows jobs(HttpServletRequest request) {
        VisibleJobs seen = new VisibleJobs(search);
        String[] named = request.getParameterValues("id");
        List<JobId> ids = named == null
                ? List.of()
                : Arrays.stream(named).limit(MAX_ROWS).map(JobId::parse).toList();
        Collection<JobSearch.Row> rows = seen.rows(ids, reach(request));
        String first = request.getParameter("first");
        int fresh = 0;
        if (first != null) {
            JobFilter filter = JobFilter.parse(request.getParameterMap());
            fresh = seen.search(filter.newerThan(JobId.parse(first), LiveRows.MOST), reach(request))
                    .rows()
                    .size();
        }
        return LiveRows.of(rows, fresh, words);
    }

    private Optional<Object> job(@Nullable String id, @Nullable String after, Reach reach) {
        if (id == null) {
            throw new IllegalArgumentException("Which job?");
        }
        Optional<JobSnapshot> job = new VisibleJobs(search).find(JobId.parse(id), reach);
        if (job.isEmpty()) {
            return Optional.empty();
        }
        LogPosition place = LiveJob.position(after);
        return Optional.of(LiveJob.of(job.get(), search.log(job.get().id(), place, LiveJob.LINES), place, words));
    }

    /** What those are told who may not see the figures: that the server is there, and whether anything moved. */
    record Beat(long v, long age) {}
}
