package io.nightshift.engine.handler;

/** The CDI request scope of one thread: begun before a handler is called, ended after it. */
public interface RequestScope {

    /** Begins a fresh one on this thread. */
    void begin();

    /** Ends it and destroys what lives in it. */
    void end();
}
