/**
 * Where the ready-made job types read the operator's settings. Values are read when they are needed and never cached
 * here; nothing is written.
 */
@NullMarked
package io.nightshift.jobs.setting;

import org.jspecify.annotations.NullMarked;
