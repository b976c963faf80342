package io.nightshift.engine.dispatch;

import io.nightshift.engine.run.Run;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The jobs of one kind, with a thread each or asynchronous, that a lane has taken and not started. Safe for concurrent use. */
final class Line {

    private final Deque<Run> waiting = new ConcurrentLinkedDeque<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Pace pace;

    Line(int prefetch) {
        this.pace = new Pace(prefetch);
    }

    /** How many to hold, by how long their handlers keep a thread. */
    Pace pace() {
        return pace;
    }

    void add(List<Run> runs) {
        waiting.addAll(runs);
        count.addAndGet(runs.size());
    }

    int size() {
        return count.get();
    }

    /** How many loops are worth it for what waits, beside those that go on. */
    int loops(int going) {
        int jobs = size();
        return jobs == 0 ? 0 : Math.max(0, pace.loops(jobs, going));
    }

    /** Whether it is time to take more. */
    boolean low() {
        return pace.low(size());
    }

    @Nullable
    Run next() {
        Run run = waiting.pollFirst();
        if (run != null) {
            count.decrementAndGet();
        }
        return run;
    }

    /** Whether the first has waited longer than this. */
    boolean stale(long now, long nanos) {
        Run oldest = waiting.peekFirst();
        return oldest != null && now - oldest.heldSince() > nanos;
    }

    /** Takes out what has waited longer than this; all if it is the longest time. */
    List<Run> leave(long now, long nanos) {
        List<Run> left = new ArrayList<>();
        Run oldest = waiting.peekFirst();
        while (oldest != null && (nanos == Long.MAX_VALUE || now - oldest.heldSince() > nanos)) {
            if (waiting.remove(oldest)) {
                count.decrementAndGet();
                left.add(oldest);
            }
            oldest = waiting.peekFirst();
        }
        return left;
    }
}
