package io.nightshift.engine.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.store.user.UserStore.Credentials;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private final SecureRandom random = new SecureRandom();
    private final Passwords passwords = new Passwords(random);
    private final Tokens tokens = new Tokens(random);
    private final Secrets secrets = new Secrets(passwords, tokens, random, 1);
    private final Credentials ann = new Credentials("ann", false, true, passwords.hash("right"), Set.of());

    @Test
    void remembersAPasswordThatFittedForAsLongAsItsHashIsTheSame() {
        assertThat(secrets.fitsAtOnce(ann, "right")).isFalse();
        assertThat(secrets.fits(ann, "right")).contains(true);
        assertThat(secrets.fitsAtOnce(ann, "right")).isTrue();

        assertThat(secrets.fitsAtOnce(ann, "Right")).isFalse();
        assertThat(secrets.fitsAtOnce(new Credentials("ann", false, true, passwords.hash("right"), Set.of()), "right"))
                .isFalse();
        assertThat(secrets.fitsAtOnce(new Credentials("bob", false, true, ann.hash(), Set.of()), "right"))
                .isFalse();
    }

    @Test
    void looksUpATokenAtOnceAndNeverTakesAPasswordForOne() {
        String token = tokens.make();
        Credentials erp = new Credentials("erp", true, true, tokens.hash(token), Set.of());

        assertThat(secrets.fitsAtOnce(erp, token)).isTrue();
        assertThat(secrets.fitsAtOnce(erp, token + "x")).isFalse();
        assertThat(secrets.fits(erp, token)).contains(false);
        assertThat(secrets.fits(null, "right")).contains(false);
        assertThat(secrets.fitsAtOnce(null, "right")).isFalse();
    }

    /** Ten for each processor wait at most; the others are told so at once. */
    @Test
    void comparesNoMoreAtATimeThanItCan() {
        List<Optional<Boolean>> answers = IntStream.range(0, 60)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> secrets.fits(ann, "wrong " + i), task -> new Thread(task, "guess").start()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).contains(Optional.empty()).contains(Optional.of(false));
    }
}
