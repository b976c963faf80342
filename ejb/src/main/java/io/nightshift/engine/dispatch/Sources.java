package io.nightshift.engine.dispatch;

import io.nightshift.store.port.NewJob;
import io.nightshift.store.queue.QueueStore.Queue;
import io.nightshift.store.type.TypeStore.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a lane takes from, in turns: one source for all types without settings, one for those of them that are asynchronous,
 * if the node knows such, and one for each type with limits. Paused types have none.
 */
final class Sources {

    private final List<Source> all;
    private int turn;
    /** The last that gave jobs. */
    private int gave;

    Sources(List<Source> all) {
        this.all = List.copyOf(all);
    }

    /** Those of a queue on this node. */
    static Sources of(LaneParts parts, Queue queue, Map<String, Setting> settings) {
        boolean limitedQueue = !queue.limits().none();
        List<Source> sources = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        List<String> async = new ArrayList<>();
        for (String type : parts.types()) {
            Setting setting = settings.get(type);
            if (setting == null) {
                (parts.asyncTypes().contains(type) ? async : plain).add(type);
            } else if (!setting.paused()) {
                sources.add(source(parts, queue, List.of(type), true));
            }
        }
        for (List<String> unset : List.of(async, plain)) {
            if (!unset.isEmpty()) {
                sources.add(0, source(parts, queue, unset, limitedQueue));
            }
        }
        return new Sources(sources);
    }

    private static Source source(LaneParts parts, Queue queue, List<String> types, boolean limited) {
        boolean async = types.stream().anyMatch(parts.asyncTypes()::contains);
        return new Source(
                parts.jobs(),
                parts.config(),
                queue.name(),
                new Source.Kind(types, limited, async),
                parts.breakers()::probing);
    }

    /**
     * The next that is worth looking at; called by one thread at a time.
     *
     * @param direct whether there is room for jobs with a thread each
     * @param async whether there is room for asynchronous ones
     */
    @Nullable
    Source next(boolean direct, boolean async) {
        for (int i = 0; i < all.size(); i++) {
            turn = (turn + 1) % all.size();
            Source source = all.get(turn);
            if (!source.drained() && (source.async() ? async : direct)) {
                return source;
            }
        }
        return null;
    }

    boolean drained() {
        for (Source source : all) {
            if (!source.drained()) {
                return false;
            }
        }
        return true;
    }

    /** A round begins; whether there is something to look for. */
    boolean begin() {
        boolean any = false;
        for (Source source : all) {
            any |= source.begin();
        }
        return any;
    }

    /**
     * All look again. If none has more as far as is known, the one that gave jobs last is asked first: the news is
     * probably for it, and asking the others in vain would keep it waiting.
     */
    void wake() {
        if (!all.isEmpty() && drained()) {
            turn = (gave + all.size() - 1) % all.size();
        }
        all.forEach(Source::wake);
    }

    /** This one has just given jobs. */
    void gave(Source source) {
        gave = Math.max(0, all.indexOf(source));
    }

    /** New jobs wake those whose types they have; what only other nodes know is theirs to look for. */
    void arrived(List<NewJob> jobs) {
        for (Source source : all) {
            if (source.takes(jobs)) {
                source.arrived(jobs);
            }
        }
    }

    /** Jobs of limited queues or types ended; whether any source had waited for that. */
    boolean freed() {
        boolean waited = false;
        for (Source source : all) {
            waited |= source.freed();
        }
        return waited;
    }

    void rewind() {
        all.forEach(Source::rewind);
    }

    /** When a limit is worth another look; null if none holds anything back. */
    @Nullable
    Long restsUntil() {
        Long first = null;
        for (Source source : all) {
            Long until = source.restsUntil();
            if (until != null && (first == null || until - first < 0)) {
                first = until;
            }
        }
        return first;
    }
}
