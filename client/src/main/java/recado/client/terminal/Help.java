package recado.client.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;
import recado.client.command.CommandParser;
import recado.client.command.CommandWord;
import recado.client.texts.Phrase;

/** What can be typed, on one screen. Stateless. */
public final class Help {
  private static final int USAGE_COLUMNS = 36;
  private static final int LEAST_COLUMNS_FOR_TWO = 76;
  private static final int NARROW_INDENT = 4;

  /** What a usual terminal has, less the prompt. */
  private static final int MOST_LINES = 23;

  /** All but what nobody shall miss, and what stands behind it; the last ones go first. */
  private static final List<CommandWord> FOLDABLE =
      Arrays.stream(CommandWord.values()).takeWhile(word -> word != CommandWord.MENU).toList();

  private Help() {}

  /** All commands, or the ways to use one. */
  public static List<AttributedString> lines(
      @Nullable CommandWord command, int columns, int mostLines) {
    return command == null ? overview(columns, mostLines) : wrapped(ways(command), columns);
  }

  /** The same, for a usual terminal. */
  static List<AttributedString> lines(@Nullable CommandWord command, int columns) {
    return lines(command, columns, MOST_LINES);
  }

  private static List<AttributedString> wrapped(List<Paragraph> paragraphs, int columns) {
    List<AttributedString> lines = new ArrayList<>();
    paragraphs.forEach(paragraph -> lines.addAll(paragraph.lines(columns)));
    return lines;
  }

  /** Where it is wide enough for one screen, what does not fit is named in one line together. */
  static List<AttributedString> overview(int columns, int mostLines) {
    int folded = 0;
    List<AttributedString> lines = overview(columns, List.of());
    while (isWide(columns) && lines.size() > mostLines && folded < FOLDABLE.size()) {
      folded++;
      lines = overview(columns, FOLDABLE.subList(FOLDABLE.size() - folded, FOLDABLE.size()));
    }
    return lines;
  }

  private static List<AttributedString> overview(int columns, List<CommandWord> folded) {
    List<Paragraph> rows = new ArrayList<>();
    rows.add(row(Phrase.HELP_ADDRESS_USAGE.text(), Phrase.HELP_ADDRESS.text(), columns));
    rows.add(row(Phrase.HELP_LOBBY_USAGE.text(), Phrase.HELP_LOBBY.text(), columns));
    rows.add(row(Phrase.HELP_LINE_USAGE.text(), Phrase.HELP_LINE.text(), columns));
    rows.add(row(Phrase.HELP_SLASH_USAGE.text(), Phrase.HELP_SLASH.text(), columns));
    for (CommandWord command : CommandWord.values()) {
      if (!folded.contains(command)) {
        rows.add(row(CommandParser.usage(command), summary(command), columns));
      } else if (command == folded.getFirst()) {
        String words = String.join(" ", folded.stream().map(CommandWord::word).toList());
        rows.add(new Paragraph(Phrase.HELP_MORE.text(words, command.word())));
      }
    }
    return wrapped(rows, columns);
  }

  /** Beside each other where there is room, or else below. */
  private static Paragraph row(String usage, String summary, int columns) {
    if (isWide(columns)) {
      String gap = " ".repeat(Math.max(2, USAGE_COLUMNS - usage.length()));
      return new Paragraph(new AttributedString(usage + gap + summary), USAGE_COLUMNS);
    }
    boolean inOne = usage.length() + 2 + summary.length() <= columns;
    return new Paragraph(
        new AttributedString(usage + (inOne ? "  " : "\n") + summary), NARROW_INDENT);
  }

  private static boolean isWide(int columns) {
    return columns == 0 || columns >= LEAST_COLUMNS_FOR_TWO;
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
    if (!command.aliases().isEmpty()) {
      String aliases = String.join(", ", command.aliases());
      lines.add(new Paragraph("  " + Phrase.HELP_ALIASES.text(aliases)));
    }
    return lines;
  }

  private static String summary(CommandWord command) {
    return Phrase.named("SUMMARY_" + command.name());
  }
}
