package io.nightshift.web.console.job;

import io.nightshift.api.bulk.BulkFilter;
import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.store.port.JobSearch.Query;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What a list of jobs shows, as the query string of its URL. Lenient: what cannot be understood is left out and named
 * in {@code ignored}, so that a mistyped bookmark still shows a page.
 *
 * @param states any of these; empty for all
 * @param from submitted at or after, as typed: an instant, or date and time in UTC
 * @param to submitted before, as typed
 * @param older cursor of the page after; exclusive with {@code newer}
 * @param newer cursor of the page before
 * @param ignored names of parameters that made no sense
 */
public record JobFilter(
        Set<JobState> states,
        @Nullable String type,
        @Nullable String queue,
        @Nullable String tenant,
        @Nullable String tag,
        @Nullable String text,
        @Nullable String from,
        @Nullable String to,
        @Nullable String older,
        @Nullable String newer,
        List<String> ignored) {

    /** Reads request parameters. */
    public static JobFilter parse(Map<String, String[]> parameters) {
        List<String> ignored = new ArrayList<>();
        Set<JobState> states = EnumSet.noneOf(JobState.class);
        for (String state : parameters.getOrDefault("state", new String[0])) {
            for (String name : state.split(",")) {
                Arrays.stream(JobState.values())
                        .filter(known -> known.name().equalsIgnoreCase(name.strip()))
                        .findFirst()
                        .ifPresentOrElse(states::add, () -> {
                            if (!name.isBlank()) {
                                ignored.add("state");
                            }
                        });
            }
        }
        return new JobFilter(
                states,
                one(parameters, "type"),
                one(parameters, "queue"),
                one(parameters, "tenant"),
                one(parameters, "tag"),
                one(parameters, "text"),
                checked(one(parameters, "from"), "from", JobFilter::instant, ignored),
                checked(one(parameters, "to"), "to", JobFilter::instant, ignored),
                checked(one(parameters, "older"), "older", JobFilter::id, ignored),
                checked(one(parameters, "newer"), "newer", JobFilter::id, ignored),
                List.copyOf(ignored));
    }

    /** Reads what {@link #query} wrote. */
    public static JobFilter parse(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters
                        .computeIfAbsent(decode(pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(decode(pair.substring(equals + 1)));
            }
        }
        Map<String, String[]> arrays = new LinkedHashMap<>();
        parameters.forEach((name, values) -> arrays.put(name, values.toArray(String[]::new)));
        return parse(arrays);
    }

    /** The whole of it as a query string without the question mark. */
    public String query() {
        return query(older, newer);
    }

    /** The same filter on its first page. */
    public String firstPage() {
        return query(null, null);
    }

    /** The same filter on the page behind this cursor. */
    public String olderPage(JobId cursor) {
        return query(cursor.toString(), null);
    }

    /** The same filter on the page before this cursor. */
    public String newerPage(JobId cursor) {
        return query(null, cursor.toString());
    }

    /** For the store. */
    public Query toQuery(int limit) {
        String cursor = newer != null ? newer : older;
        return new Query(
                List.copyOf(states),
                type,
                queue,
                tenant,
                null,
                tag,
                text,
                from == null ? null : instant(from),
                to == null ? null : instant(to),
                cursor == null ? null : id(cursor),
                newer != null,
                limit);
    }

    /** For an operation on all that fit. */
    public BulkFilter toBulk() {
        return new BulkFilter(
                List.copyOf(states),
                type,
                queue,
                tenant,
                tag,
                text,
                from == null ? null : instant(from),
                to == null ? null : instant(to));
    }

    /** For the store: what is newer than a job, whatever page is shown. */
    public Query newerThan(JobId first, int limit) {
        return new JobFilter(states, type, queue, tenant, tag, text, from, to, null, first.toString(), ignored)
                .toQuery(limit);
    }

    /** Whether it leaves anything out. */
    public boolean narrows() {
        return !firstPage().isEmpty();
    }

    /** Whether something beside the states narrows it. */
    public boolean detailed() {
        return type != null || queue != null || tenant != null || tag != null || from != null || to != null;
    }

    /** For a query string. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String query(@Nullable String olderThan, @Nullable String newerThan) {
        StringJoiner query = new StringJoiner("&");
        states.forEach(state -> query.add("state=" + state));
        add(query, "type", type);
        add(query, "queue", queue);
        add(query, "tenant", tenant);
        add(query, "tag", tag);
        add(query, "text", text);
        add(query, "from", from);
        add(query, "to", to);
        add(query, "older", olderThan);
        add(query, "newer", newerThan);
        return query.toString();
    }

    private static void add(StringJoiner query, String name, @Nullable String value) {
        if (value != null) {
            query.add(name + "=" + encode(value));
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static @Nullable String one(Map<String, String[]> parameters, String name) {
        String[] values = parameters.get(name);
        return values == null || values.length == 0 || values[0].isBlank() ? null : values[0].strip();
    }

    private static @Nullable String checked(
            @Nullable String value, String name, java.util.function.Consumer<String> reader, List<String> ignored) {
        if (value == null) {
            return null;
        }
        try {
            reader.accept(value);
            return value;
        } catch (DateTimeParseException | IllegalArgumentException wrong) {
            ignored.add(name);
            return null;
        }
    }

    private static JobId id(String text) {
        return JobId.parse(text);
    }

    private static Instant instant(String text) {
        if (text.endsWith("Z")) {
            return Instant.parse(text);
        }
        return LocalDateTime.parse(text.length() == 10 ? text + "T00:00" : text).toInstant(ZoneOffset.UTC);
    }
}
