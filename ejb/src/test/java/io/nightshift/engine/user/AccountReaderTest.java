package io.nightshift.engine.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.store.user.UserStore.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountReaderTest {

    private static final Credentials ANN = new Credentials("ann", false, true, "hash", Set.of("viewer"));

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> asked = new ArrayList<>();
    private @Nullable RuntimeException trouble;
    private final AccountReader reader = new AccountReader(this::store, nanos::get);

    @Test
    void asksOnceInThreeSeconds() {
        assertThat(reader.find("ann")).contains(ANN);
        assertThat(reader.find("nobody")).isEmpty();
        assertThat(reader.find("ann")).contains(ANN);
        assertThat(reader.find("nobody")).isEmpty();
        assertThat(asked).containsExactly("ann", "nobody");

        nanos.addAndGet(AccountReader.FRESH_NANOS);

        assertThat(reader.find("ann")).contains(ANN);
        assertThat(asked).containsExactly("ann", "nobody", "ann");
    }

    @Test
    void asksAnewAboutWhoWasChanged() {
        reader.find("ann");
        reader.forget("ann");
        reader.find("ann");

        assertThat(asked).containsExactly("ann", "ann");
    }

    @Test
    void callsNobodyUnknownWhenItCannotAsk() {
        trouble = new IllegalStateException("no connection");

        assertThatThrownBy(() -> reader.find("ann")).isInstanceOf(AccountsAwayException.class);
        assertThatThrownBy(() -> reader.find("bob")).isInstanceOf(AccountsAwayException.class);
        assertThat(asked).as("one question, then a pause").containsExactly("ann");

        trouble = null;
        nanos.addAndGet(AccountReader.PAUSE_NANOS);
        assertThat(reader.find("ann")).contains(ANN);
    }

    @Test
    void goesOnWithWhatItReadJustBefore() {
        reader.find("ann");
        trouble = new IllegalStateException("no connection");

        assertThat(reader.find("ann")).contains(ANN);

        nanos.addAndGet(AccountReader.FRESH_NANOS);
        assertThatThrownBy(() -> reader.find("ann")).isInstanceOf(AccountsAwayException.class);
    }

    /** A database that does not answer holds one caller, not all. */
    @Test
    void waitsABoundedTimeForAQuestionThatIsNotAnswered() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AccountReader frozen = new AccountReader(
                name -> {
                    asking.countDown();
                    try {
                        answer.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return Optional.of(ANN);
                },
                nanos::get);
        CompletableFuture<Optional<Credentials>> first = CompletableFuture.supplyAsync(() -> frozen.find("ann"));
        asking.await();

        assertThatThrownBy(() -> frozen.find("ann")).isInstanceOf(AccountsAwayException.class);

        answer.countDown();
        assertThat(first.get()).contains(ANN);
    }

    private Optional<Credentials> store(String name) {
        asked.add(name);
        if (trouble != null) {
            throw trouble;
        }
        return name.equals("ann") ? Optional.of(ANN) : Optional.empty();
    }
}
