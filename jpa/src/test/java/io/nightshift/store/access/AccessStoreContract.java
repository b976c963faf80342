package io.nightshift.store.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightshift.store.TestPersistence;
import io.nightshift.store.access.AccessStore.Rule;
import io.nightshift.store.access.AccessStore.Subject;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What {@link AccessStore} promises, on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AccessStoreContract {

    private final TestPersistence database = database();
    private final AccessStore rules = database.store(AccessStore.class, JpaAccessStore::new);

    abstract TestPersistence database();

    @BeforeEach
    void clear() {
        database.sql("delete from access_rule");
    }

    @AfterAll
    void close() throws Exception {
        database.close();
    }

    @Test
    void keepsOneRuleOfEachSubjectAndName() {
        rules.put(Subject.TYPE, "a.b", Set.of("operator"), Set.of("erp", "shop"), "ann");
        rules.put(Subject.QUEUE, "a.b", Set.of(), Set.of("erp"), "ann");
        rules.put(Subject.DECLARED, "a.b", Set.of("operator"), Set.of(), "node");

        rules.put(Subject.TYPE, "a.b", Set.of("admin", "submitter"), Set.of(), "otto");

        assertThat(rules.all())
                .extracting(Rule::subject, Rule::changedBy)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple(Subject.DECLARED, "node"),
                        org.assertj.core.api.Assertions.tuple(Subject.QUEUE, "ann"),
                        org.assertj.core.api.Assertions.tuple(Subject.TYPE, "otto"));
        Rule type = rules.find(Subject.TYPE, "a.b").orElseThrow();
        assertThat(type.roles()).containsExactlyInAnyOrder("admin", "submitter");
        assertThat(type.users()).isEmpty();
        assertThat(rules.find(Subject.QUEUE, "a.b").orElseThrow().users()).containsExactly("erp");
        assertThat(rules.find(Subject.QUEUE, "a.c")).isEmpty();
    }

    @Test
    void takesOneAway() {
        rules.put(Subject.TYPE, "a.b", Set.of("operator"), Set.of(), "ann");

        assertThat(rules.remove(Subject.QUEUE, "a.b")).isFalse();
        assertThat(rules.remove(Subject.TYPE, "a.b")).isTrue();
        assertThat(rules.remove(Subject.TYPE, "a.b")).isFalse();
        assertThat(rules.all()).isEmpty();
    }
}
