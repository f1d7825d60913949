package recado.client;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.NetworkChannel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The walls of the client. */
final class ArchitectureTest {
  private static final String NET = "recado.client.net..";
  private static final String LOCAL = "recado.client.local..";
  private static final String DESK = "recado.client.desk..";
  private static final String BENCH = "recado.client.bench..";
  private static final String TERMINAL = "recado.client.terminal..";
  private static final String FULL_SCREEN = "recado.client.fullscreen..";
  private static final String CONTROL = "recado.client.control..";
  private static final String SCRIPT = "recado.client.script..";

  private static final JavaClasses CLIENT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("recado.client");

  @Test
  void onlyTheseOpenSockets() {
    noClasses()
        .that()
        .resideOutsideOfPackages(NET, BENCH, CONTROL)
        .should()
        .dependOnClassesThat(
            assignableTo(Socket.class)
                .or(assignableTo(ServerSocket.class))
                .or(assignableTo(DatagramSocket.class))
                .or(assignableTo(NetworkChannel.class))
                .or(resideInAnyPackage("javax.net..", "java.net.http..")))
        .check(CLIENT);
  }

  @Test
  void noPackagesKnowEachOtherInACircle() {
    slices().matching("recado.client.(*)..").should().beFreeOfCycles().check(CLIENT);
  }

  @Test
  void theWayToTheServerKnowsNoFiles() {
    none(NET, LOCAL, DESK, TERMINAL);
  }

  @Test
  void theFilesKnowNoServer() {
    none(LOCAL, NET, DESK, TERMINAL);
  }

  @Test
  void theDeskKnowsNoTerminal() {
    none(DESK, TERMINAL, FULL_SCREEN, CONTROL, SCRIPT, "org.jline..");
  }

  @Test
  void theLoadGeneratorAndTheChatKnowNothingOfEachOther() {
    none(BENCH, NET, LOCAL, DESK, TERMINAL, FULL_SCREEN, CONTROL, SCRIPT);
    for (String room : List.of(NET, LOCAL, DESK, TERMINAL, FULL_SCREEN, CONTROL, SCRIPT)) {
      none(room, BENCH);
    }
  }

  @Test
  void theControlSocketKnowsNoTerminalAndNoFiles() {
    none(CONTROL, TERMINAL, FULL_SCREEN, LOCAL, NET, SCRIPT);
  }

  @Test
  void howFilesAreWrittenIsKnownToOnePackage() {
    none(NET, "com.fasterxml..");
    none(DESK, "com.fasterxml..");
    none(TERMINAL, "com.fasterxml..");
    none(FULL_SCREEN, "com.fasterxml..");
  }

  private static void none(String room, String... others) {
    noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(CLIENT);
  }
}
