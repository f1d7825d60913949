package recado.server.postoffice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A restart must not show: after a crash, nor after a stop, which leaves a snapshot. */
@Timeout(30)
final class RecoveryTest {
  private static final List<String> PEOPLE = List.of("ana", "bruno", "carla");
  private static final List<String> DEVICES = List.of("pc", "tv");
  private static final List<String> GROUPS = List.of("#g1", "#g2", "#g3", "#g4", "#g5");

  private final TestClock clock = new TestClock();
  private final TestOffice.Stores stores = TestOffice.Stores.ofAnaBrunoAndCarla();

  /** What a stop leaves of what a crash has left. */
  private TestOffice.Stores stopped(TestOffice.Stores crashed) throws IOException {
    TestOffice.Stores copy = crashed.copy();
    new TestOffice(copy, clock).close();
    return copy;
  }

  @Test
  void aRepeatedCidIsAnsweredAsBeforeTheRestart() throws IOException {
    List<String> before;
    TestOffice.Stores crashed;
    try (TestOffice office = new TestOffice(stores, clock)) {
      Phone ana = office.online("ana", "pc");
      ana.says("SEND c1 @bruno :oi");
      before = ana.hears();
      crashed = stores.copy();
    }
    clock.advance(Duration.ofHours(23));
    for (TestOffice.Stores left : List.of(crashed.copy(), stopped(crashed))) {
      try (TestOffice office = new TestOffice(left, clock)) {
        Phone ana = office.online("ana", "tv");
        ana.says("SEND c1 @bruno :oi");
        assertEquals(before, ana.hears());
        assertEquals("WELCOME @bruno tv 1", office.login("bruno", "tv").hears().getFirst());
      }
    }
  }

  /**
   * The groups as last saved do not have it any more; the records of before are read all the same.
   */
  @Test
  void whatIsDeliveredInAGroupThatHasEndedIsKnownAfterACrash() throws IOException {
    TestOffice.Stores crashed;
    long id;
    try (TestOffice office = new TestOffice(stores, clock)) {
      Phone ana = office.online("ana", "pc");
      Phone bruno = office.online("bruno", "tv");
      ana.says("GROUP CREATE #g1 @bruno");
      id = ana.sends("#g1", "oi");
      bruno.says("GROUP LEAVE #g1");
      ana.says("GROUP LEAVE #g1");
      clock.advance(Duration.ofSeconds(2));
      office.settle(); // saves the groups
      crashed = stores.copy();
    }
    for (TestOffice.Stores left : List.of(crashed.copy(), stopped(crashed))) {
      try (TestOffice office = new TestOffice(left, clock)) {
        Phone ana = office.online("ana", "pc");
        office.online("bruno", "tv").says("ACK " + id);
        ana.says("INFO " + id);
        assertEquals(List.of("RECEIPT " + id + " @bruno delivered 3000"), ana.hears("RECEIPT"));
      }
    }
  }

  /** The sender has sent a hundred others since, and a day has gone by. */
  @Test
  void aMessageThatIsReadLongAfterItWasDeliveredIsReadAfterARestartToo() throws IOException {
    TestOffice.Stores crashed;
    long old;
    try (TestOffice office = new TestOffice(stores, clock)) {
      Phone ana = office.online("ana", "pc");
      Phone bruno = office.online("bruno", "tv");
      old = ana.sends("@bruno", "oi");
      bruno.says("ACK " + old);
      clock.advance(Duration.ofDays(2));
      for (int i = 0; i < 150; i++) {
        ana.sends("@carla", "oi");
      }
      String delivered = ana.hears("DELIVERED").getFirst();
      ana.says("ACK " + delivered.split(" ", -1)[1]);
      office.settle();
      crashed = stores.copy();
    }
    for (TestOffice.Stores left : List.of(crashed.copy(), stopped(crashed))) {
      try (TestOffice office = new TestOffice(left, clock)) {
        Phone ana = office.online("ana", "pc");
        office.online("bruno", "tv").says("READ @ana " + old);
        List<String> receipts = ana.hears("READ");
        assertEquals(1, receipts.size(), receipts.toString());
        assertTrue(receipts.getFirst().endsWith(" @bruno @bruno " + old), receipts.toString());
      }
    }
  }

  @Test
  void theMailOfAForgottenDeviceWaitsAfterARestartToo() throws IOException {
    TestOffice.Stores crashed;
    try (TestOffice office = new TestOffice(stores, clock)) {
      office.online("bruno", "tv").hangsUp();
      Phone ana = office.online("ana", "pc");
      ana.sends("@bruno", "one");
      clock.advance(Duration.ofDays(31));
      office.settle();
      ana.sends("@bruno", "two");
      crashed = stores.copy();
    }
    for (TestOffice.Stores left : List.of(crashed.copy(), stopped(crashed))) {
      try (TestOffice office = new TestOffice(left, clock)) {
        assertEquals(2, office.login("bruno", "new").hears("MSG").size());
      }
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  /** Whatever has happened, a restarted office answers as the one that was not restarted does. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aRestartDoesNotShow(long seed) throws IOException {
    List<String> live;
    TestOffice.Stores crashed;
    try (TestOffice office = new TestOffice(stores, clock)) {
      new RandomLife(office, clock, new Random(seed)).live(200);
      crashed = stores.copy();
      live = answers(office);
    }
    try (TestOffice office = new TestOffice(crashed.copy(), clock)) {
      assertSame(live, answers(office), "after a crash");
    }
    try (TestOffice office = new TestOffice(stopped(crashed), clock)) {
      assertSame(live, answers(office), "after a stop");
    }
  }

  /** The lists are long: what is shown is where they part. */
  private static void assertSame(List<String> expected, List<String> actual, String when) {
    int place = Arrays.mismatch(expected.toArray(), actual.toArray());
    if (place >= 0) {
      int from = Math.max(place - 5, 0);
      assertEquals(
          String.join("\n", expected.subList(from, Math.min(place + 5, expected.size()))),
          String.join("\n", actual.subList(from, Math.min(place + 5, actual.size()))),
          when);
    }
  }

  /** All that can be asked of an office in which nobody is online. */
  private static List<String> answers(TestOffice office) {
    List<String> answers = new ArrayList<>();
    for (String person : PEOPLE) {
      for (String device : List.of("pc", "tv", "new")) {
        answers.add("--- " + person + " " + device);
        Phone phone = office.login(person, device);
        answers.addAll(phone.hears());
        phone.says("WHO @ana @bruno @carla");
        phone.says("BLOCKS");
        phone.says("GROUPS");
        for (String group : GROUPS) {
          phone.says("GROUP INFO " + group);
        }
        for (int id = 1; id < 300; id++) {
          phone.says("INFO " + id);
        }
        answers.addAll(phone.hears());
        phone.hangsUp();
        answers.removeIf(line -> line.startsWith("ERR INFO"));
      }
    }
    return answers;
  }

  /** People who log in, write, read, quarrel and leave. */
  private record RandomLife(
      TestOffice office,
      TestClock clock,
      Random random,
      List<Phone> phones,
      List<String> newGroups) {
    RandomLife(TestOffice office, TestClock clock, Random random) {
      this(office, clock, random, new ArrayList<>(), new ArrayList<>(GROUPS));
    }

    private <T> T any(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }

    void live(int steps) {
      for (int step = 0; step < steps; step++) {
        clock.advance(Duration.ofMillis(random.nextInt(1_000)));
        if (random.nextInt(80) == 0) {
          clock.advance(Duration.ofDays(31)); // devices are forgotten
          office.settle();
        }
        if (phones.isEmpty() || random.nextInt(10) == 0) {
          phones.add(office.login(any(PEOPLE), any(DEVICES)));
        } else if (random.nextInt(20) == 0) {
          phones.remove(random.nextInt(phones.size())).hangsUp();
        } else {
          Phone phone = any(phones);
          phone.says(anything(phone));
        }
      }
      phones.forEach(Phone::hangsUp);
    }

    private String anything(Phone phone) {
      String person = "@" + any(PEOPLE);
      String group = any(GROUPS);
      String conversation = any(List.of(person, person, group, group, "*"));
      return switch (random.nextInt(16)) {
        case 0, 1, 2, 3, 4, 5 -> "SEND c" + random.nextInt(60) + " " + conversation + " :oi";
        case 6, 7, 8 -> "ACK " + anyIdHeardBy(phone);
        case 9, 10 -> "READ " + conversation + " " + anyIdHeardBy(phone);
        case 11 ->
            newGroups.isEmpty()
                ? "GROUPS"
                : "GROUP CREATE " + newGroups.removeFirst() + " " + person;
        case 12 -> "GROUP ADD " + group + " " + person;
        case 13 -> any(List.of("GROUP REMOVE ", "GROUP PROMOTE ")) + group + " " + person;
        case 14 -> any(List.of("GROUP LEAVE " + group, "GROUP TOPIC " + group + " :hm"));
        default -> any(List.of("BLOCK ", "UNBLOCK ", "UNBLOCK ")) + person;
      };
    }

    private long anyIdHeardBy(Phone phone) {
      office.settle();
      List<Long> ids =
          phone.heardSoFar().stream()
              .filter(line -> line.matches("(MSG|GROUP|DELIVERED|READ) .*"))
              .map(line -> Long.parseLong(line.split(" ", -1)[1]))
              .toList();
      return ids.isEmpty() ? 1 : any(ids);
    }
  }
}
