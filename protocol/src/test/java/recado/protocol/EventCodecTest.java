package recado.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EventCodecTest {
  private static final UserName ANA = new UserName("ana");
  private static final UserName BRUNO = new UserName("bruno");
  private static final GroupName CASA = new GroupName("casa");
  private static final DeviceName PC = new DeviceName("pc");
  private static final EntryId SEVEN = new EntryId(7);
  private static final EntryId NINE = new EntryId(9);

  static Stream<Arguments> events() {
    return Stream.concat(entries(), answers());
  }

  private static Stream<Arguments> entries() {
    Conversation bruno = Conversation.with(BRUNO);
    Conversation casa = Conversation.in(CASA);
    Text text = Text.of("olá\n\\o/");
    return Stream.of(
        arguments(
            "MSG 7 1000 @ana @bruno :olá\\n\\\\o/",
            new Event.Message(SEVEN, 1000, ANA, bruno, text)),
        arguments("MSG 7 0 @ana #casa :", new Event.Message(SEVEN, 0, ANA, casa, Text.EMPTY)),
        arguments(
            "MSG 7 1000 @ana * :oi",
            new Event.Message(SEVEN, 1000, ANA, Conversation.LOBBY, Text.of("oi"))),
        arguments(
            "DELIVERED 9 1000 @bruno @bruno 7",
            new Event.Receipt(NINE, 1000, DeliveryState.DELIVERED, bruno, BRUNO, SEVEN)),
        arguments(
            "READ 9 1000 #casa @bruno 7",
            new Event.Receipt(NINE, 1000, DeliveryState.READ, casa, BRUNO, SEVEN)),
        arguments(
            "GROUP 9 1000 #casa CREATED @ana @ana @bruno",
            groupEvent(GroupChange.CREATED, List.of(ANA, BRUNO))),
        arguments(
            "GROUP 9 1000 #casa ADDED @ana @bruno", groupEvent(GroupChange.ADDED, List.of(BRUNO))),
        arguments(
            "GROUP 9 1000 #casa REMOVED @ana @bruno",
            groupEvent(GroupChange.REMOVED, List.of(BRUNO))),
        arguments("GROUP 9 1000 #casa LEFT @ana", groupEvent(GroupChange.LEFT, List.of())),
        arguments(
            "GROUP 9 1000 #casa PROMOTED @ana @bruno",
            groupEvent(GroupChange.PROMOTED, List.of(BRUNO))),
        arguments(
            "GROUP 9 1000 #casa TOPIC @ana :olá\\n\\\\o/",
            new Event.GroupEvent(NINE, 1000, CASA, GroupChange.TOPIC, ANA, List.of(), text)));
  }

  private static Event groupEvent(GroupChange change, List<UserName> who) {
    return new Event.GroupEvent(NINE, 1000, CASA, change, ANA, who, null);
  }

  private static Stream<Arguments> answers() {
    Text text = Text.of("for people: oi");
    return Stream.of(
        arguments(
            "RECADO 1 casa.example :for people: oi", new Event.Hello(1, "casa.example", text)),
        arguments("REGISTERED @ana 1000000000001", new Event.Registered(ANA, "1000000000001")),
        arguments("WELCOME @ana pc 3", new Event.Welcome(ANA, PC, 3)),
        arguments("TOKEN :t0k3n", new Event.Token(Secret.of("t0k3n"))),
        arguments("SYNCED 0", new Event.Synced(0)),
        arguments("SENT c1 7 1000", new Event.Sent(new Cid("c1"), SEVEN, 1000)),
        arguments("TYPING #casa @ana", new Event.Typing(Conversation.in(CASA), ANA)),
        arguments("USER @ana online 1000", new Event.Presence(ANA, true, 1000)),
        arguments("USER @ana offline 0", new Event.Presence(ANA, false, 0)),
        arguments("MEMBER #casa @ana admin 1000", new Event.Member(CASA, ANA, true, 1000)),
        arguments("MEMBER #casa @bruno member 1000", new Event.Member(CASA, BRUNO, false, 1000)),
        arguments("GROUP-OF #casa 3 :for people: oi", new Event.GroupOf(CASA, 3, text)),
        arguments(
            "RECEIPT 7 @bruno pending 0",
            new Event.ReceiptOf(SEVEN, BRUNO, DeliveryState.PENDING, 0)),
        arguments(
            "RECEIPT 7 @bruno read 1000",
            new Event.ReceiptOf(SEVEN, BRUNO, DeliveryState.READ, 1000)),
        arguments("BLOCKED @bruno", new Event.Blocked(BRUNO)),
        arguments("UNBLOCKED @bruno", new Event.Unblocked(BRUNO)),
        arguments("PASSWORD-CHANGED", new Event.PasswordChanged()),
        arguments("END WHO 3", new Event.End("WHO", 3)),
        arguments("PONG abc", new Event.Pong("abc")),
        arguments("PING abc", new Event.Ping("abc")),
        arguments("BYE :for people: oi", new Event.Bye(text)),
        arguments(
            "ERR - TOO_LONG :for people: oi", new Event.Err("-", ErrorCode.TOO_LONG, null, text)),
        arguments(
            "ERR SEND NO_SUCH_USER c1 :for people: oi",
            new Event.Err("SEND", ErrorCode.NO_SUCH_USER, "c1", text)),
        arguments("HOLOGRAM", new Event.Unknown("HOLOGRAM")));
  }

  @ParameterizedTest
  @MethodSource("events")
  void readsALine(String line, Event event) throws ProtocolException {
    assertEquals(event, EventCodec.decode(Lines.parsed(line)));
  }

  @ParameterizedTest
  @MethodSource("events")
  void writesALine(String line, Event event) {
    assertEquals(line, Lines.written(event));
  }

  @Test
  void theListHasEveryEvent() {
    Set<Class<?>> listed = new HashSet<>();
    events().forEach(arguments -> listed.add(arguments.get()[1].getClass()));
    assertEquals(Set.copyOf(Lines.kindsOf(Event.class)), listed);
  }

  /** That is how the protocol grows. After an ERR without a detail, a param is its detail. */
  @ParameterizedTest
  @MethodSource("events")
  void passesOverParamsThatANewerServerAdds(String line, Event event) throws ProtocolException {
    if (event instanceof Event.GroupEvent || line.startsWith("ERR - ")) {
      return;
    }
    int text = line.indexOf(" :");
    String longer =
        text < 0 ? line + " new 17" : line.substring(0, text) + " new 17" + line.substring(text);
    assertEquals(event, EventCodec.decode(Lines.parsed(longer)));
  }

  @Test
  void whatIsNoNameEndsTheNamesOfAGroupEvent() throws ProtocolException {
    assertEquals(
        groupEvent(GroupChange.ADDED, List.of(BRUNO)),
        EventCodec.decode(Lines.parsed("GROUP 9 1000 #casa ADDED @ana @bruno new 17")));
  }

  @ParameterizedTest
  @MethodSource("events")
  void passesOverATextThatANewerServerAdds(String line, Event event) throws ProtocolException {
    if (!line.contains(" :")) {
      assertEquals(event, EventCodec.decode(Lines.parsed(line + " :new")));
    }
  }

  @Test
  void anErrorCodeOfANewerServerIsAnErrorStill() throws ProtocolException {
    Event.Err error = (Event.Err) EventCodec.decode(Lines.parsed("ERR SEND TOO_FUNNY c1 :ha"));
    assertEquals(ErrorCode.UNRECOGNIZED, error.code());
    assertEquals("c1", error.detail());
  }

  @Test
  void aTokenThatIsATextComesBackOnOneLine() throws ProtocolException {
    Request.Ping ping = (Request.Ping) RequestCodec.decode(Lines.parsed("PING :one\\ntwo"));
    assertEquals("PONG :one\\ntwo", Lines.written(new Event.Pong(ping.token())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RECADO 1                             | BAD_SYNTAX
          RECADO one casa :oi                  | BAD_SYNTAX
          RECADO 42645472000000 casa :oi       | BAD_SYNTAX
          REGISTERED ana 1000000000001         | BAD_NAME
          WELCOME @ana pc                      | BAD_SYNTAX
          WELCOME @ana PC 0                    | BAD_SYNTAX
          WELCOME @ana pc -1                   | BAD_SYNTAX
          TOKEN t0k3n                          | BAD_SYNTAX
          SYNCED                               | BAD_SYNTAX
          SENT c1 0 1000                       | BAD_SYNTAX
          SENT c/1 7 1000                      | BAD_SYNTAX
          MSG 7 1000 @ana @bruno               | BAD_SYNTAX
          MSG 7 1000 @ana :oi                  | BAD_SYNTAX
          MSG 7 1000 ana @bruno :oi            | BAD_NAME
          MSG 0 1000 @ana @bruno :oi           | BAD_SYNTAX
          MSG 7 1e3 @ana @bruno :oi            | BAD_SYNTAX
          MSG 7 1000 @ana @bruno :o\\i         | BAD_SYNTAX
          DELIVERED 9 1000 @bruno @bruno       | BAD_SYNTAX
          READ 9 1000 @bruno bruno 7           | BAD_NAME
          GROUP 9 1000 #casa BURNT @ana        | BAD_SYNTAX
          GROUP 9 1000 #casa TOPIC @ana        | BAD_SYNTAX
          GROUP 9 1000 casa LEFT @ana          | BAD_NAME
          USER @ana                            | BAD_SYNTAX
          MEMBER #casa @ana admin              | BAD_SYNTAX
          GROUP-OF #casa three :oi             | BAD_SYNTAX
          GROUP-OF #casa 2147483648 :oi        | BAD_SYNTAX
          RECEIPT 7 @bruno lost 0              | BAD_SYNTAX
          BLOCKED                              | BAD_SYNTAX
          END WHO                              | BAD_SYNTAX
          BYE                                  | BAD_SYNTAX
          ERR SEND :oi                         | BAD_SYNTAX
          """)
  void refusesALineThatDoesNotHaveItsVerbsForm(String line, ErrorCode code) {
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> EventCodec.decode(Lines.parsed(line)));
    assertEquals(code, refusal.code());
    assertEquals(line.split(" ", 2)[0], refusal.verb());
  }
}
