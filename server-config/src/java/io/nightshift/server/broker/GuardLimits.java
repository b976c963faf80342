package io.nightshift.server.broker;

import io.nightshift.server.Setting;

/**
 * What a client's message may measure. Read once; the same names as in {@code docs/configuration.md}.
 *
 * @param bodyBytes of a body as the broker holds it: two bytes a character of a TextMessage, a byte a byte of others
 * @param frameBytes of one packet: a body, and a mebibyte for its headers and properties
 */
record GuardLimits(int bodyBytes, int frameBytes) {

    private static final int MEBIBYTE = 1 << 20;

    static GuardLimits ofServer() {
        int payload = Setting.number("nightshift.payload.max.bytes", MEBIBYTE, 1_024, 64 * MEBIBYTE);
        // Room beyond what becomes a job: who sends a little too much finds it among the rejects, with the reason.
        int body = Setting.number("nightshift.jms.max.bytes", 2 * payload + MEBIBYTE, 1_024, 1 << 30);
        return new GuardLimits(body, body + MEBIBYTE);
    }

    boolean exceeds(long bytes) {
        return bytes > bodyBytes;
    }
}
