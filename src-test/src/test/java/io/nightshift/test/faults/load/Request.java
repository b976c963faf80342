package io.nightshift.test.faults.load;

import java.util.Map;

/**
 * One thing that a caller wants, the same at each repetition.
 *
 * @param key its idempotency key
 * @param fields of the request beside type and arguments
 */
record Request(String key, Map<String, ?> args, Map<String, ?> fields) {}
