package dev.zta.server.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.text.DateFormat;
import java.time.Duration;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the modules and packages (design: "Modules and what each may know"). */
class ArchitectureTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.zta");

    private static final JavaClasses ALL = new ClassFileImporter().importPackages("dev.zta");

    @Test
    void the_core_knows_the_jdk_and_nothing_else() {
        classes()
                .that()
                .resideInAPackage("dev.zta.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..", "dev.zta.core..")
                .check(PROGRAM);
    }

    @Test
    void the_core_does_no_input_or_output() {
        noClasses()
                .that()
                .resideInAPackage("dev.zta.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net.http..", "java.sql..", "java.nio.channels..")
                .check(PROGRAM);
    }

    @Test
    void each_store_stands_alone_on_the_core() {
        List<String> stores = List.of("dev.zta.journal", "dev.zta.duckdb", "dev.zta.accounts");
        for (String store : stores) {
            noClasses()
                    .that()
                    .resideInAPackage(store + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(stores.stream()
                            .filter(other -> !other.equals(store))
                            .map(other -> other + "..")
                            .toArray(String[]::new))
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.zta.server..")
                    .check(PROGRAM);
        }
    }

    @Test
    void sql_stays_in_the_stores_and_helidon_in_the_http_frame() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.zta.core..", "dev.zta.server..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.sqlite..", "org.duckdb..")
                .check(PROGRAM);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.zta.server.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.helidon..")
                .check(PROGRAM);
    }

    @Test
    void the_server_s_features_stand_in_no_circle() {
        slices().matching("dev.zta.server.(*)..").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void the_core_s_parts_stand_in_no_circle() {
        slices().matching("dev.zta.core.(*)..").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(PROGRAM.stream()
                        .map(type -> type.getPackage())
                        .distinct()
                        .filter(part -> !isNullMarked(part))
                        .map(JavaPackage::getName))
                .isEmpty();
    }

    private static boolean isNullMarked(JavaPackage part) {
        return part.tryGetPackageInfo()
                .map(description -> description.isAnnotatedWith(NullMarked.class))
                .orElse(false);
    }

    /** The library of login tokens asks for {@code Date}; it goes no further than the class that speaks to it. */
    @Test
    void time_is_told_in_the_types_of_java_time() {
        for (Class<?> old : List.of(Date.class, Calendar.class, DateFormat.class)) {
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("dev.zta.server.auth.Tokens")
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(old)
                    .check(PROGRAM);
        }
    }

    @Test
    void tests_wait_for_conditions_and_never_sleep() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Test")
                .or()
                .resideInAPackage("dev.zta.server.testing..")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .check(ALL);
    }
}
