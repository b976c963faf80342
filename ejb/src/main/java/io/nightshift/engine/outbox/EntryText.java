package io.nightshift.engine.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobRequest;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.store.outbox.OutboxEntry;
import io.nightshift.store.text.Fitting;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a request is written as an entry, and read again: strictly, for the table is open to whoever may write to it. */
final class EntryText {

    private static final int LONGEST_SUBMITTER = 200;
    private static final int VERSION_7 = 7;
    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    private final StrictJson json;
    private final Clock clock;

    EntryText(StrictJson json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * What an entry asks for.
     *
     * @param id of the job to come
     * @param submitter who asked
     */
    record Asked(JobId id, JobRequest request, String submitter) {}

    /** Why an entry can never become a job. */
    static final class WrongEntryException extends Exception {

        private static final long serialVersionUID = 1L;

        WrongEntryException(String reason, Throwable cause) {
            super(reason, cause);
        }

        WrongEntryException(String reason) {
            super(reason);
        }
    }

    /**
     * Writes one.
     *
     * @param args the request's arguments as text
     */
    OutboxEntry write(JobId id, JobRequest request, String args, String submitter) {
        try {
            return new OutboxEntry(
                    id.toString(),
                    request.type(),
                    args,
                    json.write(Options.of(request)),
                    Fitting.cut(submitter, LONGEST_SUBMITTER));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts, numbers and times can always be written as JSON", impossible);
        }
    }

    Asked read(OutboxEntry entry) throws WrongEntryException {
        JobId id = id(entry.id());
        @Nullable Options options;
        try {
            options = json.read(entry.options(), Options.class);
        } catch (JsonProcessingException wrong) {
            throw new WrongEntryException("options: " + wrong.getOriginalMessage(), wrong);
        }
        if (options == null) {
            throw new WrongEntryException("options: must be a JSON object");
        }
        try {
            return new Asked(
                    id, options.request(entry.type(), entry.args()), Fitting.cut(entry.submitter(), LONGEST_SUBMITTER));
        } catch (IllegalArgumentException wrong) {
            throw new WrongEntryException("options." + wrong.getMessage(), wrong);
        }
    }

    /** Another id would sort its job to where nobody looks, or be two texts for one job. */
    private JobId id(String text) throws WrongEntryException {
        JobId id;
        try {
            id = JobId.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new WrongEntryException("id: " + wrong.getMessage(), wrong);
        }
        UUID value = id.value();
        boolean usual = value.version() == VERSION_7 && value.variant() == 2 && text.equals(id.toString());
        if (!usual || id.time().isAfter(clock.instant().plus(MOST_AHEAD))) {
            throw new WrongEntryException(
                    "id: must be a UUID of version 7 in lower case whose time is not more than a day ahead");
        }
        return id;
    }
}
