package io.nightshift.web.console.job;

import io.nightshift.api.client.CancelReply;
import io.nightshift.api.client.RetryReply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What came of an action on several jobs, in one sentence: "3 cancelled, 1 had ended". */
final class BulkReply {

    private BulkReply() {}

    static String cancelled(Collection<CancelReply> replies) {
        List<String> parts = new ArrayList<>();
        add(parts, count(replies, CancelReply.CANCELLED), "cancelled");
        add(parts, count(replies, CancelReply.REQUESTED), "asked to stop");
        add(parts, count(replies, CancelReply.ENDED), "had ended");
        add(parts, count(replies, CancelReply.NOT_FOUND), "not there any more");
        return sentence(parts);
    }

    static String retried(Collection<RetryReply> replies) {
        List<String> parts = new ArrayList<>();
        add(parts, count(replies, RetryReply.RETRIED), "ready again");
        add(parts, count(replies, RetryReply.NOT_ENDED), "not ended yet");
        add(parts, count(replies, RetryReply.SUCCEEDED), "had succeeded");
        add(parts, count(replies, RetryReply.NOT_FOUND), "not there any more");
        return sentence(parts);
    }

    private static <T> long count(Collection<T> replies, T reply) {
        return replies.stream().filter(reply::equals).count();
    }

    private static void add(List<String> parts, long count, String words) {
        if (count > 0) {
            parts.add(String.format(Locale.ROOT, "%,d %s", count, words));
        }
    }

    private static String sentence(List<String> parts) {
        return parts.isEmpty() ? "Nothing was selected" : String.join(", ", parts);
    }
}
