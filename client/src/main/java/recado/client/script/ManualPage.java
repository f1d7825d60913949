package recado.client.script;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import recado.client.texts.Phrase;

/**
 * A manual page in roff, made of what picocli knows of a command: the same words as its {@code
 * --help}. The macros are those of man(7).
 */
final class ManualPage {
  private final String title;
  private final CommandSpec spec;
  private final StringBuilder page = new StringBuilder();

  private ManualPage(String title, CommandSpec spec) {
    this.title = title;
    this.spec = spec;
  }

  /** The page of this command of the launcher's. */
  static String of(String name, CommandLine command) {
    return new ManualPage("recado-" + name, command.getCommandSpec()).written();
  }

  private String written() {
    List<String> description = List.of(spec.usageMessage().description());
    page.append(".TH \"")
        .append(escaped(title.toUpperCase(java.util.Locale.ROOT)))
        .append("\" 1 \"\" \"Recado\"\n");
    section(Phrase.MAN_NAME);
    String summary = description.isEmpty() ? "" : description.getFirst();
    line(title + " \\- " + escaped(summary.replaceFirst("[.:]$", "")));
    section(Phrase.MAN_SYNOPSIS);
    line(escaped(title.replace('-', ' ') + " " + arguments()));
    section(Phrase.MAN_DESCRIPTION);
    description.forEach(this::paragraph);
    options();
    subcommands();
    exitCodes();
    examples();
    return page.toString();
  }

  /** What follows the command's name in its synopsis. */
  private String arguments() {
    String synopsis = new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF)).synopsis(0).strip();
    String name = spec.qualifiedName();
    return synopsis.startsWith(name)
        ? synopsis.substring(name.length()).strip().replaceAll("\\s+", " ")
        : synopsis;
  }

  private void options() {
    section(Phrase.MAN_OPTIONS);
    for (PositionalParamSpec one : spec.positionalParameters()) {
      item(one.paramLabel(), one);
    }
    for (OptionSpec one : spec.options()) {
      String value = one.arity().max() == 0 ? "" : "=" + one.paramLabel();
      item(String.join(", ", one.names()) + value, one);
    }
  }

  private void item(String term, ArgSpec argument) {
    if (!argument.hidden()) {
      item(term, String.join(" ", argument.description()));
    }
  }

  private void item(String term, String text) {
    page.append(".TP\n\\fB").append(escaped(term)).append("\\fR\n");
    line(escaped(text));
  }

  private void subcommands() {
    if (spec.subcommands().isEmpty() || spec.parent() == null) {
      return; // those of the chat have pages of their own
    }
    section(Phrase.MAN_COMMANDS);
    for (Map.Entry<String, CommandLine> one : spec.subcommands().entrySet()) {
      String[] description = one.getValue().getCommandSpec().usageMessage().description();
      item(one.getKey(), description.length == 0 ? "" : description[0]);
    }
  }

  private void exitCodes() {
    Map<String, String> codes = spec.usageMessage().exitCodeList();
    if (!codes.isEmpty()) {
      section(Phrase.MAN_EXIT_STATUS);
      codes.forEach((code, meaning) -> item(code.strip(), meaning));
    }
  }

  private void examples() {
    String[] footer = spec.usageMessage().footer();
    if (footer.length > 0) {
      section(Phrase.MAN_EXAMPLES);
      page.append(".nf\n");
      for (String example : footer) {
        line(escaped(example.strip()));
      }
      page.append(".fi\n");
    }
  }

  private void section(Phrase heading) {
    page.append(".SH \"").append(escaped(heading.text())).append("\"\n");
  }

  private void paragraph(String text) {
    page.append(".PP\n");
    line(escaped(text));
  }

  private void line(String text) {
    page.append(text).append('\n');
  }

  /** Text that roff takes for text: no macro at its beginning, no escape, hyphens to copy. */
  private static String escaped(String text) {
    String safe = text.replace("\\", "\\e").replace("-", "\\-").replace("%n", " ");
    return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
  }
}
