package io.nightshift.engine.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nightshift.engine.json.StrictJson;
import io.nightshift.store.ingress.RejectStore.NewReject;
import io.nightshift.store.outbox.OutboxEntry;
import io.nightshift.store.text.Fitting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/** An entry that can never become a job, as people find it among the rejects. */
final class EntryReject {

    /** Escaped it may be twice as long, and still fits its column. */
    private static final int LONGEST_OPTIONS = 3_000;

    private final StrictJson json;
    private final BinaryOperator<String> shown;

    /**
     * Writes them.
     *
     * @param shown makes of a type and its arguments what people may see of these
     */
    EntryReject(StrictJson json, BinaryOperator<String> shown) {
        this.json = json;
        this.shown = shown;
    }

    NewReject of(String outbox, OutboxEntry entry, String reason) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("type", Fitting.cut(entry.type(), 100));
        headers.put("submitter", Fitting.cut(entry.submitter(), 200));
        headers.put("options", Fitting.cut(entry.options(), LONGEST_OPTIONS));
        try {
            return new NewReject(
                    "outbox:" + outbox,
                    entry.id(),
                    reason,
                    json.write(headers),
                    shown.apply(entry.type(), entry.args()),
                    StrictJson.bytes(entry.args()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts can always be written as JSON", impossible);
        }
    }
}
