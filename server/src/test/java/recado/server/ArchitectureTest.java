package recado.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/**
 * The walls of the server. A rule about a room that is not built yet holds from its first class.
 */
final class ArchitectureTest {
  private static final JavaClasses RECADO =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("recado");

  /** So neither the post office's state nor the store, and what it says is requests and events. */
  @Test
  void aDialectKnowsNothingOfOursButTheProtocol() {
    check(
        noClasses()
            .that()
            .resideInAPackage("recado.server.dialect..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("recado..")
                    .and(not(resideInAnyPackage("recado.server.dialect..", "recado.protocol..")))));
  }

  @Test
  void theStoreKnowsNeitherThePostOfficeNorTheNetwork() {
    check(
        noClasses()
            .that()
            .resideInAPackage("recado.server.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("recado.server.postoffice..", "recado.server.net.."));
  }

  /** It reads by the stores and the post office; connections are none of its business. */
  @Test
  void adminKnowsNeitherTheNetworkNorADialectAndIsKnownToTheCommandLineAlone() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("recado.server.admin..", "recado.server.operator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("recado.server.net..", "recado.server.dialect.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("recado.server.*..")
            .and()
            .resideOutsideOfPackages("recado.server.admin..", "recado.server.operator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("recado.server.admin..", "recado.server.operator.."));
  }

  /** It counts: what is counted, and where it comes from, are others' business. */
  @Test
  void limitsKnowNothingOfOursButNames() {
    check(
        noClasses()
            .that()
            .resideInAPackage("recado.server.limits..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("recado..")
                    .and(not(resideInAnyPackage("recado.server.limits..", "recado.protocol..")))));
  }

  @Test
  void noPackagesKnowEachOtherInACircle() {
    check(slices().matching("recado.(**)").should().beFreeOfCycles());
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(RECADO);
  }
}
