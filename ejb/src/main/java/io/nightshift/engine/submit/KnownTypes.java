package io.nightshift.engine.submit;

import io.nightshift.engine.handler.BoundHandler;
import io.nightshift.engine.handler.Handlers;
import io.nightshift.store.node.NodeStore;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The job types that some node can run; what other nodes know is read every few seconds at most.
 *
 * <p>A node that was heard of lately counts, whether it lives or not: it is most likely restarting, and a request that is refused
 * is refused for good. Its jobs wait, as those of a type that only another node knows do.
 */
final class KnownTypes {

    private static final long KEEP_NANOS = Duration.ofSeconds(3).toNanos();
    private static final int SHOWN = 10;

    private record Seen(Set<String> types, boolean others, long at) {}

    private final Handlers handlers;
    private final NodeStore nodes;
    private volatile @Nullable Seen seen;

    KnownTypes(Handlers handlers, NodeStore nodes) {
        this.handlers = handlers;
        this.nodes = nodes;
    }

    @Nullable
    BoundHandler bound(String type) {
        return handlers.bound(type);
    }

    boolean knows(String type) {
        return handlers.bound(type) != null || look().types().contains(type);
    }

    /** Whether any other node is there that a hint could reach. */
    boolean otherNodes() {
        return look().others();
    }

    /** What is said of a type that nobody knows. */
    String unknown(String type) {
        Set<String> all = new TreeSet<>(look().types());
        handlers.all().forEach(known -> all.add(known.name()));
        if (all.isEmpty()) {
            return "is not known to any node: '" + type + "'; no node knows any type";
        }
        List<String> near = all.stream()
                .sorted(Comparator.comparingInt((String known) -> distance(type, known))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
        return "is not known to any node: '" + type + "'; "
                + (all.size() > SHOWN ? "the nearest of " + all.size() : "known") + ": "
                + near.stream().collect(Collectors.joining(", "));
    }

    private Seen look() {
        Seen last = seen;
        if (last != null && System.nanoTime() - last.at() < KEEP_NANOS) {
            return last;
        }
        long live = nodes.all().stream().filter(NodeStore.Node::live).count();
        Seen now = new Seen(Set.copyOf(nodes.types()), live > 1, System.nanoTime());
        seen = now;
        return now;
    }

    /** Levenshtein's edit distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
