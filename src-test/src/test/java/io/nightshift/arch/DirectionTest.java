package io.nightshift.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code api <- store <- engine <- web} and {@code api <- jobs}: nothing calls upward. */
class DirectionTest {

    private static final String API = "io.nightshift.api..";
    private static final String STORE = "io.nightshift.store..";
    private static final String ENGINE = "io.nightshift.engine..";
    private static final String JOBS = "io.nightshift.jobs..";
    private static final String WEB = "io.nightshift.web..";

    @Test
    void everyModuleKeepsToItsPackages() {
        Map<String, String> roots = Map.of(
                "api", "io.nightshift.api",
                "jpa", "io.nightshift.store",
                "ejb", "io.nightshift.engine",
                "jobs", "io.nightshift.jobs",
                "web", "io.nightshift.web");

        for (String module : House.MODULES) {
            assertThat(House.packages(module))
                    .allSatisfy(name -> assertThat(name).startsWith(roots.get(module)));
        }
    }

    @Test
    void noPackageLiesInTwoModules() {
        Map<String, String> owners = new HashMap<>();

        for (String module : House.MODULES) {
            for (String name : House.packages(module)) {
                String other = owners.putIfAbsent(name, module);
                assertThat(other).as("package %s is in %s and in", name, module).isNull();
            }
        }
    }

    @Test
    void apiKnowsOnlyTheJdkAndJakarta() {
        classes()
                .that()
                .resideInAPackage(API)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(API, "java..", "jakarta..", "org.jspecify..")
                .check(House.classes());
    }

    @Test
    void storeKnowsOnlyTheApi() {
        noClasses()
                .that()
                .resideInAPackage(STORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE, JOBS, WEB)
                .allowEmptyShould(true)
                .check(House.classes());
    }

    @Test
    void engineKnowsNeitherWebNorJobs() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(JOBS, WEB)
                .allowEmptyShould(true)
                .check(House.classes());
    }

    @Test
    void jobsKnowOnlyTheApi() {
        noClasses()
                .that()
                .resideInAPackage(JOBS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STORE, ENGINE, WEB)
                .allowEmptyShould(true)
                .check(House.classes());
    }

    @Test
    void webKnowsNoJobs() {
        noClasses()
                .that()
                .resideInAPackage(WEB)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(JOBS)
                .allowEmptyShould(true)
                .check(House.classes());
    }

    @Test
    void webUsesTheEngineByItsInterfacesAndValues() {
        DescribedPredicate<JavaClass> internal = describe(
                "that are neither interface, record, enum nor exception",
                type -> !type.isInterface()
                        && !type.isRecord()
                        && !type.isEnum()
                        && !type.isAssignableTo(Throwable.class));

        noClasses()
                .that()
                .resideInAPackage(WEB)
                .should()
                .dependOnClassesThat(resideInAPackage(ENGINE).and(internal))
                .allowEmptyShould(true)
                .check(House.classes());
    }
}
