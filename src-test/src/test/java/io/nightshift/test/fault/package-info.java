/**
 * What holds when something breaks: servers of their own, killed, restarted, or left without a broker; on H2 and on
 * PostgreSQL. Handlers leave traces in a file outside the server, which tells who ran when.
 */
@NullMarked
package io.nightshift.test.fault;

import org.jspecify.annotations.NullMarked;
