package recado.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is there for scripts without a server: history, export and import, completion, manuals. */
final class ScriptFilesTest extends ScriptCase {
  // ---- history, export, import

  @Test
  void historyIsPrintedInThreeForms() throws Exception {
    assertEquals(0, run("luz", "who", "--register").exitCode());
    assertEquals(0, run("luz", "send", "@ana", "a; \"b\",\nc").exitCode());
    assertEquals(0, run("luz", "send", "@ana", "=SUM(A1)").exitCode());
    String text = run("luz", "history", "@ana").out();
    assertEquals(2, text.lines().count());
    assertTrue(
        text.matches("(?s)\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d @luz: a; \"b\",␊c\n.*"), text);
    assertEquals(text, run("luz", "history", "@ana", "--text").out());
    assertTrue(text.endsWith(run("luz", "history", "@ana", "--last", "1").out()));
    String json = run("luz", "history", "@ana", "--json").out();
    assertTrue(json.contains("\"from\":\"@luz\",\"text\":\"a; \\\"b\\\",\\nc\"}\n"), json);
    String csv = run("luz", "history", "@ana", "--csv").out();
    assertTrue(csv.startsWith("id,time,conversation,from,event,text\n"), csv);
    assertTrue(csv.contains("Z,@ana,@luz,MESSAGE,\"a; \"\"b\"\",\nc\"\n"), csv);
    assertTrue(csv.endsWith(",MESSAGE,=SUM(A1)\n"), csv);

    assertEquals(2, run("luz", "history", "@ana", "--csv", "--json").exitCode());
    Ended nothing = run("luz", "history", "@bruno");
    assertEquals(1, nothing.exitCode());
    assertEquals("", nothing.out());
  }

  @Test
  void whatIsExportedCanBeImportedElsewhereAndAgain() throws Exception {
    assertEquals(0, run("mia", "who", "--register").exitCode());
    Path contacts = accountFolder("mia").resolve("contacts.json");
    Files.writeString(contacts, "{\"@ana\" : \"Ana Maria\"}");
    assertEquals(0, run("mia", "send", "@ana", "um").exitCode());
    Path file = folder.resolve("mia.zip");
    Ended exported = run("mia", "export", file.toString());
    assertEquals("messages: 1, conversations: 1, contacts: 1", exported.out().strip());
    assertEquals(0, run("mia", "send", "@ana", "dois").exitCode());

    String before = run("mia", "history", "@ana").out();
    Ended again = run("mia", "import", file.toString());
    assertTrue(again.out().strip().endsWith("new: messages: 0, conversations: 0, contacts: 0"));
    assertEquals(before, run("mia", "history", "@ana").out());

    Ended other = run("other", "import", file.toString(), "--user", "mia");
    assertEquals(0, other.exitCode(), other.err());
    String[] there = {"history", "@ana", "--user", "mia"};
    assertEquals(before.lines().findFirst().orElseThrow(), run("other", there).out().strip());
    assertTrue(other.out().contains("messages: 1, conversations: 1, contacts: 1"), other.out());

    Ended stranger = run("ana", "import", file.toString());
    assertEquals(1, stranger.exitCode());
    assertTrue(stranger.err().contains("is of @mia, not of @ana"), stranger.err());
    Path text = Files.writeString(folder.resolve("text"), "no zip");
    Ended wrong = run("mia", "import", text.toString());
    assertEquals(1, wrong.exitCode());
    assertTrue(wrong.err().contains("not a file of recado export"), wrong.err());
    assertFalse(Files.readString(accountFolder("mia").resolve("account.json")).isBlank());
  }

  // ---- who, completion, man

  @Test
  void whoTellsWhoIsOnline() throws Exception {
    assertEquals("@ana online\n", run("ana", "who", "@ana").out());
    assertTrue(
        run("ana", "who", "--json", "@ana")
            .out()
            .startsWith("{\"user\":\"@ana\",\"online\":true,"));
    assertTrue(run("ana", "who", "@davi").out().startsWith("@davi last online 20"));
    Ended nobody = run("ana", "who", "@nobody");
    assertEquals(1, nobody.exitCode());
    assertEquals("", nobody.out());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void bashCompletesCommandsAndOptions() throws Exception {
    Path script = Files.writeString(folder.resolve("completion"), run("ana", "completion").out());
    ProcessBuilder bash =
        new ProcessBuilder(
            "bash",
            "-c",
            """
            source "$0"
            compopt() { :; }
            try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _complete_recado; echo "${COMPREPLY[*]}"; }
            try recado se
            try recado send --ti
            try recado send --wait de
            try recado chat --li
            """,
            script.toString());
    Ended completed = run(bash, "");
    assertEquals("send server\n--timeout\ndelivered\n--line\n", completed.out(), completed.err());
  }

  @Test
  void eachCommandHasAManualPageInBothLanguages() throws Exception {
    for (String language : List.of("en", "pt-BR")) {
      Path pages = folder.resolve("man-" + language);
      assertEquals(0, run("ana", "man", "--lang", language, "--into", pages.toString()).exitCode());
      try (var files = Files.list(pages)) {
        for (Path page : files.toList()) {
          String roff = Files.readString(page);
          assertTrue(roff.startsWith(".TH \"RECADO"), roff);
          assertFalse(roff.contains("bundle:"), page.toString());
          assertFalse(roff.contains("\n.TP\n\\fB\\-\\-lang=LANG\\fR\n\n"), "each is described");
        }
      }
      assertTrue(Files.exists(pages.resolve("recado-send.1")));
    }
    assertEquals(2, run("ana", "man", "nonsense").exitCode());
  }
}
