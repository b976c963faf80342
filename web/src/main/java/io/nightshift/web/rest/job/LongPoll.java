package io.nightshift.web.rest.job;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobSnapshot;
import io.nightshift.engine.watch.JobEnds;
import io.nightshift.engine.watch.JobEnds.Watch;
import io.nightshift.web.rest.problem.ProblemException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers about a job when it has ended or the time is over. Meanwhile no thread waits; the answer is made by one of the server's
 * threads for requests, as any other is.
 */
final class LongPoll {

    /** What the server's edge runs when the request is over, also because the client went away (io.nightshift.server.Waiters). */
    static final String LEAVES = "io.nightshift.request.leaves";

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final JobEnds ends;

    LongPoll(JobEnds ends) {
        this.ends = ends;
    }

    /**
     * One question.
     *
     * @param time how long the answer may take
     * @param find how the job stands, as far as the caller sees it
     * @param view the answer
     */
    record Asked(
            JobId job,
            Duration time,
            Supplier<Optional<JobSnapshot>> find,
            BiFunction<JobId, Optional<JobSnapshot>, Response> view) {

        Response answer() {
            return view.apply(job, find.get());
        }
    }

    /** Reads {@code wait}; null if it is not there. */
    static @Nullable Duration time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Duration time = Duration.parse(text);
            if (!time.isNegative() && !time.isZero() && time.compareTo(LONGEST) <= 0) {
                return time;
            }
        } catch (DateTimeException e) {
            // Falls through to the same answer.
        }
        throw ProblemException.invalid("wait", "must be a duration of more than none, up to PT60S, such as PT30S");
    }

    void answer(Asked asked, HttpServletRequest request, AsyncResponse answer) {
        AsyncContext context = request.getAsyncContext();
        Watch watch = ends.watch(asked.job(), asked.time(), () -> context.start(() -> resume(answer, asked)));
        request.setAttribute(LEAVES, (Runnable) watch::leave);
        // After the watch began: what ends from now on is heard of.
        Optional<JobSnapshot> found;
        try {
            found = asked.find().get();
        } catch (RuntimeException e) {
            if (watch.leave()) {
                throw e;
            }
            return;
        }
        boolean over = found.isEmpty() || found.get().state().terminal();
        if (over && watch.leave()) {
            answer.resume(asked.view().apply(asked.job(), found));
        }
    }

    private static void resume(AsyncResponse answer, Asked asked) {
        Object said;
        try {
            said = asked.answer();
        } catch (RuntimeException e) {
            answer.resume(e);
            return;
        }
        answer.resume(said);
    }
}
