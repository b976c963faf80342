package io.nightshift.engine.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.engine.audit.AuditTrail;
import io.nightshift.engine.fake.MemoryStores;
import io.nightshift.store.audit.AuditStore;
import io.nightshift.store.user.UserStore;
import io.nightshift.store.user.UserStore.User;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountDeskTest {

    private final List<String> calls = new ArrayList<>();
    private final List<String> audit = new ArrayList<>();
    private final List<User> known = new ArrayList<>();
    private final List<String> signIns = new ArrayList<>();
    private boolean accepts = true;
    private Verdict verdict = new Verdict.Wrong();
    private final Tokens tokens = new Tokens(new SecureRandom());
    private final AccountDesk desk = new AccountDesk(
            MemoryStores.proxy(UserStore.class, (method, args) -> {
                if (method.equals("all")) {
                    return List.copyOf(known);
                }
                calls.add(method + " " + args[0] + (args.length > 1 ? " " + args[1] : ""));
                return accepts;
            }),
            new AuditTrail(MemoryStores.proxy(AuditStore.class, (method, args) -> {
                audit.add(args[0] + " " + args[1] + " " + args[2] + " " + args[3]);
                return null;
            })),
            new Passwords(new SecureRandom()),
            tokens,
            MemoryStores.proxy(SignIn.class, (method, args) -> {
                signIns.add(method + " " + args[0]);
                return method.equals("check") ? verdict : null;
            }));

    @Test
    void givesAServiceATokenAndStoresItsHashOnly() {
        String token = desk.make("erp", true, Set.of("submitter"), "root").orElseThrow();

        assertThat(token).hasSize(43);
        assertThat(calls).containsExactly("addService erp " + tokens.hash(token));
        assertThat(tokens.hash("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(audit).containsExactly("root user.make erp service, submitter");
    }

    @Test
    void givesAPersonAPasswordWithASlowHash() {
        String password =
                desk.make("ann", false, Set.of("viewer", "admin"), "root").orElseThrow();

        assertThat(password).hasSize(24);
        assertThat(calls).singleElement().asString().startsWith("add ann $2a$").doesNotContain(password);
        assertThat(audit).containsExactly("root user.make ann person, admin,viewer");
    }

    @Test
    void makesNothingOfATakenName() {
        accepts = false;

        assertThat(desk.make("erp", true, Set.of("viewer"), "root")).isEmpty();
        assertThat(audit).isEmpty();
    }

    @Test
    void refusesWrongNamesAndRoles() {
        assertThatThrownBy(() -> desk.make("a b", true, Set.of("god"), "root"))
                .isInstanceOfSatisfying(
                        InvalidJobException.class,
                        e -> assertThat(e.violations())
                                .extracting(InvalidJobException.Violation::field)
                                .containsExactly("name", "roles"));
        assertThatThrownBy(() -> desk.make("a", true, Set.of(), "root")).isInstanceOf(InvalidJobException.class);
        assertThat(calls).isEmpty();
    }

    @Test
    void renewsTheKindOfSecretThatAUserHas() {
        known.add(new User("erp", true, true, Set.of("viewer")));
        known.add(new User("ann", false, true, Set.of("viewer")));

        String token = desk.renew("erp", "root").orElseThrow();

        assertThat(desk.renew("ann", "root")).isPresent();
        assertThat(desk.renew("nobody", "root")).isEmpty();
        assertThat(calls.get(0)).isEqualTo("token erp " + tokens.hash(token));
        assertThat(calls.get(1)).startsWith("password ann $2a$");
        assertThat(audit).hasSize(2);
    }

    @Test
    void letsNobodyRemoveThemselves() {
        assertThatThrownBy(() -> desk.remove("root", "root")).isInstanceOf(InvalidJobException.class);
        assertThat(desk.remove("erp", "root")).isTrue();
        assertThat(calls).containsExactly("remove erp");
        assertThat(audit).containsExactly("root user.remove erp null");
    }

    @Test
    void changesRolesAndSaysWhatTheyWere() {
        known.add(new User("ann", false, true, Set.of("viewer")));

        assertThat(desk.roles("ann", Set.of("operator", "viewer"), "root")).isTrue();

        assertThat(audit).containsExactly("root user.roles ann viewer -> operator,viewer");
        assertThat(signIns).containsExactly("changed ann");
        assertThat(desk.roles("nobody", Set.of("viewer"), "root")).isFalse();
        assertThatThrownBy(() -> desk.roles("ann", Set.of("god"), "root")).isInstanceOf(InvalidJobException.class);
    }

    @Test
    void letsNoAdministratorLockThemselvesOut() {
        known.add(new User("root", false, true, Set.of("admin")));

        assertThatThrownBy(() -> desk.roles("root", Set.of("viewer"), "root")).isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> desk.enabled("root", false, "root")).isInstanceOf(InvalidJobException.class);
        assertThat(desk.roles("root", Set.of("admin", "viewer"), "root")).isTrue();
    }

    @Test
    void switchesAUserOffAndOn() {
        assertThat(desk.enabled("ann", false, "root")).isTrue();
        assertThat(desk.enabled("ann", true, "root")).isTrue();

        assertThat(calls).containsExactly("enabled ann false", "enabled ann true");
        assertThat(audit).containsExactly("root user.disable ann null", "root user.enable ann null");
        assertThat(signIns).containsExactly("changed ann", "changed ann");
    }

    @Test
    void letsAPersonChooseAPasswordWhoKnowsTheirOwn() {
        verdict = new Verdict.Welcome(new Account("ann", false, Set.of("viewer"), "1"));

        desk.password("ann", "what it was before", "four words are easy", "192.0.2.1");

        assertThat(calls).singleElement().asString().startsWith("password ann $2a$");
        assertThat(audit).containsExactly("ann user.password ann null");
        assertThat(signIns).containsExactly("check ann", "changed ann", "check ann");
    }

    @Test
    void changesNoPasswordOfWhoDoesNotKnowIt() {
        assertThat(desk.password("ann", "guessed", "four words are easy", "192.0.2.1"))
                .isInstanceOf(Verdict.Wrong.class);
        verdict = new Verdict.Welcome(new Account("erp", true, Set.of("viewer"), "1"));
        assertThatThrownBy(() -> desk.password("erp", "token", "four words are easy", "192.0.2.1"))
                .isInstanceOf(InvalidJobException.class);
        assertThat(calls).isEmpty();
    }

    @Test
    void refusesAPasswordThatIsEasilyGuessed() {
        verdict = new Verdict.Welcome(new Account("annabel", false, Set.of("viewer"), "1"));

        for (String poor : List.of(
                "fourteen chars",
                "aaaaaaaaaaaaaaaaaaaa",
                "my name is Annabel!",
                "what it was before",
                "with a \n line feed",
                "x1y2z3".repeat(13))) {
            assertThatThrownBy(() -> desk.password("annabel", "what it was before", poor, "192.0.2.1"))
                    .as(poor)
                    .isInstanceOf(InvalidJobException.class);
        }
        assertThat(calls).isEmpty();
    }
}
