package io.nightshift.engine.ingress;

import io.nightshift.store.ingress.RejectStore.Reject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What operators see of messages that could not become jobs. A CDI bean. */
public interface Rejects {

    /** A page, newest first; {@code before} is the last id of the page before, null from the newest. */
    List<Reject> page(@Nullable UUID before, int limit);

    /** One. */
    Optional<Reject> find(UUID id);

    /** Removes one; recorded with who did it. False if there was none. */
    boolean delete(UUID id, String by);
}
