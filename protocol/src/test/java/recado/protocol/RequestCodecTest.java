package recado.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestCodecTest {
  private static final UserName ANA = new UserName("ana");
  private static final UserName BRUNO = new UserName("bruno");
  private static final UserName CARLA = new UserName("carla");
  private static final GroupName CASA = new GroupName("casa");
  private static final DeviceName PC = new DeviceName("pc");
  private static final Cid C1 = new Cid("c1");
  private static final EntryId SEVEN = new EntryId(7);

  static Stream<Arguments> requests() {
    Conversation bruno = Conversation.with(BRUNO);
    Conversation casa = Conversation.in(CASA);
    List<UserName> both = List.of(BRUNO, CARLA);
    Text topic = Text.of("a \\ and\na new line");
    return Stream.of(
        arguments(
            "REGISTER @ana :a secret", new Request.Register(ANA, null, Secret.of("a secret"))),
        arguments(
            "REGISTER @ana k7fq-x2 :a secret",
            new Request.Register(ANA, Secret.of("k7fq-x2"), Secret.of("a secret"))),
        arguments("LOGIN @ana pc :a secret", new Request.Login(ANA, PC, Secret.of("a secret"))),
        arguments("RESUME @ana pc :t0k3n", new Request.Resume(ANA, PC, Secret.of("t0k3n"))),
        arguments("PASSWORD :a new one", new Request.Password(Secret.of("a new one"))),
        arguments("SEND c1 @bruno :olá :)", new Request.Send(C1, bruno, Text.of("olá :)"))),
        arguments("SEND c1 #casa :", new Request.Send(C1, casa, Text.EMPTY)),
        arguments("SEND c1 * : oi ", new Request.Send(C1, Conversation.LOBBY, Text.of(" oi "))),
        arguments("ACK 7", new Request.Ack(SEVEN)),
        arguments("READ #casa 7", new Request.Read(casa, SEVEN)),
        arguments("TYPING @bruno", new Request.Typing(bruno)),
        arguments("INFO 7", new Request.Info(SEVEN)),
        arguments("WHO", new Request.Who(List.of())),
        arguments("WHO @bruno @carla", new Request.Who(both)),
        arguments("WATCH @bruno @carla", new Request.Watch(both)),
        arguments("UNWATCH @bruno", new Request.Unwatch(List.of(BRUNO))),
        arguments("BLOCK @bruno", new Request.Block(BRUNO)),
        arguments("UNBLOCK @bruno", new Request.Unblock(BRUNO)),
        arguments("BLOCKS", new Request.Blocks()),
        arguments("GROUPS", new Request.Groups()),
        arguments("GROUP CREATE #casa", new Request.GroupCreate(CASA, List.of())),
        arguments("GROUP CREATE #casa @bruno @carla", new Request.GroupCreate(CASA, both)),
        arguments("GROUP ADD #casa @bruno @carla", new Request.GroupAdd(CASA, both)),
        arguments("GROUP REMOVE #casa @bruno", new Request.GroupRemove(CASA, BRUNO)),
        arguments("GROUP PROMOTE #casa @bruno", new Request.GroupPromote(CASA, BRUNO)),
        arguments("GROUP LEAVE #casa", new Request.GroupLeave(CASA)),
        arguments(
            "GROUP TOPIC #casa :a \\\\ and\\na new line", new Request.GroupTopic(CASA, topic)),
        arguments("GROUP INFO #casa", new Request.GroupInfo(CASA)),
        arguments("PING abc", new Request.Ping("abc")),
        arguments("PONG abc", new Request.Pong("abc")),
        arguments("QUIT", new Request.Quit()));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void readsALine(String line, Request request) throws ProtocolException {
    assertEquals(request, RequestCodec.decode(Lines.parsed(line)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void writesALine(String line, Request request) {
    assertEquals(line, Lines.written(request));
  }

  @Test
  void theListHasEveryRequest() {
    Set<Class<?>> listed = new HashSet<>();
    requests().forEach(arguments -> listed.add(arguments.get()[1].getClass()));
    assertEquals(Set.copyOf(Lines.kindsOf(Request.class)), listed);
  }

  @ParameterizedTest
  @CsvSource({
    "send c1 @BRUNO :oi,       SEND c1 @bruno :oi",
    "Group Create #Casa @Ana,  GROUP CREATE #casa @ana",
    "QUIT and whatever :else,  QUIT"
  })
  void readsWhatItWouldWriteInAnotherWay(String line, String written) throws ProtocolException {
    assertEquals(written, Lines.written(RequestCodec.decode(Lines.parsed(line))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PING :", "PING :two words", "PING :a\\nb", "PONG :a\\\\b"})
  void givesATokenThatIsATextBackAsItCame(String line) throws ProtocolException {
    assertEquals(line, Lines.written(RequestCodec.decode(Lines.parsed(line))));
  }

  /** Each line, and what is to be answered: the verb, the code, and the cid, name or id. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          FLY @bruno                 | FLY      | UNKNOWN_COMMAND |
          f!y @bruno                 | -        | UNKNOWN_COMMAND |
          SENDS c1 @bruno :oi        | SENDS    | UNKNOWN_COMMAND |
          SEND                       | SEND     | BAD_SYNTAX      |
          SEND c1                    | SEND     | BAD_SYNTAX      | c1
          SEND c1 @bruno             | SEND     | BAD_SYNTAX      | c1
          SEND c1 :oi                | SEND     | BAD_SYNTAX      | c1
          SEND c1 @bruno oi :oi      | SEND     | BAD_SYNTAX      | c1
          SEND c1 @bruno :\\t        | SEND     | BAD_SYNTAX      | c1
          SEND c1 @bruno :\\         | SEND     | BAD_SYNTAX      | c1
          SEND c/1 @bruno :oi        | SEND     | BAD_SYNTAX      |
          SEND c1 bruno :oi          | SEND     | BAD_NAME        | c1
          SEND c1 @b/no :oi          | SEND     | BAD_NAME        | c1
          SEND c1 ** :oi             | SEND     | BAD_NAME        | c1
          ACK                        | ACK      | BAD_SYNTAX      |
          ACK 7 8                    | ACK      | BAD_SYNTAX      | 7
          ACK 7 :oi                  | ACK      | BAD_SYNTAX      | 7
          ACK 0                      | ACK      | BAD_SYNTAX      | 0
          ACK -7                     | ACK      | BAD_SYNTAX      |
          ACK +7                     | ACK      | BAD_SYNTAX      |
          ACK 9223372036854775808    | ACK      | BAD_SYNTAX      |
          READ @bruno                | READ     | BAD_SYNTAX      | @bruno
          READ 7 @bruno              | READ     | BAD_NAME        | 7
          TYPING bruno               | TYPING   | BAD_NAME        | bruno
          TYPING Ünal                | TYPING   | BAD_NAME        |
          INFO seven                 | INFO     | BAD_SYNTAX      |
          REGISTER @ana              | REGISTER | BAD_SYNTAX      | @ana
          REGISTER ana :a secret     | REGISTER | BAD_NAME        | ana
          LOGIN @ana :a secret       | LOGIN    | BAD_SYNTAX      | @ana
          LOGIN @ana PC :a secret    | LOGIN    | BAD_SYNTAX      | @ana
          RESUME @ana pc t0k3n       | RESUME   | BAD_SYNTAX      | @ana
          PASSWORD secret            | PASSWORD | BAD_SYNTAX      |
          WHO ana                    | WHO      | BAD_NAME        |
          WHO :                      | WHO      | BAD_SYNTAX      |
          WATCH                      | WATCH    | BAD_SYNTAX      |
          UNWATCH                    | UNWATCH  | BAD_SYNTAX      |
          BLOCK                      | BLOCK    | BAD_SYNTAX      |
          BLOCK #casa                | BLOCK    | BAD_NAME        | #casa
          UNBLOCK @bruno @carla      | UNBLOCK  | BAD_SYNTAX      | @bruno
          BLOCKS @bruno              | BLOCKS   | BAD_SYNTAX      |
          GROUPS :                   | GROUPS   | BAD_SYNTAX      |
          GROUP                      | GROUP    | BAD_SYNTAX      |
          GROUP CREATE               | GROUP    | BAD_SYNTAX      |
          GROUP CREATE casa          | GROUP    | BAD_NAME        | casa
          GROUP CREATE #casa bruno   | GROUP    | BAD_NAME        | #casa
          GROUP DANCE #casa          | GROUP    | BAD_SYNTAX      | #casa
          GROUP ADD #casa            | GROUP    | BAD_SYNTAX      | #casa
          GROUP REMOVE #casa         | GROUP    | BAD_SYNTAX      | #casa
          GROUP PROMOTE #casa @a @b  | GROUP    | BAD_SYNTAX      | #casa
          GROUP LEAVE #casa @ana     | GROUP    | BAD_SYNTAX      | #casa
          GROUP TOPIC #casa          | GROUP    | BAD_SYNTAX      | #casa
          GROUP INFO #casa :         | GROUP    | BAD_SYNTAX      | #casa
          PING                       | PING     | BAD_SYNTAX      |
          PING one two               | PING     | BAD_SYNTAX      |
          """)
  void refusesALineAndSaysWhatItIsAbout(
      String line, String verb, ErrorCode code, @Nullable String detail) {
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> RequestCodec.decode(Lines.parsed(line)));
    assertEquals(verb, refusal.verb());
    assertEquals(code, refusal.code());
    assertEquals(detail, refusal.detail());
  }

  @Test
  void refusesATextThatIsTooLongWithItsCid() {
    String line = "SEND c1 @bruno :" + "a".repeat(Limits.MAX_TEXT_BYTES + 1);
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> RequestCodec.decode(Lines.parsed(line)));
    assertEquals(ErrorCode.TOO_LONG, refusal.code());
    assertEquals("c1", refusal.detail());
  }

  @Test
  void refusesATextThatIsNotUtf8WithItsCid() {
    byte[] line = "SEND c1 @bruno :olá".getBytes(StandardCharsets.ISO_8859_1);
    ProtocolException refusal =
        assertThrows(
            ProtocolException.class,
            () -> RequestCodec.decode(WireLine.parse(line, 0, line.length)));
    assertEquals(ErrorCode.BAD_SYNTAX, refusal.code());
    assertEquals("c1", refusal.detail());
  }

  @Test
  void doesNotEchoANameThatIsTooLong() {
    String line = "BLOCK @" + "a".repeat(Limits.MAX_NAME_CHARS + 1);
    ProtocolException refusal =
        assertThrows(ProtocolException.class, () -> RequestCodec.decode(Lines.parsed(line)));
    assertEquals(ErrorCode.BAD_NAME, refusal.code());
    assertNull(refusal.detail());
  }

  @Test
  void aSecretDoesNotShowInALog() {
    Request login = new Request.Login(ANA, PC, Secret.of("a secret"));
    assertFalse(login.toString().contains("a secret"), login.toString());
  }
}
