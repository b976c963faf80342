/** Callers outside: they submit over HTTP and JMS, repeat what was not answered, and write down what they were told. */
@NullMarked
package io.nightshift.test.faults.load;

import org.jspecify.annotations.NullMarked;
