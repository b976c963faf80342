package io.nightshift.engine.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightshift.api.client.InvalidJobException;
import io.nightshift.store.access.AccessStore;
import io.nightshift.store.access.AccessStore.Rule;
import io.nightshift.store.access.AccessStore.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleBookTest {

    private final Rules rules = new Rules();
    private final List<String> asked = new ArrayList<>();
    private long nanos;
    private final RuleBook book = new RuleBook(
            rules,
            name -> {
                asked.add(name);
                return Map.of(
                                "erp", Set.of("submitter"),
                                "otto", Set.of("operator"),
                                "root", Set.of("admin"))
                        .getOrDefault(name, Set.of());
            },
            () -> nanos);

    @Test
    void letsWhoeverMaySubmitSubmitWhatIsBoundToNobody() {
        book.check("a.b", "default", "erp");
        book.check("a.b", "default", "somebody");

        // What is bound to nobody costs no look at its caller.
        assertThat(asked).isEmpty();
        assertThat(rules.reads).isEqualTo(1);
    }

    @Test
    void bindsATypeToRolesAndUsers() {
        rules.set(Subject.TYPE, "a.b", Set.of("operator"), Set.of("shop"));

        assertThatCode(() -> book.check("a.b", "default", "otto")).doesNotThrowAnyException();
        assertThatCode(() -> book.check("a.b", "default", "shop")).doesNotThrowAnyException();
        assertThatCode(() -> book.check("a.b", "default", "root")).doesNotThrowAnyException();
        assertThatThrownBy(() -> book.check("a.b", "default", "erp"))
                .isInstanceOf(NotPermittedException.class)
                .hasMessageContaining("a.b")
                .hasMessageContaining("operator")
                .hasMessageContaining("ask an administrator");
        assertThatThrownBy(() -> book.check("a.b", "default", "unknown")).isInstanceOf(NotPermittedException.class);
        assertThat(book.allows("a.b", "erp")).isFalse();
        assertThat(book.allows("a.b", "otto")).isTrue();
        assertThat(book.allows("a.c", "erp")).isTrue();
    }

    @Test
    void bindsAQueue() {
        rules.set(Subject.QUEUE, "month-end", Set.of(), Set.of("erp"));

        assertThatCode(() -> book.check("a.b", "month-end", "erp")).doesNotThrowAnyException();
        assertThatThrownBy(() -> book.check("a.b", "month-end", "otto"))
                .isInstanceOf(NotPermittedException.class)
                .hasMessageContaining("Queue month-end");
    }

    @Test
    void takesWhatAnAdministratorSaidBeforeWhatTheCodeDeclares() {
        rules.set(Subject.DECLARED, "a.b", Set.of("operator"), Set.of());
        book.refresh();
        assertThat(book.allows("a.b", "erp")).isFalse();

        rules.set(Subject.TYPE, "a.b", Set.of("submitter"), Set.of());
        book.refresh();
        assertThat(book.allows("a.b", "erp")).isTrue();
    }

    @Test
    void readsTheRulesItselfIfNobodyDidForLong() {
        book.check("a.b", "default", "erp");
        rules.set(Subject.TYPE, "a.b", Set.of("operator"), Set.of());

        nanos += Duration.ofSeconds(10).toNanos();
        assertThatCode(() -> book.check("a.b", "default", "erp")).doesNotThrowAnyException();
        nanos += 1;
        assertThatThrownBy(() -> book.check("a.b", "default", "erp")).isInstanceOf(NotPermittedException.class);
    }

    @Test
    void refusesRulesThatMakeNoSense() {
        assertThatThrownBy(() -> Submitters.of(Set.of("viewer"), Set.of()))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("submitter");
        assertThatThrownBy(() -> Submitters.of(Set.of(), Set.of("a,b")))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("users");
        assertThat(Submitters.of(Set.of(), Set.of()).allow("root", Set.of("admin")))
                .isTrue();
    }

    private static final class Rules implements AccessStore {

        private final List<Rule> rows = new ArrayList<>();
        private int reads;

        void set(Subject subject, String name, Set<String> roles, Set<String> users) {
            put(subject, name, roles, users, "ann");
        }

        @Override
        public List<Rule> all() {
            reads++;
            return List.copyOf(rows);
        }

        @Override
        public Optional<Rule> find(Subject subject, String name) {
            return rows.stream()
                    .filter(rule -> rule.subject() == subject && rule.name().equals(name))
                    .findFirst();
        }

        @Override
        public void put(Subject subject, String name, Set<String> roles, Set<String> users, String by) {
            remove(subject, name);
            rows.add(new Rule(subject, name, roles, users, by, Instant.EPOCH));
        }

        @Override
        public boolean remove(Subject subject, String name) {
            return rows.removeIf(
                    rule -> rule.subject() == subject && rule.name().equals(name));
        }
    }
}
