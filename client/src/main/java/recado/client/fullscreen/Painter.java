package recado.client.fullscreen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jspecify.annotations.Nullable;
import recado.client.desk.Talk;
import recado.client.terminal.Look;
import recado.client.terminal.Names;
import recado.client.terminal.Paragraph;
import recado.client.texts.Phrase;
import recado.protocol.Conversation;

/**
 * Draws the scene. Screen's thread.
 *
 * <pre>
 * ● @ana       ▕Bruno Silva (@bruno) · online
 * ● Bruno Silva▕             — Saturday, 21 November 2026 —
 *   #familia @2▕09:05 Bruno Silva: olá
 *              ▕09:06 you: olá! ✓✓
 * ● connected · unread elsewhere: 2       Alt-↓ or Tab: #familia
 * &gt; what is being written
 * </pre>
 */
final class Painter {
  /** So much of the conversation stays to be seen over a panel. */
  private static final int LEAST_ROWS_OF_CONVERSATION = 2;

  /** JLine would write box characters with VT100's other set, which not all terminals have. */
  private static final String EDGE = "▕";

  private static final String RULE = "▔";

  private final Names names;
  private final Look look;
  private final Sidebar sidebar;
  private final Header header;
  private final StatusLine statusLine;

  Painter(Names names, Look look) {
    this.names = names;
    this.look = look;
    sidebar = new Sidebar(names, look);
    header = new Header(names, look);
    statusLine = new StatusLine(names, look);
  }

  /** For a screen of this size; tells the scene's parts how much room they have. */
  Frame paint(Scene scene, int columns, int rows) {
    Wrapped input = input(scene.composer(), columns);
    boolean switched = scene.isSidebarSwitched();
    Layout usual = Layout.of(columns, rows, switched, input.rows().size());
    Layout layout = scene.panel().wantsWidth() ? usual.withoutSidebar() : usual;
    Wrapped shown = input.around(layout.inputRows());
    List<AttributedString> lines = above(scene, layout);
    lines.add(statusLine.of(scene, columns));
    int inputFrom = lines.size();
    shown.rows().forEach(row -> lines.add(new AttributedString(row)));
    int tooMany = Math.max(0, lines.size() - rows); // on a screen that is hardly one
    return new Frame(
        lines.subList(tooMany, lines.size()),
        Math.max(0, inputFrom - tooMany + shown.cursorRow()),
        Math.min(shown.cursorColumn(), columns - 1),
        layout.bodyColumns() > 0 && layout.bodyRows() > 0);
  }

  private static Wrapped input(Composer composer, int columns) {
    String prompt = composer.prompt();
    int cursor = prompt.codePointCount(0, prompt.length()) + composer.editor().cursor();
    return Wrapped.of(prompt + composer.shownText(), cursor, columns);
  }

  // ---- all that is above the status line

  private List<AttributedString> above(Scene scene, Layout layout) {
    List<AttributedString> left = layout.sidebar() > 0 ? list(scene, layout) : List.of();
    List<AttributedString> right = layout.bodyColumns() > 0 ? body(scene, layout) : List.of();
    if (left.isEmpty() || right.isEmpty()) {
      return new ArrayList<>(left.isEmpty() ? right : left);
    }
    String line = look.signs() ? EDGE : "|";
    List<AttributedString> lines = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      lines.add(
          new AttributedStringBuilder(layout.columns())
              .append(Cells.fit(left.get(i), layout.sidebar() - 1))
              .styled(look.quiet(), line)
              .append(right.get(i))
              .toAttributedString());
    }
    return lines;
  }

  private List<AttributedString> list(Scene scene, Layout layout) {
    int columns = layout.bodyColumns() > 0 ? layout.sidebar() - 1 : layout.sidebar();
    List<AttributedString> rows = new ArrayList<>();
    String me = names.me().toString();
    rows.add(Cells.fit(new AttributedString(me, AttributedStyle.BOLD), columns));
    rows.addAll(sidebar.rows(scene.status().talks(), open(scene), layout.bodyRows(), columns));
    while (rows.size() < layout.bodyRows() + 1) {
      rows.add(AttributedString.EMPTY);
    }
    return rows;
  }

  private static @Nullable Conversation open(Scene scene) {
    return scene.transcript().map(Transcript::conversation).orElse(null);
  }

  private List<AttributedString> body(Scene scene, Layout layout) {
    int columns = layout.bodyColumns();
    Conversation open = open(scene);
    Optional<Talk> talk =
        scene.status().talks().stream().filter(one -> one.conversation().equals(open)).findFirst();
    List<AttributedString> panel = panel(scene.panel(), layout);
    int room = layout.bodyRows() - panel.size();
    List<AttributedString> conversation =
        scene
            .transcript()
            .map(transcript -> rows(transcript, columns, room))
            .orElseGet(() -> home(scene, columns, room));
    List<AttributedString> lines = new ArrayList<>();
    lines.add(header.of(open, talk, columns));
    for (int i = conversation.size(); i < room; i++) {
      lines.add(AttributedString.EMPTY);
    }
    lines.addAll(conversation);
    lines.addAll(panel);
    return lines;
  }

  private static List<AttributedString> rows(Transcript transcript, int columns, int rows) {
    transcript.resize(columns, rows);
    return transcript.visible();
  }

  private List<AttributedString> panel(Panel panel, Layout layout) {
    if (panel.isEmpty() || layout.bodyRows() == 0) {
      return List.of();
    }
    int columns = layout.bodyColumns();
    int most = Math.max(1, layout.bodyRows() - 1 - LEAST_ROWS_OF_CONVERSATION);
    List<AttributedString> rows = new ArrayList<>();
    if (layout.bodyRows() > 1) {
      rows.add(new AttributedString((look.signs() ? RULE : "-").repeat(columns), look.quiet()));
    }
    rows.addAll(panel.rows(most, columns));
    return rows;
  }

  /** What there is to see while no conversation is open. */
  private static List<AttributedString> home(Scene scene, int columns, int rows) {
    List<Paragraph> paragraphs = new ArrayList<>(scene.greeting());
    if (!scene.isNewcomer()) {
      paragraphs.add(new Paragraph(""));
      for (Phrase hint : List.of(Phrase.HOME_WRITE, Phrase.HOME_OPEN, Phrase.HOME_HELP)) {
        paragraphs.add(new Paragraph(hint.text()));
      }
    }
    List<AttributedString> lines = new ArrayList<>();
    for (Paragraph paragraph : paragraphs) {
      for (AttributedString line : paragraph.lines(columns)) {
        lines.add(Cells.cut(Steady.of(line), columns));
      }
    }
    return lines.subList(Math.max(0, lines.size() - rows), lines.size());
  }
}
