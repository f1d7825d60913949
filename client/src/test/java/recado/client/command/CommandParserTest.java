package recado.client.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recado.protocol.Conversation;
import recado.protocol.GroupName;
import recado.protocol.Request;
import recado.protocol.Text;
import recado.protocol.UserName;

final class CommandParserTest {
  private static final UserName BRUNO = new UserName("bruno");
  private static final UserName CARLA = new UserName("carla");
  private static final GroupName FAMILIA = new GroupName("familia");

  @Test
  void aLineAloneIsSaid() throws UsageException {
    assertEquals(new UserCommand.Say(Text.of("olá a todos")), parse("  olá a todos "));
  }

  @Test
  void anEmptyLineIsNothing() throws UsageException {
    assertEquals(new UserCommand.Nothing(), parse("   "));
  }

  @Test
  void twoSlashesBeginATextWithOne() throws UsageException {
    assertEquals(new UserCommand.Say(Text.of("/etc/hosts")), parse("//etc/hosts"));
  }

  @Test
  void aStarWithinAWordIsText() throws UsageException {
    assertEquals(new UserCommand.Say(Text.of("*bold*")), parse("*bold*"));
  }

  @Test
  void addressesSend() throws UsageException {
    Text text = Text.of("olá  tudo bem?");
    assertEquals(
        new UserCommand.SendTo(Conversation.with(BRUNO), text), parse("@Bruno olá  tudo bem?"));
    assertEquals(
        new UserCommand.SendTo(Conversation.in(FAMILIA), text), parse("#familia olá  tudo bem?"));
    assertEquals(new UserCommand.SendTo(Conversation.LOBBY, text), parse("* olá  tudo bem?"));
  }

  @Test
  void aTextKeepsItsLineFeeds() throws UsageException {
    assertEquals(
        new UserCommand.SendTo(Conversation.with(BRUNO), Text.of("one\n  two")),
        parse("@bruno one\n  two"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"@bruno", "#familia", "*", "@ hello", "@br/uno hello", "#", "@"})
  void anAddressWithoutATextOrANameTellsHowItIsDone(String line) {
    assertEquals("Usage: @name text, #group text, or * text for everybody online", mistakeIn(line));
  }

  @Test
  void conversationsOpenAndClose() throws UsageException {
    assertEquals(new UserCommand.Open(Conversation.with(BRUNO)), parse("/open @bruno"));
    assertEquals(new UserCommand.Open(Conversation.LOBBY), parse("/OPEN *"));
    assertEquals(new UserCommand.Close(), parse("/close"));
    assertEquals(new UserCommand.Reply(Text.of("sim, claro")), parse("/reply sim, claro"));
  }

  @Test
  void historyHasAPlaceAndANumberThatNeedNotBeGiven() throws UsageException {
    Conversation bruno = Conversation.with(BRUNO);
    assertEquals(new UserCommand.ShowHistory(null, 20), parse("/history"));
    assertEquals(new UserCommand.ShowHistory(null, 5), parse("/history 5"));
    assertEquals(new UserCommand.ShowHistory(bruno, 20), parse("/history @bruno"));
    assertEquals(new UserCommand.ShowHistory(bruno, 50), parse("/history @bruno 50"));
    assertEquals(new UserCommand.ShowHistory(Conversation.LOBBY, 1), parse("/history * 1"));
  }

  @Test
  void contactsHaveNamesWithSpaces() throws UsageException {
    assertEquals(new UserCommand.ListContacts(), parse("/contacts"));
    assertEquals(
        new UserCommand.AddContact(BRUNO, "Bruno da Silva"),
        parse("/contact add @bruno Bruno da Silva"));
    assertEquals(new UserCommand.RemoveContact(BRUNO), parse("/contact remove @bruno"));
  }

  @Test
  void groupsAreMadeAndChanged() throws UsageException {
    assertEquals(
        new Request.GroupCreate(FAMILIA, List.of(BRUNO, CARLA)),
        asked("/group create #familia @bruno @carla"));
    assertEquals(new Request.GroupCreate(FAMILIA, List.of()), asked("/group create #familia"));
    assertEquals(
        new Request.GroupAdd(FAMILIA, List.of(BRUNO, CARLA)),
        asked("/group add #familia @bruno @carla"));
    assertEquals(new Request.GroupRemove(FAMILIA, BRUNO), asked("/group remove #familia @bruno"));
    assertEquals(new Request.GroupPromote(FAMILIA, BRUNO), asked("/group promote #familia @bruno"));
    assertEquals(new Request.GroupLeave(FAMILIA), asked("/group leave #familia"));
    assertEquals(new Request.GroupInfo(FAMILIA), asked("/group info #familia"));
    assertEquals(
        new Request.GroupTopic(FAMILIA, Text.of("férias em agosto")),
        asked("/group topic #familia férias em agosto"));
  }

  @Test
  void severalAreRemovedOneByOne() throws UsageException {
    assertEquals(
        new UserCommand.Ask(
            List.of(
                new Request.GroupRemove(FAMILIA, BRUNO), new Request.GroupRemove(FAMILIA, CARLA))),
        parse("/group remove #familia @bruno @carla"));
  }

  @Test
  void otherQuestionsGoToTheServer() throws UsageException {
    assertEquals(new Request.Who(List.of()), asked("/list"));
    assertEquals(new Request.Groups(), asked("/groups"));
    assertEquals(new Request.Block(BRUNO), asked("/block @bruno"));
    assertEquals(new Request.Unblock(BRUNO), asked("/unblock @bruno"));
    assertEquals(new Request.Blocks(), asked("/blocks"));
  }

  @Test
  void someCommandsStandAlone() throws UsageException {
    assertEquals(new UserCommand.Info(null), parse("/info"));
    assertEquals(new UserCommand.Info(Conversation.in(FAMILIA)), parse("/info #familia"));
    assertEquals(new UserCommand.ChangePassword(), parse("/password"));
    assertEquals(new UserCommand.ConnectNow(), parse("/connect"));
    assertEquals(new UserCommand.ShowMenu(), parse("/menu"));
    assertEquals(new UserCommand.Help(null), parse("/help"));
    assertEquals(new UserCommand.Help(CommandWord.GROUP), parse("/help group"));
    assertEquals(new UserCommand.Help(CommandWord.GROUP), parse("/help /group"));
    assertEquals(new UserCommand.Quit(), parse("/quit"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          /open                     => Usage: /open @name, #group or *
          /open bruno               => Usage: /open @name, #group or *
          /open @bruno now          => Usage: /open @name, #group or *
          /close it                 => Usage: /close
          /reply                    => Usage: /reply text
          /list all                 => Usage: /list
          /history @bruno many      => Usage: /history [@name, #group or *] [n]
          /history 0                => Usage: /history [@name, #group or *] [n]
          /history -1               => Usage: /history [@name, #group or *] [n]
          /contact                  => Usage: /contact add|remove …
          /contact rename @bruno    => Usage: /contact add|remove …
          /contact add @bruno       => Usage: /contact add @name Their Name
          /contact add bruno Bruno  => Usage: /contact add @name Their Name
          /contact remove           => Usage: /contact remove @name
          /group                    => Usage: /group create|add|remove|promote|topic|info|leave …
          /group delete #familia    => Usage: /group create|add|remove|promote|topic|info|leave …
          /group create familia     => Usage: /group create #group @name …
          /group create #fam bruno  => Usage: /group create #group @name …
          /group add #familia       => Usage: /group add #group @name …
          /group remove #familia    => Usage: /group remove #group @name …
          /group remove #f @a b     => Usage: /group remove #group @name …
          /group promote #familia   => Usage: /group promote #group @name
          /group topic #familia     => Usage: /group topic #group text
          /group info               => Usage: /group info #group
          /group leave              => Usage: /group leave #group
          /info bruno               => Usage: /info [@name or #group]
          /block                    => Usage: /block @name
          /block @a @b              => Usage: /block @name
          /unblock bruno            => Usage: /unblock @name
          /password secret          => Usage: /password
          /quit now                 => Usage: /quit
          """)
  void aMistakeGetsTheUsageOfItsCommand(String line, String usage) {
    assertEquals(usage, mistakeIn(line));
  }

  @Test
  void aWrongWordIsCompared() {
    assertEquals("No command /opne. Did you mean /open?", mistakeIn("/opne @bruno"));
    assertTrue(mistakeIn("/frobnicate").startsWith("No command /frobnicate."));
    assertTrue(mistakeIn("/help frobnicate").startsWith("No command /frobnicate."));
  }

  @Test
  void aWrongWordIsShownWithoutItsControlCharacters() {
    assertTrue(mistakeIn("/\u001b[31mred").contains("/␛[31mred"));
  }

  @Test
  void aTextThatIsTooLongIsToldSo() throws UsageException {
    assertEquals(
        new UserCommand.SendTo(Conversation.with(BRUNO), Text.of("á".repeat(2_048))),
        parse("@bruno " + "á".repeat(2_048)));
    assertTrue(mistakeIn("@bruno " + "á".repeat(2_049)).contains("4098 bytes, at most 4096"));
  }

  @Test
  void whatWouldNotFitIntoALineOfTheWireIsTooLong() {
    assertTrue(mistakeIn("@bruno " + "\\".repeat(4_050)).startsWith("Too long"));
  }

  private static UserCommand parse(String line) throws UsageException {
    return CommandParser.parse(line);
  }

  private static Request asked(String line) throws UsageException {
    return ((UserCommand.Ask) parse(line)).requests().getFirst();
  }

  private static String mistakeIn(String line) {
    return assertThrows(UsageException.class, () -> parse(line)).message();
  }
}
