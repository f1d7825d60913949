package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program as somebody in Brazil has it. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS) // whose pseudo-terminals are others, and environment too
final class PortugueseTest {
  private static final String PASSWORD = "uma boa senha";

  /** How it ended, and what it said. */
  private record Ended(int exitCode, String out, String err) {}

  @TempDir private Path folder;

  @Test
  void aChatIsInPortuguese() throws Exception {
    try (ServerProcess server = new ServerProcess(folder.resolve("data"));
        PseudoTerminal ana = person("ana", server, "--lang", "pt-BR");
        PseudoTerminal bruno = person("bruno", server)) {
      ana.shows("Seu nome, como").enter("Ana Maria").shows("Um nome tem letras a-z, dígitos");
      ana.enter("ana").shows("Senha de @ana (primeira vez? tecle Enter):").enter(PASSWORD);
      ana.shows("A conta @ana não existe, ou a senha não é essa.");
      ana.shows("(ou só Enter: uma conta nova @ana):").enter("");
      ana.shows("a senha da conta nova @ana mais uma vez:").enter(PASSWORD);
      ana.shows("A conta @ana foi criada.").shows("Você é @ana em recado.");
      ana.hasAtCursor("recado>");
      bruno.shows("Your name").enter("bruno").shows("Password for @bruno").enter("");
      bruno.shows("New password").enter(PASSWORD).shows("The same password again:");
      bruno.enter(PASSWORD).hasAtCursor("recado>");

      ana.enter("@bruno olá").shows("você → @bruno: olá ✓").shows("✓✓ entregue a @bruno: olá");
      bruno.shows("@ana → you: olá").enter("/open @ana").hasAtCursor("@ana>");
      ana.shows("✓✓ lida por @bruno: olá");
      ana.type("/abri\t").hasAtCursor("recado> /abrir");
      ana.enter("@bruno").shows("— @bruno —").hasAtCursor("@bruno>");
      ana.enter("/grupo criar #familia @bruno").shows("#familia você criou o grupo: você, @bruno");
      bruno.shows("#familia @ana made the group: @ana, you");
      ana.enter("/fechra").shows("Você quis dizer /fechar?").enter("/sair");
      assertEquals(0, ana.exitCode());
    }
  }

  @Test
  void theEnvironmentChoosesWhereNoOptionDoes() throws Exception {
    assertTrue(run(Map.of("LANG", "pt_BR.UTF-8"), "--help").out().contains("Códigos de saída:"));
    assertTrue(run(Map.of("LC_MESSAGES", "pt_BR"), "--help").out().contains("Códigos de saída:"));
    assertTrue(
        run(Map.of("LANG", "pt_BR.UTF-8", "LC_ALL", "C"), "--help").out().contains("codes:"));
    assertTrue(run(Map.of("LANG", "pt_BR.UTF-8"), "--help", "--lang=en").out().contains("codes:"));
    assertTrue(
        run(Map.of(), "bench", "pairs", "--lang", "pt-BR", "--help").out().contains("Vazão"));
  }

  @Test
  void whatIsWrongIsOneLineInPortugueseAlsoWhereJavaWouldWriteAscii() throws Exception {
    Map<String, String> brazil = Map.of("LC_ALL", "pt_BR.UTF-8");
    Ended name = run(brazil, "--user", "\"a\"");
    assertEquals(2, name.exitCode());
    assertTrue(name.err().startsWith("recado chat: --user \"a\": um nome tem letras a-z, dígitos"));
    Ended option = run(brazil, "--nada");
    assertEquals(2, option.exitCode());
    assertTrue(option.err().startsWith("recado chat: --nada não faz sentido aqui;"), option.err());
    assertEquals(1, option.err().lines().count());
  }

  @Test
  void aLanguageThatWeDoNotSpeakIsSaidInOneLine() throws Exception {
    for (List<String> arguments : List.of(List.<String>of(), List.of("bench", "pairs"))) {
      List<String> all = new ArrayList<>(arguments);
      all.addAll(List.of("--lang", "tlh"));
      Ended ended = run(Map.of(), all.toArray(String[]::new));
      assertEquals(2, ended.exitCode());
      assertEquals("", ended.out());
      String line = ended.err().strip();
      assertFalse(line.contains("\n"), line);
      assertTrue(line.endsWith(": --lang is one of en, pt-BR, not tlh"), line);
    }
  }

  private static Ended run(Map<String, String> environment, String... arguments) throws Exception {
    ProcessBuilder builder = JavaProcess.of("recado.client.Main", List.of(arguments));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, err);
  }

  private PseudoTerminal person(String name, ServerProcess server, String... options)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--line", "--server", server.address()));
    arguments.addAll(List.of("--home", folder.resolve(name).toString()));
    arguments.addAll(List.of(options));
    return new PseudoTerminal(80, 24, JavaProcess.of("recado.client.Main", arguments));
  }
}
