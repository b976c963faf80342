package io.nightshift.engine.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.engine.fake.SettableClock;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.user.SlowedStore;
import io.nightshift.store.user.SlowedStore.Slowed;
import io.nightshift.store.user.UserStore.Credentials;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SignInDeskTest {

    private static final String HERE = "192.0.2.1";
    private static final String THERE = "198.51.100.7";

    private final SecureRandom random = new SecureRandom();
    private final Passwords passwords = new Passwords(random, 4);
    private final Tokens tokens = new Tokens(random);
    private final AtomicLong nanos = new AtomicLong();
    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final Map<String, Credentials> users = new HashMap<>();
    private final Map<String, Slowed> slowed = new HashMap<>();
    private final List<String> audit = new ArrayList<>();
    private boolean away;
    private final String token = tokens.make();
    private final SignInDesk desk = desk();

    SignInDeskTest() {
        put("ann", false, true, passwords.hash("right"));
        put("erp", true, true, tokens.hash(token));
    }

    @Test
    void letsInWhoHasTheSecret() {
        assertThat(desk.check("ann", "right", HERE))
                .isInstanceOfSatisfying(
                        Verdict.Welcome.class,
                        in -> assertThat(in.account())
                                .extracting(Account::name, Account::service, Account::roles)
                                .containsExactly("ann", false, Set.of("viewer")));
        assertThat(desk.check("erp", token, HERE)).isInstanceOf(Verdict.Welcome.class);
    }

    @Test
    void letsNobodyElseIn() {
        put("off", false, false, passwords.hash("right"));

        for (String[] wrong : new String[][] {
            {"ann", "Right"},
            {"ann", ""},
            {"erp", "right"},
            {"erp", token + "x"},
            {"nobody", "right"},
            {"off", "right"},
            {"", ""},
            {"a\u0000b", "x"},
            {"n".repeat(500), "x"},
            {"ann", "x".repeat(5_000)}
        }) {
            assertThat(desk.check(wrong[0], wrong[1], HERE)).as(wrong[0]).isInstanceOf(Verdict.Wrong.class);
        }
    }

    @Test
    void cannotBeMadeToLockSomebodyOut() {
        assertThat(desk.check("ann", "right", THERE)).isInstanceOf(Verdict.Welcome.class);
        guess("ann", 50);
        guess("erp", 50);

        assertThat(desk.check("ann", "wrong", HERE)).isInstanceOf(Verdict.Slowed.class);
        assertThat(desk.check("ann", "right", THERE)).isInstanceOf(Verdict.Welcome.class);
        assertThat(desk.check("ann", "right", HERE))
                .as("it fitted before, so it needs no look")
                .isInstanceOf(Verdict.Welcome.class);
        assertThat(desk.check("erp", token, HERE)).isInstanceOf(Verdict.Welcome.class);
    }

    @Test
    void letsTheRightPasswordInWhenTheWaitIsOver() {
        guess("ann", 8);
        assertThat(desk.check("ann", "right", HERE))
                .isInstanceOfSatisfying(
                        Verdict.Slowed.class, wait -> assertThat(wait.delay()).isEqualTo(Duration.ofSeconds(1)));

        pass(Duration.ofSeconds(1));

        assertThat(desk.check("ann", "right", HERE)).isInstanceOf(Verdict.Welcome.class);
        assertThat(slowed).isEmpty();
    }

    @Test
    void tellsKnownNamesFromUnknownOnesByNothing() {
        for (String name : List.of("ann", "erp", "nobody")) {
            guess(name, 8);
            assertThat(desk.check(name, "wrong", HERE)).as(name).isInstanceOf(Verdict.Slowed.class);
        }
        assertThat(slowed).containsOnlyKeys("ann", "erp", "nobody");
    }

    @Test
    void recordsRefusalsAndWhoHasToWait() {
        guess("ann", 9);

        assertThat(audit).hasSize(9).startsWith("anonymous signin.refused ann from " + HERE);
        assertThat(audit.get(8)).startsWith("anonymous signin.slowed ann from " + HERE + ": 8 wrong secrets since ");
        assertThat(desk.slowed()).singleElement().satisfies(one -> {
            assertThat(one.account()).isEqualTo("ann");
            assertThat(one.failures()).isEqualTo(8);
            assertThat(one.until()).isEqualTo(clock.instant().plusSeconds(1));
        });
    }

    @Test
    void isClearedHere() {
        guess("ann", 8);

        assertThat(desk.clear("ann", "root")).isTrue();

        assertThat(desk.clear("ann", "root")).isFalse();
        assertThat(audit).endsWith("root signin.clear ann null");
        assertThat(desk.check("ann", "right", HERE)).isInstanceOf(Verdict.Welcome.class);
    }

    @Test
    void seesThatAnotherNodeClearedIt() {
        guess("ann", 12);
        pass(Duration.ofSeconds(1));
        guess("ann", 1);
        pass(Duration.ofSeconds(2));
        guess("ann", 1);
        pass(Duration.ofSeconds(3));
        slowed.clear();

        assertThat(desk.check("ann", "right", HERE)).isInstanceOf(Verdict.Welcome.class);
    }

    @Test
    void saysSoWhenItCannotBeKnown() {
        away = true;

        assertThat(desk.check("ann", "right", HERE)).isInstanceOf(Verdict.Unknown.class);
        assertThat(desk.check("ann", "wrong", HERE)).isInstanceOf(Verdict.Unknown.class);
        assertThatThrownBy(() -> desk.now("ann")).isInstanceOf(AccountsAwayException.class);
        assertThat(audit).isEmpty();
    }

    @Test
    void goesOnForSecondsWithWhoCameInJustBefore() {
        desk.check("ann", "right", HERE);
        away = true;

        assertThat(desk.check("ann", "right", HERE)).isInstanceOf(Verdict.Welcome.class);
    }

    @Test
    void forgetsAPasswordWithItsHash() {
        String before = stamp();
        put("ann", false, true, passwords.hash("other"));
        desk.changed("ann");

        assertThat(desk.check("ann", "right", HERE)).isInstanceOf(Verdict.Wrong.class);
        assertThat(desk.check("ann", "other", HERE)).isInstanceOf(Verdict.Welcome.class);
        assertThat(stamp()).isNotEqualTo(before);
    }

    @Test
    void countsAnIpv6NetworkAsOneAddress() {
        assertThat(Addresses.network("2001:db8:1:2:3:4:5:6")).isEqualTo(Addresses.network("2001:db8:1:2::9"));
        assertThat(Addresses.network("2001:db8:1:2::9")).isNotEqualTo(Addresses.network("2001:db8:1:3::9"));
        assertThat(Addresses.network("fe80::1%eth0")).endsWith("/64");
        assertThat(Addresses.network("192.0.2.1")).isEqualTo("192.0.2.1");
    }

    private String stamp() {
        return desk.now("ann").orElseThrow().stamp();
    }

    private void guess(String name, int times) {
        for (int i = 0; i < times; i++) {
            desk.check(name, "wrong " + i, HERE);
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        clock.pass(time);
    }

    private void put(String name, boolean service, boolean enabled, String hash) {
        users.put(name, new Credentials(name, service, enabled, hash, Set.of("viewer")));
    }

    private SignInDesk desk() {
        SlowedStore store = MemoryStores.proxy(SlowedStore.class, (method, args) -> switch (method) {
            case "note" -> {
                Slowed one = (Slowed) args[0];
                slowed.put(one.account(), one);
                yield null;
            }
            case "noted" -> slowed.containsKey((String) args[1]);
            case "remove" -> {
                slowed.remove((String) args[1]);
                yield null;
            }
            case "clear" -> slowed.remove((String) args[0]) == null ? 0 : 1;
            default -> List.copyOf(slowed.values());
        });
        AuditStore trail = MemoryStores.proxy(AuditStore.class, (method, args) -> {
            audit.add(args[0] + " " + args[1] + " " + args[2] + " " + args[3]);
            return null;
        });
        AccountReader reader = new AccountReader(
                name -> {
                    if (away) {
                        throw new IllegalStateException("no connection");
                    }
                    return Optional.ofNullable(users.get(name));
                },
                nanos::get);
        return new SignInDesk(
                reader,
                new Secrets(passwords, tokens, random, 2),
                new Throttle(8, Duration.ofMinutes(1), nanos::get, clock),
                new SlowedBoard(store, "n1", clock, nanos::get),
                new SignInTrail(
                        trail,
                        (who, action, target, account, address) ->
                                audit.add(who + " " + action + " " + target + " from " + address)));
    }
}
