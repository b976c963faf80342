package io.nightshift.web.push;

import io.nightshift.engine.stat.Live;
import io.nightshift.engine.stat.Live.Snapshot;
import io.nightshift.web.console.Words;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.faces.push.Push;
import jakarta.faces.push.PushContext;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;

/** Sends each new snapshot to all open pages, once a second at most. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class LivePush {

    private final AtomicLong sent = new AtomicLong(-1);

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Live live;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Words words;

    @Inject
    @Push(channel = "live")
    @SuppressWarnings("NullAway.Init")
    private PushContext pages;

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void send() {
        Snapshot snapshot = live.snapshot();
        if (sent.getAndSet(snapshot.version()) != snapshot.version()) {
            pages.send(Json.write(LiveTick.of(snapshot, words.getNow(), words)));
        }
    }
}
