/** What Faces itself is taught: records in pages, a nonce that fits, versions in the URLs of resources. */
@NullMarked
package io.nightshift.web.console.faces;

import org.jspecify.annotations.NullMarked;
