package io.nightshift.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How code is cut and named. */
class ShapeTest {

    @Test
    void everyPackageSaysWhatItOwnsAndIsNullMarked() {
        List<String> without = House.MODULES.stream()
                .flatMap(module -> House.packages(module).stream())
                .filter(name ->
                        !House.classes().getPackage(name).isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .toList();

        assertThat(without)
                .as("packages whose package-info.java is missing or not @NullMarked")
                .isEmpty();
    }

    @Test
    void nothingIsNamedForWhatItIsNot() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(House.classes());
    }

    @Test
    void noPublicFieldCanChange() {
        fields().that().arePublic().should().beFinal().allowEmptyShould(true).check(House.classes());
    }

    /** Packages of the api are read by everyone, in any order: a cycle would make them one. */
    @Test
    void apiPackagesHaveNoCycles() {
        slices().matching("io.nightshift.api.(*)..").should().beFreeOfCycles().check(House.classes());
    }

    @Test
    void storePackagesHaveNoCycles() {
        slices().matching("io.nightshift.store.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(House.classes());
    }

    /** What an end means is decided without knowing where attempts run, and they run without knowing who writes it. */
    @Test
    void anAttemptGoesThroughItsPackagesInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("handler")
                .definedBy("io.nightshift.engine.handler")
                .layer("outcome")
                .definedBy("io.nightshift.engine.outcome")
                .layer("run")
                .definedBy("io.nightshift.engine.run")
                .layer("breaker")
                .definedBy("io.nightshift.engine.breaker")
                .layer("finish")
                .definedBy("io.nightshift.engine.finish")
                .whereLayer("finish")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("breaker")
                .mayOnlyBeAccessedByLayers("finish")
                .whereLayer("run")
                .mayOnlyBeAccessedByLayers("breaker", "finish")
                .whereLayer("outcome")
                .mayOnlyBeAccessedByLayers("run", "breaker", "finish")
                .check(House.classes());
    }
}
