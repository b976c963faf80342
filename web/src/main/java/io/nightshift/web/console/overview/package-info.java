/** The first page: the verdict, figures, the chart of the last hours. */
@NullMarked
package io.nightshift.web.console.overview;

import org.jspecify.annotations.NullMarked;
