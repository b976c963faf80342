package io.nightshift.store.access;

import io.nightshift.store.access.AccessStore.Rule;
import io.nightshift.store.access.AccessStore.Subject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row: roles and users are joined by commas, which neither can contain. */
@Entity
@Table(name = "access_rule")
@IdClass(AccessRuleEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
class AccessRuleEntity {

    private static final String COMMA = ",";

    @Id
    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(10)")
    private Subject subject;

    @Id
    private String name;

    private String roles;
    private String users;

    @Column(name = "changed_by")
    private String changedBy;

    @Column(name = "changed_at")
    private Instant changedAt;

    /** For Hibernate. */
    protected AccessRuleEntity() {}

    AccessRuleEntity(Rule rule) {
        this.subject = rule.subject();
        this.name = rule.name();
        this.roles = String.join(COMMA, new TreeSet<>(rule.roles()));
        this.users = String.join(COMMA, new TreeSet<>(rule.users()));
        this.changedBy = rule.changedBy();
        this.changedAt = rule.changedAt();
    }

    Rule rule() {
        return new Rule(subject, name, split(roles), split(users), changedBy, changedAt);
    }

    private static Set<String> split(String joined) {
        return Arrays.stream(joined.split(COMMA))
                .filter(one -> !one.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What names one. */
    static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private Subject subject;
        private String name;

        /** For Hibernate. */
        protected Key() {
            this(Subject.TYPE, "");
        }

        Key(Subject subject, String name) {
            this.subject = subject;
            this.name = name;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && subject == key.subject && name.equals(key.name);
        }

        @Override
        public int hashCode() {
            return Objects.hash(subject, name);
        }
    }
}
