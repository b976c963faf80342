package io.nightshift.arch;

import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;

/** Conditions in our own words. */
final class Conditions {

    private Conditions() {}

    static <T extends HasName> ArchCondition<T> have(String what, Predicate<T> test) {
        return new ArchCondition<>("have " + what) {
            @Override
            public void check(T item, ConditionEvents events) {
                boolean kept = test.test(item);
                String name = item instanceof HasName.AndFullName full ? full.getFullName() : item.getName();
                events.add(new SimpleConditionEvent(item, kept, name + (kept ? " has " : " lacks ") + what));
            }
        };
    }
}
