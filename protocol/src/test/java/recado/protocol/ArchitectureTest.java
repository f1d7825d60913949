package recado.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The wall around the protocol: both sides build on it, so it builds on nothing. */
final class ArchitectureTest {
  private static final JavaClasses PROTOCOL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("recado");

  @Test
  void knowsNothingButItselfAndTheJdk() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("recado.protocol..", "java..", "org.jspecify..")
        .check(PROTOCOL);
  }

  @Test
  void livesInOneRoom() {
    classes().should().resideInAPackage("recado.protocol..").check(PROTOCOL);
  }
}
