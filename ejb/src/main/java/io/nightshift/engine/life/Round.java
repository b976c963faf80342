package io.nightshift.engine.life;

/** What a loop does again and again. */
@FunctionalInterface
public interface Round {

    /**
     * Does it once, and waits itself if there is nothing to do.
     *
     * @param pulse to be beaten now and then if it takes long
     * @throws InterruptedException if the container stops this thread
     */
    void once(Pulse pulse) throws InterruptedException;
}
