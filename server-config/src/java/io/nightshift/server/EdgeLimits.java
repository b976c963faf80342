package io.nightshift.server;

/**
 * How much one client may ask of the edge. Read once; the same names as in {@code docs/configuration.md}.
 *
 * @param requests in progress at a time, bodies that still arrive not counted
 * @param waiters requests that wait for jobs, beside those
 * @param bodyRate fewest bytes a second of a body, on average
 * @param bodyGraceNanos how long a body may be slower at its beginning
 * @param bodyBuffers buffers of 16 KiB a body is collected in before a thread reads the rest
 * @param buffersInAll buffers of all bodies that are collected
 * @param largeBodies bodies beyond their buffers that are read at a time, each by a thread
 */
record EdgeLimits(
        int requests, int waiters, int bodyRate, long bodyGraceNanos, int bodyBuffers, int buffersInAll, int largeBodies) {

    private static final long SECOND = 1_000_000_000L;
    private static final int BUFFER = 16 * 1024;
    /** 1 MiB of arguments, and what stands around them. */
    private static final int BUFFERS = 68;
    /** Of the heap's size: buffers lie beside the heap, in as much room again. */
    private static final int SHARE = 8;

    static EdgeLimits ofServer() {
        long room = Runtime.getRuntime().maxMemory() / SHARE / BUFFER;
        int processors = Runtime.getRuntime().availableProcessors();
        return new EdgeLimits(
                Setting.number("nightshift.http.requests", 1_000, 10, 100_000),
                Setting.number("nightshift.http.waiters", 10_000, 1, 100_000),
                Setting.number("nightshift.http.body.rate", 10_240, 1, 1 << 30),
                Setting.number("nightshift.http.body.grace", 10, 1, 3_600) * SECOND,
                BUFFERS,
                (int) Math.min(Integer.MAX_VALUE, Math.max(room, 2L * BUFFERS)),
                // A quarter of the threads that the server has for requests.
                Math.max(2, 4 * processors));
    }
}
