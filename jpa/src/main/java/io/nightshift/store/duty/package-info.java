/**
 * What somebody has to do from time to time: let due jobs become ready, end those that waited too long, take back what a
 * lost node held, free what was forgotten, remove what is old. Each call does a bounded part.
 */
@NullMarked
package io.nightshift.store.duty;

import org.jspecify.annotations.NullMarked;
