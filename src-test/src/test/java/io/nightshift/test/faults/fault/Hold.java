package io.nightshift.test.faults.fault;

import io.nightshift.test.faults.cluster.Cluster;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How long a fault lasts. */
final class Hold {

    private Hold() {}

    static void leases(double number) throws InterruptedException {
        millis((long) (number * Cluster.LEASE.toMillis()));
    }

    static void seconds(long number) throws InterruptedException {
        millis(Duration.ofSeconds(number).toMillis());
    }

    /** Nobody ends it earlier. */
    private static void millis(long number) throws InterruptedException {
        boolean ended = new CountDownLatch(1).await(number, TimeUnit.MILLISECONDS);
        if (ended) {
            throw new IllegalStateException("A fault was ended by nobody");
        }
    }
}
