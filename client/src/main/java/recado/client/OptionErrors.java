package recado.client;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import recado.client.texts.Harmless;
import recado.client.texts.Phrase;

/**
 * What is wrong with the options, in one line of our own: picocli knows what it is, but says it in
 * English, and all of the help after it.
 */
final class OptionErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException wrong, String[] args) {
    String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
    String line = command + ": " + Harmless.line(explanation(wrong, command));
    wrong.getCommandLine().getErr().println(line);
    return ExitCode.USAGE;
  }

  private static String explanation(ParameterException wrong, String command) {
    return switch (wrong) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched, command);
      case MissingParameterException missing ->
          Phrase.OPTION_MISSING.text(
              missing.getMissing().stream()
                  .map(OptionErrors::withValue)
                  .collect(Collectors.joining(", ")),
              command);
      case OverwrittenOptionException twice ->
          Phrase.OPTION_TWICE.text(name(twice.getOverwritten()));
      case MutuallyExclusiveArgsException _ ->
          Phrase.OPTION_EXCLUSIVE.text(
              wrong.getCommandLine().getCommandSpec().argGroups().stream()
                  .flatMap(group -> group.allOptionsNested().stream())
                  .map(OptionErrors::name)
                  .collect(Collectors.joining(", ")));
      default -> wrong.getArgSpec() == null ? said(wrong) : value(wrong, wrong.getArgSpec());
    };
  }

  private static String unmatched(UnmatchedArgumentException unmatched, String command) {
    String typed = unmatched.getUnmatched().isEmpty() ? "" : unmatched.getUnmatched().getFirst();
    List<String> meant = unmatched.isUnknownOption() ? unmatched.getSuggestions() : List.of();
    return meant.isEmpty()
        ? Phrase.OPTION_UNKNOWN.text(typed, command)
        : Phrase.OPTION_DID_YOU_MEAN.text(typed, meant.getFirst());
  }

  /** A value that cannot be that of this option. */
  private static String value(ParameterException wrong, ArgSpec option) {
    String typed = wrong.getValue();
    Class<?> type = option.typeInfo().getType();
    if (typed == null) {
      return said(wrong);
    }
    if (option.completionCandidates() != null) {
      String candidates =
          StreamSupport.stream(option.completionCandidates().spliterator(), false)
              .collect(Collectors.joining(", "));
      return Phrase.OPTION_NOT_ONE_OF.text(name(option), typed, candidates);
    }
    boolean number = type.isPrimitive() || Number.class.isAssignableFrom(type);
    return (number ? Phrase.OPTION_NOT_A_NUMBER : Phrase.OPTION_WRONG).text(name(option), typed);
  }

  /** Ours already, or picocli's for what nobody has met yet. */
  private static String said(ParameterException wrong) {
    return String.valueOf(wrong.getMessage());
  }

  private static String withValue(ArgSpec argument) {
    return argument instanceof OptionSpec
        ? name(argument) + " " + argument.paramLabel()
        : name(argument);
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
