package recado.client.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The pictures say what stood on the screen, where it stood. */
final class PicturesTest {
  private static final int COLUMNS = 20;
  private static final int ROWS = 3;

  @Test
  void wordsAreWhereTheirCellsAre() throws Exception {
    Document svg = parsed(picture("a <b> 日本 x\r\n\u001b[7mcd\u001b[0m").svg("A & B"));
    assertEquals("A & B", text(svg, "title", 0));
    assertEquals("a", text(svg, "text", 0));
    assertEquals("<b>", text(svg, "text", 1));
    assertEquals(2 * ScreenPicture.CELL_WIDTH, number(svg, 1, "x"), 0.05);
    assertEquals("日本", text(svg, "text", 2));
    assertEquals(4 * ScreenPicture.CELL_WIDTH, number(svg, 2, "textLength"), 0.05);
    assertEquals(11 * ScreenPicture.CELL_WIDTH, number(svg, 3, "x"), 0.05);
    assertEquals("cd", text(svg, "text", 4));
    assertFalse(element(svg, "text", 4).getAttribute("fill").isEmpty(), "inverse");
  }

  @Test
  void aFilmShowsARowForAsLongAsItIsThere() throws Exception {
    Film film = new Film();
    film.add(0, List.of(picture("um")));
    film.add(1, List.of(picture("um\r\nfica")));
    film.add(2.5, List.of(picture("dois\r\nfica")));
    Document svg = parsed(film.svg("film"));
    List<String> words = List.of("um", "um", "dois", "fica");
    for (int i = 0; i < words.size(); i++) {
      assertEquals(words.get(i), text(svg, "text", i));
    }
    Element first = (Element) element(svg, "text", 0).getParentNode();
    assertEquals("hidden", first.getAttribute("visibility"));
    Element set = (Element) first.getElementsByTagName("set").item(0);
    assertEquals("film.begin+0.00s", set.getAttribute("begin"));
    assertEquals("1.00s", set.getAttribute("dur"), "then the cursor is elsewhere");
  }

  @Test
  void thoseOfTheDocumentationAreThereAndWellFormed() throws Exception {
    Path folder = Path.of("../docs/pictures");
    for (String name : List.of("chat", "group", "small", "line", "help", "first", "film")) {
      Document svg = parsed(Files.readString(folder.resolve(name + ".svg")));
      assertTrue(svg.getElementsByTagName("text").getLength() > 3, name);
    }
  }

  private static ScreenPicture picture(String written) {
    ScreenTerminal terminal = new ScreenTerminal(COLUMNS, ROWS);
    terminal.write(written);
    long[] cells = new long[COLUMNS * ROWS];
    int[] cursor = new int[2];
    terminal.dump(cells, cursor);
    return new ScreenPicture(cells, COLUMNS, ROWS, cursor[0], cursor[1]);
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static Element element(Document svg, String name, int index) {
    NodeList elements = svg.getElementsByTagName(name);
    assertTrue(index < elements.getLength(), name + " " + index);
    return (Element) elements.item(index);
  }

  private static String text(Document svg, String name, int index) {
    return element(svg, name, index).getTextContent();
  }

  private static double number(Document svg, int index, String attribute) {
    return Double.parseDouble(element(svg, "text", index).getAttribute(attribute));
  }
}
