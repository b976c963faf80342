package io.nightshift.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rooms of the store: who may look into which. */
class RoomsTest {

    private static final String STORE = "io.nightshift.store.";

    /** Each knows only rooms that stand before it. */
    private static final List<String> ORDER = List.of(
            "id",
            "health",
            "text",
            "port",
            "sql",
            "migration",
            "audit",
            "ingress",
            "user",
            "access",
            "node",
            "queue",
            "type",
            "key",
            "claim",
            "finish",
            "run",
            "duty",
            "steer",
            "submit",
            "outbox",
            "read",
            "stat",
            "schedule",
            "bulk",
            "move",
            "h2",
            "postgres",
            "boot");

    /** Rooms with the SQL of jobs. */
    private static final String[] INNER = {
        STORE + "sql",
        STORE + "key",
        STORE + "claim",
        STORE + "finish",
        STORE + "run",
        STORE + "duty",
        STORE + "steer",
        STORE + "submit",
        STORE + "read",
        STORE + "move",
        STORE + "h2",
        STORE + "postgres"
    };

    @Test
    void everyRoomHasItsPlaceInTheOrder() {
        assertThat(House.packages("jpa").stream().map(name -> name.substring(STORE.length())))
                .containsExactlyInAnyOrderElementsOf(ORDER);
    }

    @Test
    void aRoomKnowsOnlyThoseBeforeIt() {
        TreeSet<String> upward = new TreeSet<>();
        for (JavaClass one : House.classes()) {
            if (one.getPackageName().startsWith(STORE)) {
                one.getDirectDependenciesFromSelf().stream()
                        .filter(used -> used.getTargetClass().getPackageName().startsWith(STORE))
                        .filter(used -> place(used.getTargetClass()) > place(one))
                        .forEach(used -> upward.add(one.getName() + " knows "
                                + used.getTargetClass().getName()));
            }
        }

        assertThat(upward).as("what knows a later room").isEmpty();
    }

    @Test
    void onlyBootKnowsTheDatabases() {
        noClasses()
                .that()
                .resideOutsideOfPackages(STORE + "boot", STORE + "h2", STORE + "postgres")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STORE + "h2", STORE + "postgres")
                .check(House.classes());
        noClasses()
                .that()
                .resideInAPackage(STORE + "h2")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(STORE + "postgres")
                .check(House.classes());
    }

    @Test
    void onlyBootAndMigrationAskWhichDatabaseItIs() {
        noClasses()
                .that()
                .resideOutsideOfPackages(STORE + "boot", STORE + "migration", STORE + "sql")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(STORE + "sql.Dialect")
                .check(House.classes());
    }

    @Test
    void nobodyOutsideSeesTheSqlOfJobs() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.nightshift.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(INNER)
                .check(House.classes());
    }

    @Test
    void noRoomIsCrowded() {
        Map<String, Long> crowded = House.classes().stream()
                .filter(one -> one.getPackageName().startsWith(STORE))
                .filter(one -> one.isTopLevelClass() && !one.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        crowded.values().removeIf(classes -> classes <= 25);

        assertThat(crowded).as("rooms of more than 25 classes").isEmpty();
    }

    private static int place(JavaClass one) {
        return ORDER.indexOf(one.getPackageName().substring(STORE.length()));
    }
}
