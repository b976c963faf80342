package io.nightshift.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/** Holds the rest of a body, which a thread reads and waits for, to the least rate. Only the time counts that is waited. */
final class PacedConduit extends AbstractStreamSourceConduit<StreamSourceConduit> {

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EdgeLimits limits;
    private long bytes;
    private long waitedNanos;

    PacedConduit(StreamSourceConduit next, EdgeLimits limits) {
        super(next);
        this.limits = limits;
    }

    static boolean isTooSlow(long bytes, long nanos, EdgeLimits limits) {
        long counted = nanos - limits.bodyGraceNanos();
        return counted > 0 && bytes / (double) limits.bodyRate() < counted / 1e9;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return (int) counted(next.read(target));
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return counted(next.read(targets, offset, length));
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return counted(next.transferTo(position, count, target));
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) throws IOException {
        return counted(next.transferTo(count, through, target));
    }

    @Override
    public void awaitReadable() throws IOException {
        awaitReadable(LOOK_NANOS, TimeUnit.NANOSECONDS);
    }

    @Override
    public void awaitReadable(long time, TimeUnit unit) throws IOException {
        long before = System.nanoTime();
        next.awaitReadable(Math.min(unit.toNanos(time), LOOK_NANOS), TimeUnit.NANOSECONDS);
        waitedNanos += System.nanoTime() - before;
        if (isTooSlow(bytes, waitedNanos, limits)) {
            throw new IOException("The body came too slowly: " + bytes + " bytes");
        }
    }

    private long counted(long count) {
        if (count > 0) {
            bytes += count;
        }
        return count;
    }
}
