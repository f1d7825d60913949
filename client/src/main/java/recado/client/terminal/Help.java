package recado.client.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/** What can be typed, on one screen. Stateless. */
final class Help {
  private static final int USAGE_COLUMNS = 36;
  private static final int LEAST_COLUMNS_FOR_TWO = 76;

  private Help() {}

  /** All commands, or the ways to use one. */
  static List<AttributedString> lines(@Nullable CommandWord command, int columns) {
    List<Paragraph> paragraphs = command == null ? overview(columns) : ways(command);
    List<AttributedString> lines = new ArrayList<>();
    paragraphs.forEach(paragraph -> lines.addAll(paragraph.lines(columns)));
    return lines;
  }

  private static List<Paragraph> overview(int columns) {
    List<Paragraph> lines = new ArrayList<>();
    lines.add(line(Phrase.HELP_ADDRESS_USAGE.text(), Phrase.HELP_ADDRESS.text(), columns));
    lines.add(line(Phrase.HELP_LOBBY_USAGE.text(), Phrase.HELP_LOBBY.text(), columns));
    lines.add(line(Phrase.HELP_LINE_USAGE.text(), Phrase.HELP_LINE.text(), columns));
    lines.add(line(Phrase.HELP_SLASH_USAGE.text(), Phrase.HELP_SLASH.text(), columns));
    for (CommandWord command : CommandWord.values()) {
      lines.add(line(CommandParser.usage(command), summary(command), columns));
    }
    return lines;
  }

  private static Paragraph line(String usage, String summary, int columns) {
    boolean two = columns == 0 || columns >= LEAST_COLUMNS_FOR_TWO;
    String gap = " ".repeat(two ? Math.max(2, USAGE_COLUMNS - usage.length()) : 2);
    return new Paragraph(new AttributedString(usage + gap + summary), two ? USAGE_COLUMNS : 4);
  }

  private static List<Paragraph> ways(CommandWord command) {
    List<Paragraph> lines = new ArrayList<>();
    lines.add(new Paragraph(summary(command)));
    if (command.parts().isEmpty()) {
      lines.add(new Paragraph("  " + CommandParser.usage(command)));
    }
    for (String part : command.parts()) {
      lines.add(new Paragraph("  " + CommandParser.usage(command, part)));
    }
    return lines;
  }

  private static String summary(CommandWord command) {
    return Phrase.named("SUMMARY_" + command.name());
  }
}
