package io.nightshift.store.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.store.TestPersistence;
import io.nightshift.store.port.SearchTimeoutException;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class JobSearchOnPostgresTest extends JobSearchContract {

    @Override
    TestPersistence database() {
        return TestPersistence.postgres();
    }

    @Override
    String bulk(int jobs) {
        return """
                insert into job (id, type, queue, priority, args, max_attempts, timeout_ms, submitter, source, submitted_at)
                select cast('01980000-0000-7000-8000-' || lpad(cast(x as varchar), 12, '0') as uuid),
                  case when x = 1 then 'rare' else 'common' end, 'main', case when x = 1 then 1 else 5 end, '{}', 3, 0,
                  'ann', 'HTTP', current_timestamp
                from generate_series(1, %d) x""".replace("%d", String.valueOf(jobs));
    }

    @Test
    void saysThatItTookTooLong() throws Exception {
        try (Connection other = database.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table job in access exclusive mode");

            Object answer = database.transaction(em -> {
                assertThatThrownBy(() -> new JpaJobSearch(em, sql).find(id(1)))
                        .isInstanceOf(SearchTimeoutException.class);
                return em.createNativeQuery("select 'whole'").getSingleResult();
            });
            assertThat(answer).as("the caller's transaction").isEqualTo("whole");
            assertThatThrownBy(() -> search.find(id(1)))
                    .isInstanceOf(SearchTimeoutException.class)
                    .hasMessageContaining("2 s");
            other.rollback();
        }
    }
}
