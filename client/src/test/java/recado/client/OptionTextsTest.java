package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import recado.client.texts.Language;

/** What {@code --help} says, of every command and in every language. */
@ParameterizedClass
@EnumSource(Language.class)
final class OptionTextsTest {
  private final Language language;

  OptionTextsTest(Language language) {
    this.language = language;
  }

  @BeforeEach
  void speak() {
    Language.use(language);
  }

  @AfterEach
  void speakEnglishAgain() {
    Language.use(Language.ENGLISH);
  }

  @Test
  void everyCommandAndOptionIsDescribed() {
    for (CommandLine command : commands()) {
      assertTrue(
          command.getCommandSpec().usageMessage().description().length > 0,
          command.getCommandName());
      for (ArgSpec argument : command.getCommandSpec().args()) {
        assertTrue(argument.description().length > 0, command.getCommandName() + argument);
        assertFalse(argument.paramLabel().contains("bundle"), argument.paramLabel());
      }
    }
  }

  @Test
  void everythingIsFilledInAndOfOneLanguage() {
    for (CommandLine command : commands()) {
      String help = command.getUsageMessage(Ansi.OFF);
      assertFalse(help.contains("${"), help);
      assertEquals(language == Language.ENGLISH, help.contains("Usage: "), help);
      assertEquals(language == Language.ENGLISH, help.contains("Show this help"), help);
      assertEquals(language == Language.PORTUGUESE, help.contains("Uso: "), help);
      assertEquals(language == Language.PORTUGUESE, help.contains("Mostra esta ajuda"), help);
    }
  }

  private static List<CommandLine> commands() {
    List<CommandLine> commands = new ArrayList<>();
    add(Main.commandLine(), commands);
    assertEquals(17, commands.size(), "chat, eight for scripts, bench and its seven");
    return commands;
  }

  private static void add(CommandLine command, List<CommandLine> commands) {
    commands.add(command);
    command.getSubcommands().values().forEach(sub -> add(sub, commands));
  }
}
