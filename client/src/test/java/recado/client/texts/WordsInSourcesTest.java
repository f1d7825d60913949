package recado.client.texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * No words that people read stand in the code: they are in the bundles. Every string literal with
 * letters in it is looked at, except where it cannot be shown, or has the form of a name.
 */
final class WordsInSourcesTest {
  private static final Path SOURCES = Path.of("src/main/java");

  /** The log is for those who work on the program, and speaks English. */
  private static final String LOG = "LOG.";

  /** Our own mistakes, which go to the log, and what is caught where it is thrown. */
  private static final Set<String> MISTAKES =
      Set.of("IllegalStateException", "IllegalArgumentException");

  /** What is given to these is a name that Java, the system or a debugger knows, or a file's. */
  private static final Set<String> SYSTEM =
      Set.of(
          "getProperty",
          "setProperty",
          "getenv",
          "getLogger",
          "forName",
          "name",
          "Thread",
          "Path.of",
          "Report.of",
          "resolve",
          "resolveSibling");

  /** What is given to these is a field in a file, or a result for programs. */
  private static final Set<String> FIELDS =
      Set.of("put", "putArray", "has", "path", "string", "number");

  /** What is given to these is compared, and not shown. */
  private static final Set<String> COMPARED =
      Set.of(
          "equals",
          "startsWith",
          "contains",
          "lastIndexOf",
          "replaceAll",
          "replaceFirst",
          "split",
          "Pattern.compile");

  /** Attributes of annotations that say what is typed, and not what is read. */
  private static final Set<String> TYPED =
      Set.of("names", "name", "defaultValue", "split", "arity", "descriptionKey", "value");

  private static final Pattern LETTER = Pattern.compile("\\p{L}");
  private static final Pattern SENTENCE = Pattern.compile("\\p{L}{2,} \\p{L}{2,}");
  private static final Pattern FILLING = Pattern.compile("%[-\\d$,.+]*[a-z]");

  /** Names, by their form. */
  private static final List<Pattern> NAMES =
      List.of(
          Pattern.compile("[A-Z][A-Z0-9_]* ?"), // verbs of the protocol, variables, keys of bundles
          Pattern.compile("[a-z]"),
          Pattern.compile("/[a-z]+( [a-z]+)?( %s)*"), // commands
          Pattern.compile("-{1,2}[a-z-]+=?"), // options
          Pattern.compile("\\$\\{bundle:[A-Z]+}"), // a word of the bundle
          Pattern.compile("[a-z]+(\\|[a-z]+)+"), // values to choose from, as they are typed
          Pattern.compile("recado\\.[a-z.]+"), // packages
          Pattern.compile("(recado|bench)-[-a-z%0-9]*"), // threads, accounts
          Pattern.compile("recado (chat|bench)(: | )"), // the program
          Pattern.compile("[a-z-]*(\\.[a-z]+)+-?"), // files
          Pattern.compile("[a-z]*://"), // schemes
          Pattern.compile("(?s) ?<.+>\n?"), // what a browser obeys
          Pattern.compile(" [a-z]+=\".*\""),
          Pattern.compile("(\u001b\\[\\??[0-9]*[A-Za-z]|\r)+")); // what a terminal obeys

  /**
   * Classes in which single words are no words of ours, but names in a file, a protocol or a
   * system. What has a space between words is looked at here, too.
   */
  private static final Map<String, String> VOCABULARIES =
      Map.ofEntries(
          Map.entry("Chart", "SVG"),
          Map.entry("CommandWord", "as they are typed"),
          Map.entry("Completion", "names of commands"),
          Map.entry("ControlSocket", "the name of a file"),
          Map.entry("Editor", "names of programs"),
          Map.entry("DeviceNames", "letters of names"),
          Map.entry("Drain", "the protocol's, in PING"),
          Map.entry("FromServer", "the protocol's, in BYE"),
          Map.entry("Harmless", "letters that cannot be seen"),
          Map.entry("History", "names of files"),
          Map.entry("HistoryForm", "fields of a file"),
          Map.entry("Keys", "what keys send"),
          Map.entry("Language", "tags"),
          Map.entry("LineScreen", "JLine's"),
          Map.entry("Main", "names of programs"),
          Map.entry("Man", "names of commands and files"),
          Map.entry("ManualPage", "roff's"),
          Map.entry("Mentions", "a pattern"),
          Map.entry("Notifier", "what terminals obey"),
          Map.entry("OptionTexts", "keys of the bundle"),
          Map.entry("Peer", "the name of a device"),
          Map.entry("Past", "names of columns"),
          Map.entry("PrivateFiles", "POSIX's rights"),
          Map.entry("Report", "keys in JSON"),
          Map.entry("Session", "the protocol's, in PING"),
          Map.entry("Trust", "names of algorithms, and a word in a file"));

  /** Sentences that nobody is shown, and why. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "yyyy-MM-dd HH:mm:ss", "a pattern",
          "no address for ", "becomes a Trouble, which has words",
          "closed by the server", "becomes a Trouble, which has words",
          "not understood", "becomes the usage of a command");

  /** A literal in a place where people could come to see it. */
  private record Found(String file, long line, String text) {}

  @Test
  void allWordsThatPeopleReadAreInTheBundles() throws IOException {
    List<Found> found = new ArrayList<>();
    Set<String> needed = new HashSet<>();
    for (Found one : literals(sources())) {
      if (EXCEPTIONS.containsKey(one.text)) {
        needed.add(one.text);
      } else if (VOCABULARIES.containsKey(one.file) && !SENTENCE.matcher(one.text).find()) {
        needed.add(one.file);
      } else {
        found.add(one);
      }
    }
    assertEquals(
        "",
        String.join("\n", found.stream().map(Found::toString).toList()),
        "these belong into a bundle");
    Set<String> allowed = new HashSet<>(EXCEPTIONS.keySet());
    allowed.addAll(VOCABULARIES.keySet());
    assertEquals(allowed, needed, "what is allowed and not needed any more goes");
  }

  @Test
  void aNewSentenceIsFound() throws IOException {
    String source =
        """
        @Command(name = "c", description = "Does things.")
        class New {
          void say() {
            LOG.info("in the log");
            System.out.println("Hello " + 1);
            throw new java.io.IOException("the disk is full");
          }
        }
        """;
    List<String> found =
        literals(List.of(new Source("New", source))).stream().map(Found::text).toList();
    assertEquals(List.of("Does things.", "Hello ", "the disk is full"), found);
  }

  // ---- looking

  private static List<Source> sources() throws IOException {
    List<Source> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        sources.add(new Source(name, Files.readString(file)));
      }
    }
    assertTrue(sources.size() > 50, "all of the client");
    return sources;
  }

  private static List<Found> literals(List<Source> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Found> found = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task = (JavacTask) compiler.getTask(null, files, null, null, null, sources);
      for (CompilationUnitTree unit : task.parse()) {
        new Looker(Trees.instance(task).getSourcePositions(), unit, found).scan(unit, null);
      }
    }
    return found;
  }

  /** A source text in memory. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Looker extends TreePathScanner<Void, Void> {
    private final SourcePositions positions;
    private final CompilationUnitTree unit;
    private final List<Found> found;

    Looker(SourcePositions positions, CompilationUnitTree unit, List<Found> found) {
      this.positions = positions;
      this.unit = unit;
      this.found = found;
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void nothing) {
      if (literal.getValue() instanceof String text && hasWords(text) && !isHidden()) {
        String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        long line = unit.getLineMap().getLineNumber(position(literal));
        found.add(new Found(file.replace(".java", ""), line, text));
      }
      return null;
    }

    private long position(Tree tree) {
      return positions.getStartPosition(unit, tree);
    }

    private static boolean hasWords(String text) {
      return LETTER.matcher(FILLING.matcher(text).replaceAll("")).find()
          && NAMES.stream().noneMatch(name -> name.matcher(text).matches());
    }

    /** Whether it stands where nobody sees it. */
    private boolean isHidden() {
      TreePath inner = getCurrentPath();
      for (TreePath at = inner.getParentPath(); at != null; at = at.getParentPath()) {
        if (hides(at, inner.getLeaf())) {
          return true;
        }
        inner = at;
      }
      return false;
    }

    private static boolean hides(TreePath at, Tree inner) {
      return switch (at.getLeaf()) {
        case MethodInvocationTree call when call.getArguments().contains(inner) -> hides(call);
        case NewClassTree made -> {
          String name = made.getIdentifier().toString();
          yield MISTAKES.contains(name) || SYSTEM.contains(name);
        }
        case AssignmentTree set when isInAnnotation(at) ->
            TYPED.contains(set.getVariable().toString());
        case AnnotationTree annotation ->
            annotation.getAnnotationType().toString().equals("SuppressWarnings");
        case ConstantCaseLabelTree _ -> true;
        default -> false;
      };
    }

    private static boolean hides(MethodInvocationTree call) {
      String method = call.getMethodSelect().toString();
      String name = method.substring(method.lastIndexOf('.') + 1);
      return method.startsWith(LOG)
          || SYSTEM.contains(name)
          || SYSTEM.contains(method)
          || FIELDS.contains(name)
          || COMPARED.contains(name)
          || COMPARED.contains(method);
    }

    private static boolean isInAnnotation(TreePath at) {
      return at.getParentPath().getLeaf() instanceof AnnotationTree;
    }
  }
}
