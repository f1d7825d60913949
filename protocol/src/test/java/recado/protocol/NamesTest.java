package recado.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of people and groups, and the words that are written like them: devices, cids, ids. */
final class NamesTest {
  private static final String LONGEST = "a".repeat(64);

  @ParameterizedTest
  @CsvSource({
    "@ana, ana",
    "@Ana, ana",
    "@ANA.SILVA+casa@Example.org, ana.silva+casa@example.org",
    "@4ever, 4ever",
    "@a_b-c, a_b-c"
  })
  void readsAUserInAnyCase(String written, String name) throws ProtocolException {
    assertTrue(UserName.isValid(written));
    assertEquals(new UserName(name), UserName.parse(written));
    assertEquals("@" + name, UserName.parse(written).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "@", "ana", "#ana", "@.ana", "@@ana", "@an/a", "@an a", "@ána", "@ana:", "@İ"})
  void refusesWhatIsNoUser(String written) {
    assertFalse(UserName.isValid(written));
    assertEquals(
        ErrorCode.BAD_NAME,
        assertThrows(ProtocolException.class, () -> UserName.parse(written)).code());
  }

  @ParameterizedTest
  @CsvSource({"#casa, casa", "#CASA, casa", "#a.b_c-1, a.b_c-1"})
  void readsAGroupInAnyCase(String written, String name) throws ProtocolException {
    assertTrue(GroupName.isValid(written));
    assertEquals(new GroupName(name), GroupName.parse(written));
    assertEquals("#" + name, GroupName.parse(written).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "casa", "@casa", "#-casa", "#ca+sa", "#ca@sa", "#ca sa"})
  void refusesWhatIsNoGroup(String written) {
    assertFalse(GroupName.isValid(written));
    assertEquals(
        ErrorCode.BAD_NAME,
        assertThrows(ProtocolException.class, () -> GroupName.parse(written)).code());
  }

  @Test
  void aNameHasAtMost64Characters() throws ProtocolException {
    assertEquals(LONGEST, UserName.parse("@" + LONGEST).value());
    assertEquals(LONGEST, GroupName.parse("#" + LONGEST).value());
    assertFalse(UserName.isValid("@a" + LONGEST));
    assertFalse(GroupName.isValid("#a" + LONGEST));
  }

  @Test
  void thereIsNoInvalidName() {
    assertThrows(IllegalArgumentException.class, () -> new UserName("Ana"));
    assertThrows(IllegalArgumentException.class, () -> new UserName(""));
    assertThrows(IllegalArgumentException.class, () -> new GroupName("ca@sa"));
    assertThrows(IllegalArgumentException.class, () -> new DeviceName("PC"));
    assertThrows(IllegalArgumentException.class, () -> new Cid("c/1"));
    assertThrows(IllegalArgumentException.class, () -> new EntryId(0));
  }

  @ParameterizedTest
  @CsvSource({
    "1000000000001, true",
    "2000000000001, true",
    "100000000000, false",
    "10000000000011, false",
    "100000000000a, false"
  })
  void aNumberIsThirteenDigits(String written, boolean isNumber) throws ProtocolException {
    assertEquals(isNumber, UserName.parse("@" + written).isNumber());
    assertEquals(isNumber, GroupName.parse("#" + written).isNumber());
  }

  @ParameterizedTest
  @CsvSource({"@ana, @ana", "@ANA, @ana", "#casa, #casa", "*, *"})
  void readsAConversation(String written, String conversation) throws ProtocolException {
    assertEquals(conversation, Conversation.parse(written).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ana", "**", "@", "#", "&casa"})
  void refusesWhatIsNoConversation(String written) {
    assertEquals(
        ErrorCode.BAD_NAME,
        assertThrows(ProtocolException.class, () -> Conversation.parse(written)).code());
  }

  @Test
  void aDeviceHas1To32CharactersOfItsOwn() {
    assertTrue(DeviceName.isValid("-pc-2"));
    assertTrue(DeviceName.isValid("a".repeat(32)));
    for (String bad : new String[] {"", "PC", "p.c", "p_c", "pç", "a".repeat(33)}) {
      assertFalse(DeviceName.isValid(bad), bad);
    }
  }

  @Test
  void aCidHas1To64CharactersOfItsOwn() {
    assertTrue(Cid.isValid("-A.z_9"));
    assertTrue(Cid.isValid("a".repeat(64)));
    for (String bad : new String[] {"", "a b", "a:b", "ç", "a".repeat(65)}) {
      assertFalse(Cid.isValid(bad), bad);
    }
  }

  @Test
  void anIdIsAPositive63BitDecimal() throws ProtocolException {
    assertEquals(1, EntryId.parse("1").value());
    assertEquals(Long.MAX_VALUE, EntryId.parse("9223372036854775807").value());
    assertEquals(7, EntryId.parse("007").value());
    String[] bad = {
      "", "0", "-1", "+1", "1.0", "1 ", "9223372036854775808", "9999999999999999999", "٧"
    };
    for (String written : bad) {
      assertThrows(ProtocolException.class, () -> EntryId.parse(written), written);
    }
    assertThrows(ProtocolException.class, () -> EntryId.parse("1".repeat(20)));
  }

  /** In Turkish, I in lower case is ı, which no name can have. */
  @Test
  void theLanguageOfTheMachineDoesNotMatter() throws ProtocolException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertEquals("ines", UserName.parse("@INES").value());
      assertEquals("vizinhos", GroupName.parse("#VIZINHOS").value());
      assertEquals("PING", Lines.parsed("ping a").verb());
      assertEquals("INFO 7", Lines.written(RequestCodec.decode(Lines.parsed("info 7"))));
      assertEquals(
          "GROUP INFO #casa", Lines.written(RequestCodec.decode(Lines.parsed("group INFO #casa"))));
    } finally {
      Locale.setDefault(before);
    }
  }
}
