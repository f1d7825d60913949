package recado.client.pictures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import recado.client.JavaProcess;
import recado.client.PseudoTerminal;
import recado.client.ServerProcess;

/**
 * Makes the pictures of the documentation, and a film of two people: real programs, real screens.
 *
 * <pre>
 * mvn -Ppictures -pl client -am -DskipTests test
 * </pre>
 */
public final class Pictures implements AutoCloseable {
  private static final String ESCAPE = "\u001b";
  private static final String ALT_DOWN = "\u001b[1;3B";
  private static final long KEY_MILLIS = 55;
  private static final long LOOK_MILLIS = 100;

  private final Path folder;
  private final ServerProcess server;
  private final List<PseudoTerminal> terminals = new ArrayList<>();
  private double lastSecond; // of the film

  private Pictures(Path folder) throws IOException {
    this.folder = folder;
    server = new ServerProcess(folder.resolve("data"), "--name", "casa");
  }

  /** Into this folder. */
  public static void main(String... args) throws Exception {
    Path into = Files.createDirectories(Path.of(args[0]));
    Path folder = Files.createTempDirectory("recado-pictures");
    try (Pictures house = new Pictures(folder.resolve("screens"));
        Pictures cinema = new Pictures(folder.resolve("film"))) {
      house.screens(into);
      cinema.film(into);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  // ---- pictures

  private void screens(Path into) throws Exception {
    PseudoTerminal bruno = person("bruno", 80, 24);
    PseudoTerminal carla = person("carla", 80, 24);
    PseudoTerminal ana = person("ana", 80, 24);
    Files.writeString(into.resolve("first.svg"), ana.picture().svg("The first start"));
    bruno.enter("/group create #casa @ana @carla").shows("#casa · 3 members");
    bruno.enter("Quem vem jantar?").hasLine(".*jantar\\? ✓✓");
    carla.enter("/open #casa").shows("#casa · 3 members").enter("Eu! A que horas?");
    bruno.hasLine(".*A que horas\\?").enter("Às oito. @ana, e tu?").hasLine(".*e tu\\? ✓✓");
    ana.enter("/contact add @bruno Bruno Silva").shows("Bruno Silva").type(ESCAPE);
    ana.enter("/open #casa").shows("e tu?").enter("Vou! Levo o pão").hasLine(".*pão ✓✓");
    bruno.enter("@ana Como foi a prova?").hasLine(".*prova\\? ✓✓");
    carla.enter("@ana Posso ir contigo?").hasLine(".*contigo\\? ✓✓");
    ana.hasLine(".*@carla +1▕.*").enter("/open @bruno").shows("Como foi a prova?");
    ana.enter("Difícil, mas acho que passei").hasLine(".*passei ✓✓");
    bruno.shows("passei").enter("Parabéns!").hasLine(".*Parabéns! ✓✓");
    ana.shows("Parabéns!").enter("O Davi também pode vir?").hasLine(".*vir\\? ✓✓");
    ana.await("read", _ -> ana.isInColour("✓✓"));
    bruno.type("Claro, ");
    ana.shows("writing").type("Ele traz a sobremesa").hasAtCursor("> Ele traz a sobremesa");
    Files.writeString(
        into.resolve("chat.svg"), ana.picture().svg("A chat, with unread messages elsewhere"));
    bruno.enter("quanto mais melhor!");
    ana.type("\u0015").hasLine(".*melhor!").enter("/open #casa").shows("Levo o pão");
    ana.hasLine(".*pão ✓✓").type("Até logo");
    Files.writeString(into.resolve("group.svg"), ana.picture().svg("A group"));
    ana.type("\u0015").enter("/help").shows("/quit");
    Files.writeString(into.resolve("help.svg"), ana.picture().svg("All that can be typed"));
    PseudoTerminal small = person("davi", 40, 12);
    small.enter("@ana Cheguei!").hasLine(".*Cheguei! ✓✓");
    Files.writeString(into.resolve("small.svg"), small.picture().svg("A small terminal"));
    PseudoTerminal lines = person("eva", 80, 18, "--line");
    lines.enter("@ana Boa noite!").shows("✓✓ delivered to @ana");
    ana.enter("@eva Boa noite, Eva").hasLine(".*Eva ✓✓");
    lines.shows("Boa noite, Eva").enter("/list").hasLine("  @davi.*").hasLine("  you .*");
    Files.writeString(into.resolve("line.svg"), lines.picture().svg("The face of lines"));
    closeTerminals();
  }

  // ---- the film

  private void film(Path into) throws Exception {
    PseudoTerminal ana = person("ana", 60, 16);
    PseudoTerminal bruno = person("bruno", 60, 16);
    Film film = new Film();
    Thread camera = Thread.ofPlatform().daemon().start(() -> record(film, List.of(ana, bruno)));
    pause(1_500);
    write(ana, "@bruno Oi! Estás aí?");
    ana.hasLine(".*aí\\? ✓✓");
    pause(1_200);
    bruno.type(ALT_DOWN).shows("Estás aí?");
    pause(1_200);
    write(bruno, "Sempre :smile:");
    ana.shows("Sempre");
    pause(1_000);
    write(bruno, "/quit");
    bruno.exitCode();
    pause(1_200);
    write(ana, "Deixo-te um recado: jantar às oito!");
    ana.hasLine(".*oito! ✓");
    pause(1_500);
    camera.interrupt();
    camera.join();
    double away = lastSecond;
    PseudoTerminal again = person("bruno", 60, 16);
    Thread second =
        Thread.ofPlatform().daemon().start(() -> record(film, List.of(ana, again), away));
    again.shows("unread elsewhere: 1");
    pause(1_500);
    again.type(ALT_DOWN).shows("Deixo-te um recado");
    ana.await("read", _ -> ana.isInColour("✓✓"));
    pause(1_200);
    write(again, "Lá estarei!");
    ana.shows("Lá estarei!");
    pause(1_000);
    second.interrupt();
    second.join();
    Files.writeString(
        into.resolve("film.svg"), film.svg("Two people, and a recado for one who is out"));
  }

  private void record(Film film, List<PseudoTerminal> screens) {
    record(film, screens, 0);
  }

  /** Until it is interrupted. */
  private void record(Film film, List<PseudoTerminal> screens, double from) {
    long begun = System.nanoTime();
    try {
      while (true) {
        double seconds = from + (System.nanoTime() - begun) / 1e9;
        film.add(seconds, screens.stream().map(PseudoTerminal::picture).toList());
        lastSecond = seconds;
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException expected) {
      // It is enough.
    }
  }

  private static void write(PseudoTerminal terminal, String line) throws InterruptedException {
    for (int c : line.codePoints().toArray()) {
      terminal.type(Character.toString(c));
      pause(KEY_MILLIS);
    }
    pause(5 * KEY_MILLIS);
    terminal.type("\r");
  }

  private static void pause(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }

  // ---- people

  private PseudoTerminal person(String name, int columns, int rows, String... more)
      throws IOException {
    List<String> options =
        new ArrayList<>(
            List.of(
                "--server",
                server.address(),
                "--home",
                folder.resolve(name).toString(),
                "--user",
                name,
                "--register",
                "--lang",
                "en"));
    options.addAll(List.of(more));
    ProcessBuilder client = JavaProcess.of("recado.client.Main", options);
    client.environment().put("RECADO_PASSWORD", "only-for-the-pictures");
    PseudoTerminal terminal = new PseudoTerminal(columns, rows, client);
    terminals.add(terminal);
    terminal.shows(List.of(more).contains("--line") ? "recado>" : "● connected");
    return terminal;
  }

  private void closeTerminals() throws IOException {
    for (PseudoTerminal terminal : terminals) {
      terminal.close();
    }
    terminals.clear();
  }

  @Override
  public void close() throws IOException {
    closeTerminals();
    server.close();
  }
}
