package recado.client.fullscreen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import recado.client.terminal.NameCompleter;

/** What the word at the cursor may become: one after the other, and back. Screen's thread. */
final class Completion {
  private final NameCompleter completer;
  private List<String> candidates = List.of();
  private int current;
  private int wordStart; // in code points

  Completion(NameCompleter completer) {
    this.completer = completer;
  }

  /** Something else was typed: the next Tab begins anew. */
  void reset() {
    candidates = List.of();
  }

  boolean isUnderWay() {
    return candidates.size() > 1;
  }

  /** The candidates, the current one first. */
  List<String> candidates() {
    List<String> all = new ArrayList<>(candidates.subList(current, candidates.size()));
    all.addAll(candidates.subList(0, current));
    return all;
  }

  /** Puts the next candidate into the text, or the one before. */
  void next(LineEditor editor, int by) {
    if (candidates.isEmpty()) {
      begin(editor);
      if (candidates.isEmpty()) {
        return;
      }
      current = by > 0 ? 0 : candidates.size() - 1;
    } else {
      current = Math.floorMod(current + by, candidates.size());
    }
    editor.replace(wordStart, candidates.get(current) + " ");
    if (candidates.size() == 1) {
      reset();
    }
  }

  private void begin(LineEditor editor) {
    String before =
        editor.text().substring(0, editor.text().offsetByCodePoints(0, editor.cursor()));
    int start = before.length();
    while (start > 0 && !Character.isWhitespace(before.charAt(start - 1))) {
      start--;
    }
    String word = before.substring(start);
    List<String> words = new ArrayList<>();
    for (String one : before.substring(0, start).strip().split("\\s+", -1)) {
      if (!one.isEmpty()) {
        words.add(one);
      }
    }
    int place = words.size();
    words.add(word);
    wordStart = before.codePointCount(0, start);
    candidates =
        completer.candidates(words, place, word).stream()
            .filter(one -> startsWith(one, word))
            .toList();
  }

  private static boolean startsWith(String candidate, String word) {
    return candidate.toLowerCase(Locale.ROOT).startsWith(word.toLowerCase(Locale.ROOT));
  }
}
