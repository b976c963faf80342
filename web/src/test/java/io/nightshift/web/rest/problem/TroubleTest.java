package io.nightshift.web.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.store.port.SearchTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TroubleTest {

    private static final String PATH = "jobs.xhtml";

    @Test
    void saysThatASearchWasStoppedHoweverItIsWrapped() {
        SearchTimeoutException stopped = new SearchTimeoutException(Duration.ofSeconds(2), new SQLException("57014"));

        assertThat(Trouble.in(new IllegalStateException(new IllegalStateException(stopped)), PATH))
                .startsWith("The search was stopped after 2 s: narrow it");
    }

    @Test
    void saysThatTheDatabaseCannotBeReached() {
        assertThat(Trouble.in(new IllegalStateException(new SQLException("gone", "08006")), PATH))
                .startsWith("The database cannot be reached");
    }

    @Test
    void leavesFaultsOfOursAlone() {
        assertThat(Trouble.in(new IllegalStateException("a fault"), PATH)).isNull();
        assertThat(Trouble.in(null, PATH)).isNull();
    }
}
