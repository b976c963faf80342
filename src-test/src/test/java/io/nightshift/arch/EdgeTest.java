package io.nightshift.arch;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Where the container calls in, who may talk to the database, and what nobody may use. */
class EdgeTest {

    private static final String INGRESS = "io.nightshift.engine.ingress..";
    private static final String MAINTAIN = "io.nightshift.engine.maintain..";
    private static final String HINT = "io.nightshift.engine.hint..";
    private static final String PUSH = "io.nightshift.web.push..";
    private static final String WEB = "io.nightshift.web..";

    @Test
    void messageDrivenBeansLiveInIngressAndHint() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(INGRESS, HINT)
                .should()
                .beAnnotatedWith("jakarta.ejb.MessageDriven"));
    }

    @Test
    void timersLiveInMaintainAndPush() {
        check(noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages(MAINTAIN, PUSH)
                .should()
                .beAnnotatedWith("jakarta.ejb.Schedule"));
        check(noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages(MAINTAIN, PUSH)
                .should()
                .beAnnotatedWith("jakarta.ejb.Schedules"));
    }

    /** A persistent timer lives in a database of its own and fires on one node: schedules are rows instead. */
    @Test
    void timersAreNotPersistent() {
        check(methods()
                .that()
                .areAnnotatedWith("jakarta.ejb.Schedule")
                .should(Conditions.have(
                        "a timer that is not persistent",
                        method -> Boolean.FALSE.equals(method.getAnnotationOfType("jakarta.ejb.Schedule")
                                .get("persistent")
                                .orElse(true)))));
    }

    @Test
    void onlyTheStoreAndTheCsvImportTalkSql() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("io.nightshift.store..", "io.nightshift.jobs.csv..")
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(
                                "java.sql..", "javax.sql..", "jakarta.persistence..", "org.hibernate..")
                        // Edges may judge an exception of the database's, to say that it is away.
                        .and(DescribedPredicate.not(JavaClass.Predicates.assignableTo(Throwable.class)))));
    }

    @Test
    void pagesAndResourcesStayInTheWeb() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(WEB)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "jakarta.faces..", "jakarta.servlet..", "org.primefaces.."));
    }

    @Test
    void nobodyReadsObjectsFromMessages() {
        check(noClasses()
                .should()
                .callMethodWhere(
                        target(owner(name("jakarta.jms.ObjectMessage"))).and(target(name("getObject"))))
                .orShould()
                .callMethodWhere(target(owner(name("jakarta.jms.Message"))).and(target(name("getBody")))));
    }

    @Test
    void nobodyDeserialisesScriptsOrStartsProcesses() {
        check(noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "ObjectInputStream, javax.script, ProcessBuilder or Runtime", EdgeTest::runsWhatItIsGiven)));
    }

    private static boolean runsWhatItIsGiven(JavaClass type) {
        return type.getName().equals("java.io.ObjectInputStream")
                || type.getName().equals("java.lang.ProcessBuilder")
                || type.getName().equals("java.lang.Process")
                || type.getPackageName().startsWith("javax.script");
    }

    /** {@code Runtime} itself may tell the number of processors. */
    @Test
    void nobodyCallsRuntimeExecOrExits() {
        check(noClasses()
                .should()
                .callMethodWhere(target(owner(name("java.lang.Runtime")))
                        .and(target(describe(
                                "exec, exit, halt", call -> call.getName().matches("exec|exit|halt")))))
                .orShould()
                .callMethodWhere(target(owner(name("java.lang.System"))).and(target(name("exit")))));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(House.classes());
    }
}
