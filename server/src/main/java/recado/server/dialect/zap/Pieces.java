package recado.server.dialect.zap;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A text in pieces that a client can take. */
final class Pieces {
  private Pieces() {}

  /**
   * At most so many bytes of UTF-8 each, cut between characters; at least one. Line feeds and other
   * controls become spaces.
   */
  static List<String> of(String text, int maxBytes) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int bytes = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int character = text.codePointAt(i);
      String written = Character.isISOControl(character) ? " " : Character.toString(character);
      int more = written.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + more > maxBytes) {
        pieces.add(piece.toString());
        piece.setLength(0);
        bytes = 0;
      }
      piece.append(written);
      bytes += more;
    }
    if (pieces.isEmpty() || !piece.isEmpty()) {
      pieces.add(piece.toString());
    }
    return pieces;
  }
}
