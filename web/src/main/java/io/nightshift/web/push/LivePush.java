package io.nightshift.web.push;

import io.nightshift.engine.stat.Live;
import io.nightshift.engine.stat.Live.Snapshot;
import io.nightshift.web.console.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.faces.event.WebsocketEvent;
import jakarta.faces.event.WebsocketEvent.Closed;
import jakarta.faces.event.WebsocketEvent.Opened;
import jakarta.faces.push.Push;
import jakarta.faces.push.PushContext;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends each new snapshot to all open pages. While no page is open nothing is sent, and snapshots are taken less often. */
@ApplicationScoped
public class LivePush {

    private static final String CHANNEL = "live";

    private final AtomicInteger open = new AtomicInteger();

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Live live;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Words words;

    @Inject
    @Push(channel = CHANNEL)
    @SuppressWarnings("NullAway.Init")
    private PushContext pages;

    void opened(@Observes @Opened WebsocketEvent event) {
        if (CHANNEL.equals(event.getChannel())) {
            open.incrementAndGet();
        }
    }

    void closed(@Observes @Closed WebsocketEvent event) {
        if (CHANNEL.equals(event.getChannel())) {
            open.decrementAndGet();
        }
    }

    void send(@ObservesAsync Snapshot snapshot) {
        if (open.get() > 0) {
            // Looking keeps the snapshots coming once a second.
            live.snapshot();
            // Not text of ours: Faces writes what it sends as JSON itself.
            pages.send(LiveTick.of(snapshot, words.getNow(), words).asMap());
        }
    }
}
