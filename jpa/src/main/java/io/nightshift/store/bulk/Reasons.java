package io.nightshift.store.bulk;

import io.nightshift.api.bulk.BulkReply;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Replies with their counts as one text: {@code RUNNING=2,ENDED=1}. */
final class Reasons {

    private Reasons() {}

    static String write(Map<BulkReply, Long> reasons) {
        return reasons.entrySet().stream()
                .map(reason -> reason.getKey() + "=" + reason.getValue())
                .collect(Collectors.joining(","));
    }

    static Map<BulkReply, Long> read(String text) {
        Map<BulkReply, Long> reasons = new EnumMap<>(BulkReply.class);
        for (String reason : text.split(",", -1)) {
            int equals = reason.indexOf('=');
            if (equals > 0) {
                reasons.put(
                        BulkReply.valueOf(reason.substring(0, equals)), Long.parseLong(reason.substring(equals + 1)));
            }
        }
        return reasons;
    }
}
