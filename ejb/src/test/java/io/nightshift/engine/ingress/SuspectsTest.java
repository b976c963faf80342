package io.nightshift.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuspectsTest {

    private static final int PLACES = 3;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** What a process that is killed while it takes these leaves behind is what another one finds meanwhile. */
    private Suspects afterDeath(Suspects before, String... ids) {
        Suspects[] after = new Suspects[1];
        assertThatThrownBy(() -> before.take(List.of(ids), () -> {
                    after[0] = Suspects.of(folder, PLACES);
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        return after[0];
    }

    private Suspects fresh() {
        return Suspects.of(folder, PLACES);
    }

    @Test
    void suspectsNobodyAfterAnOrdinaryEnd() throws JMSException {
        fresh().take(List.of("ID:1", "ID:2"), () -> {});
        assertThatThrownBy(() -> fresh().take(List.of("ID:3"), () -> {
                    throw new JMSException("not now");
                }))
                .hasMessage("not now");

        assertThat(fresh().any(List.of("ID:1", "ID:2", "ID:3"))).isFalse();
    }

    @Test
    void suspectsAllThatWereTakenWhenTheServerWasKilled() throws JMSException {
        Suspects after = afterDeath(fresh(), "ID:1", "ID:2");

        assertThat(after.any(List.of("ID:1"))).isTrue();
        assertThat(after.any(List.of("ID:2"))).isTrue();
        assertThat(after.any(List.of("ID:3"))).isFalse();
        assertThat(after.condemned("ID:1")).isFalse();
    }

    @Test
    void condemnsTheOneThatKillsAloneAndAcquitsTheOther() throws JMSException {
        Suspects second = afterDeath(fresh(), "ID:innocent", "ID:killer");
        second.take(List.of("ID:innocent"), () -> {});
        Suspects third = afterDeath(second, "ID:killer");
        assertThat(third.condemned("ID:killer")).isFalse();
        Suspects fourth = afterDeath(third, "ID:killer");

        assertThat(fourth.condemned("ID:killer")).isTrue();
        assertThat(fourth.any(List.of("ID:innocent"))).isFalse();

        fourth.acquit(List.of("ID:killer"));
        assertThat(fresh().any(List.of("ID:killer"))).isFalse();
    }

    @Test
    void keepsOneThatCouldNotBeTakenSuspected() throws JMSException {
        Suspects after = afterDeath(fresh(), "ID:1");

        assertThatThrownBy(() -> after.take(List.of("ID:1"), () -> {
                    throw new IllegalStateException("no database");
                }))
                .hasMessage("no database");

        assertThat(after.any(List.of("ID:1"))).isTrue();
    }

    @Test
    void takesASuspectAlone() throws Exception {
        Suspects suspects = afterDeath(fresh(), "ID:1");
        CountDownLatch within = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<Void> alone = take(suspects, "ID:1", () -> {
            within.countDown();
            awaitQuietly(go);
        });
        within.await();
        Thread[] other = new Thread[1];
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> {
            other[0] = Thread.currentThread();
            taken(suspects, "ID:2", () -> {});
        });

        await().until(() -> other[0] != null && other[0].getState() == Thread.State.WAITING);
        assertThat(second).isNotDone();
        go.countDown();

        second.join();
        alone.join();
    }

    @Test
    void takesOthersSideBySide() {
        Suspects suspects = fresh();
        CountDownLatch both = new CountDownLatch(2);

        CompletableFuture<Void> first = take(suspects, "ID:1", () -> awaitBoth(both));
        CompletableFuture<Void> second = take(suspects, "ID:2", () -> awaitBoth(both));

        first.join();
        second.join();
        assertThat(both.getCount()).isZero();
    }

    /** More than there are places for, and an id that is longer than a place. */
    @Test
    void takesWhatFindsNoPlace() throws JMSException {
        String lengthy = "ID:" + "x".repeat(300);

        Suspects after = afterDeath(fresh(), lengthy, "ID:2", "ID:3", "ID:4", "ID:5");

        assertThat(after.any(List.of(lengthy))).isTrue();
        assertThat(after.any(List.of("ID:3"))).isTrue();
        assertThat(after.any(List.of("ID:5"))).isFalse();
    }

    private static CompletableFuture<Void> take(Suspects suspects, String id, Suspects.Step step) {
        return CompletableFuture.runAsync(() -> taken(suspects, id, step));
    }

    private static void taken(Suspects suspects, String id, Suspects.Step step) {
        try {
            suspects.take(List.of(id), step);
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitBoth(CountDownLatch both) {
        both.countDown();
        awaitQuietly(both);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
