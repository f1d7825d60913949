package recado.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.NetworkChannel;
import org.junit.jupiter.api.Test;

/**
 * The walls of the client. A rule about a room that is not built yet holds from its first class.
 */
final class ArchitectureTest {
  private static final JavaClasses RECADO =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("recado");

  @Test
  void theTerminalOpensNoSockets() {
    check(
        noClasses()
            .that()
            .resideInAPackage("recado.client.terminal..")
            .should()
            .dependOnClassesThat(
                assignableTo(Socket.class)
                    .or(assignableTo(ServerSocket.class))
                    .or(assignableTo(DatagramSocket.class))
                    .or(assignableTo(NetworkChannel.class))
                    .or(resideInAnyPackage("javax.net..", "java.net.http.."))));
  }

  @Test
  void noPackagesKnowEachOtherInACircle() {
    check(slices().matching("recado.(**)").should().beFreeOfCycles());
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(RECADO);
  }
}
