package io.nightshift.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.api.job.JobId;
import io.nightshift.api.job.JobState;
import io.nightshift.store.sql.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Where jobs lie, read from the tables themselves and not through the code under test. */
public final class Places {

    private final TestDatabase database;

    public Places(TestDatabase database) {
        this.database = database;
    }

    /** The one place of a job with its attempt, such as {@code ready 1} or {@code DEAD 3}. */
    public String of(JobId id) {
        List<String> places = all().getOrDefault(id.value(), List.of());
        assertThat(places).as("places of " + id).hasSize(1);
        return places.get(0);
    }

    /** Every job lies in exactly one place, and nothing lies anywhere that is no job. */
    public void check() {
        Map<UUID, List<String>> all = all();
        Map<UUID, List<String>> wrong = new HashMap<>(all);
        wrong.values().removeIf(places -> places.size() == 1);
        assertThat(wrong).as("jobs in more than one place").isEmpty();
        List<UUID> jobs = database.rows("select id from job").stream()
                .map(row -> (UUID) row.get(0))
                .toList();
        assertThat(all.keySet()).as("jobs with a place").containsExactlyInAnyOrderElementsOf(jobs);
        assertThat(database.number("select count(*) from claim where cardinality(job_ids) = 0"))
                .as("empty claims")
                .isZero();
    }

    /** The state of every job. */
    public Map<UUID, JobState> states() {
        Map<UUID, JobState> states = new HashMap<>();
        all().forEach((job, places) -> {
            assertThat(places).as("places of " + job).hasSize(1);
            String place = places.get(0).substring(0, places.get(0).indexOf(' '));
            states.put(job, JobState.valueOf(place.equals("claim") ? "RUNNING" : place.toUpperCase(Locale.ROOT)));
        });
        return states;
    }

    private Map<UUID, List<String>> all() {
        Map<UUID, List<String>> places = new HashMap<>();
        for (String table : new String[] {"scheduled", "blocked", "ready"}) {
            database.rows("select job_id, attempt from " + table)
                    .forEach(row -> add(places, (UUID) row.get(0), table + " " + row.get(1)));
        }
        database.rows("select job_id, state, attempt from outcome")
                .forEach(row -> add(places, (UUID) row.get(0), row.get(1) + " " + row.get(2)));
        try (Connection connection = database.source().getConnection();
                PreparedStatement select = connection.prepareStatement("select job_ids, attempts from claim");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                List<UUID> jobs = Values.uuids(row, 1);
                List<Integer> attempts = Values.integers(row, 2);
                assertThat(attempts).hasSameSizeAs(jobs);
                for (int i = 0; i < jobs.size(); i++) {
                    add(places, jobs.get(i), "claim " + attempts.get(i));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return places;
    }

    private static void add(Map<UUID, List<String>> places, UUID job, String place) {
        places.computeIfAbsent(job, id -> new ArrayList<>()).add(place);
    }
}
