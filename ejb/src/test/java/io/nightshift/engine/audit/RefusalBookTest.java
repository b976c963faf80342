package io.nightshift.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.store.audit.AuditStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefusalBookTest {

    private final List<String> audit = new ArrayList<>();
    private boolean away;
    private long nanos;
    private final RefusalBook book = new RefusalBook(
            MemoryStores.proxy(AuditStore.class, (method, args) -> {
                if (away) {
                    throw new IllegalStateException("away");
                }
                audit.add(
                        method.equals("repeated")
                                ? "times " + args[1]
                                : args[0] + " " + args[1] + " " + args[2] + " " + args[3]);
                return method.equals("add") ? new UUID(0, audit.size()) : null;
            }),
            () -> nanos);

    @Test
    void countsTheSameWithinAMinuteInOneEntry() {
        for (int i = 0; i < 7; i++) {
            refuse("ann", "192.0.2.1");
        }
        refuse("ann", "192.0.2.2");
        refuse("bob", "192.0.2.1");
        book.runOnce();
        assertThat(audit)
                .containsExactly(
                        "ann access.refused GET /x from 192.0.2.1",
                        "ann access.refused GET /x from 192.0.2.2",
                        "bob access.refused GET /x from 192.0.2.1");

        nanos += Duration.ofMinutes(1).toNanos();
        book.runOnce();
        assertThat(audit).hasSize(4).endsWith("times 7");
    }

    @Test
    void beginsAnewAfterAMinuteAndForgetsNoCount() {
        refuse("ann", "192.0.2.1");
        refuse("ann", "192.0.2.1");
        nanos += Duration.ofMinutes(1).toNanos();
        refuse("ann", "192.0.2.1");
        refuse("ann", "192.0.2.1");
        refuse("ann", "192.0.2.1");

        book.stop();

        assertThat(audit)
                .containsExactly(
                        "ann access.refused GET /x from 192.0.2.1",
                        "ann access.refused GET /x from 192.0.2.1",
                        "times 2",
                        "times 3");
    }

    @Test
    void doesNotFillTheAudit() {
        for (int i = 0; i < 70; i++) {
            refuse("name" + i, "192.0.2.1");
        }
        assertThat(audit).hasSize(60);

        nanos += Duration.ofMinutes(1).toNanos();
        refuse("last", "192.0.2.1");

        assertThat(audit).hasSize(61);
        assertThat(audit.get(60)).endsWith("; 10 refusals before it were not recorded");
    }

    @Test
    void refusesWithoutARecordIfItCannotBeWritten() {
        away = true;
        assertThatCode(() -> {
                    refuse("ann", "192.0.2.1");
                    refuse("ann", "192.0.2.1");
                    book.stop();
                })
                .doesNotThrowAnyException();
    }

    private void refuse(String who, String address) {
        book.refused(who, "access.refused", "GET /x", who, address);
    }
}
