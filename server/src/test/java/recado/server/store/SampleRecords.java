package recado.server.store;

import java.util.ArrayList;
import java.util.List;
import recado.protocol.Cid;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.DeviceName;
import recado.protocol.EntryId;
import recado.protocol.Event;
import recado.protocol.GroupChange;
import recado.protocol.GroupName;
import recado.protocol.Text;
import recado.protocol.UserName;

/** Records, accounts and groups as tests of stores need them. */
public final class SampleRecords {
  public static final UserName ANA = new UserName("ana");
  public static final UserName BRUNO = new UserName("bruno");
  public static final UserName CARLA = new UserName("carla");
  public static final GroupName CASA = new GroupName("casa");
  public static final DeviceName PC = new DeviceName("pc");
  public static final String OTHER_PASSWORD = "$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2g";
  public static final String PASSWORD = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g";

  private static final long TIME = 1_763_690_000_000L;

  private SampleRecords() {}

  /** A message from Ana to Bruno. */
  public static JournalRecord.Posted message(long id, String text) {
    return message(id, Conversation.with(BRUNO), Text.of(text), Audience.of(ANA, BRUNO));
  }

  /** A message from Ana. */
  public static JournalRecord.Posted message(
      long id, Conversation to, Text text, Audience audience) {
    return new JournalRecord.Posted(
        new Event.Message(new EntryId(id), TIME + id, ANA, to, text),
        audience,
        new Origin(PC, new Cid("c" + id)));
  }

  /** Tells Ana how far Bruno has come. */
  public static JournalRecord.Posted receipt(long id, DeliveryState state, long upTo) {
    return new JournalRecord.Posted(
        new Event.Receipt(
            new EntryId(id), TIME + id, state, Conversation.with(BRUNO), BRUNO, new EntryId(upTo)),
        Audience.of(ANA),
        null);
  }

  /** Ana does something in her group. */
  public static JournalRecord.Posted groupEvent(
      long id, GroupChange change, List<UserName> who, Audience audience) {
    Text topic = change == GroupChange.TOPIC ? Text.of("\"a\" \\ topic\n\t\u0001") : null;
    return new JournalRecord.Posted(
        new Event.GroupEvent(new EntryId(id), TIME + id, CASA, change, ANA, who, topic),
        audience,
        null);
  }

  /** A record that is no entry: Bruno's device has got something. */
  public static JournalRecord.Acknowledged acknowledged(long id, long upTo) {
    return new JournalRecord.Acknowledged(id, TIME + id, BRUNO, PC, upTo);
  }

  /** One record of every kind, with ids from 1 on. */
  public static List<JournalRecord> ofEveryKind() {
    Conversation casa = Conversation.in(CASA);
    Audience members = new Audience(8, List.of(ANA, BRUNO, CARLA));
    List<JournalRecord> all = new ArrayList<>();
    all.add(new JournalRecord.SignedOn(1, TIME, ANA, PC, TokenHash.of("a token")));
    all.add(new JournalRecord.SignedOn(2, TIME, BRUNO, PC, null));
    all.add(message(3, "oi"));
    all.add(acknowledged(4, 3));
    all.add(receipt(5, DeliveryState.DELIVERED, 3));
    all.add(new JournalRecord.Seen(6, TIME, BRUNO, Conversation.with(ANA), 3));
    all.add(receipt(7, DeliveryState.READ, 3));
    all.add(groupEvent(8, GroupChange.CREATED, members.users(), members));
    all.add(groupEvent(9, GroupChange.ADDED, List.of(CARLA), members));
    all.add(groupEvent(10, GroupChange.REMOVED, List.of(CARLA), members));
    all.add(groupEvent(11, GroupChange.PROMOTED, List.of(BRUNO), members));
    all.add(groupEvent(12, GroupChange.TOPIC, List.of(), members));
    all.add(groupEvent(13, GroupChange.LEFT, List.of(), members));
    all.add(message(14, casa, Text.of("to all"), members));
    all.add(message(15, Conversation.LOBBY, Text.of("to whoever is here"), Audience.NOBODY));
    all.add(message(16, Conversation.with(ANA), Text.of("to myself"), Audience.of(ANA)));
    all.add(message(17, Conversation.with(BRUNO), Text.of("dropped"), Audience.of(ANA)));
    all.add(message(18, Conversation.with(BRUNO), Text.EMPTY, Audience.of(ANA, BRUNO)));
    all.add(new JournalRecord.Seen(19, TIME, BRUNO, casa, 14));
    all.add(
        new JournalRecord.PasswordChanged(
            20, TIME, ANA, OTHER_PASSWORD, PC, TokenHash.of("another")));
    all.add(new JournalRecord.BlockSet(21, TIME, ANA, BRUNO, true));
    all.add(new JournalRecord.BlockSet(22, TIME, ANA, BRUNO, false));
    all.add(new JournalRecord.SignedOff(23, TIME, ANA, PC));
    all.add(new JournalRecord.DeviceForgotten(24, TIME, ANA, PC));
    all.add(new JournalRecord.PasswordSet(25, TIME, ANA, "!1" + OTHER_PASSWORD));
    all.add(new JournalRecord.AccountErased(26, TIME, CARLA));
    return all;
  }

  /** One line of a snapshot of every kind. */
  public static List<StateRecord> stateOfEveryKind() {
    Conversation casa = Conversation.in(CASA);
    Audience members = new Audience(8, List.of(ANA, BRUNO, CARLA));
    List<StateRecord.Step> steps =
        List.of(new StateRecord.Step(3, TIME), new StateRecord.Step(14, TIME + 1));
    return List.of(
        new StateRecord.OfAccount(ANA, TIME, 0, List.of(BRUNO, CARLA)),
        new StateRecord.OfAccount(BRUNO, 0, 17, List.of()),
        new StateRecord.OfDevice(ANA, PC, 1, 7, TIME, TokenHash.of("a token")),
        new StateRecord.OfDevice(BRUNO, PC, 2, 0, TIME, null),
        new StateRecord.OfStream(ANA, Conversation.with(BRUNO), 18),
        new StateRecord.OfStream(ANA, casa, 14),
        new StateRecord.OfProgress(Conversation.with(ANA), BRUNO, DeliveryState.DELIVERED, steps),
        new StateRecord.OfProgress(casa, BRUNO, DeliveryState.READ, steps.subList(1, 2)),
        new StateRecord.OfSent(
            ANA,
            3,
            TIME,
            List.of(
                new Addressee(Conversation.with(BRUNO), Audience.of(ANA, BRUNO)),
                new Addressee(casa, members),
                new Addressee(Conversation.with(ANA), Audience.of(ANA)),
                new Addressee(Conversation.with(CARLA), Audience.of(ANA)),
                new Addressee(Conversation.LOBBY, Audience.NOBODY)),
            "<c/3>a^k#1+11#2a#3~7a<x>#4+100"),
        new StateRecord.OfSent(BRUNO, 15, TIME, List.of(new Addressee(casa, members)), "<c-/14>a"),
        new StateRecord.OfMailbox(BRUNO, null, List.of(), "+17"),
        new StateRecord.OfMailbox(
            ANA,
            PC,
            List.of(
                new StateRecord.StreamName(BRUNO, Conversation.with(ANA)),
                new StateRecord.StreamName(CARLA, casa),
                new StateRecord.StreamName(CARLA, Conversation.LOBBY)),
            "#1haa#0c#3+100"),
        new StateRecord.OfReceipt(ANA, casa, BRUNO, DeliveryState.READ, 19));
  }

  /** Two groups as of record 1, one of them with all that can be said about a group. */
  public static StoredGroup.Snapshot groups() {
    StoredGroup casa =
        new StoredGroup(
            CASA,
            "2000000000001",
            Text.of("\"home\" \\ é\n"),
            TIME,
            1,
            List.of(
                new StoredGroup.Member(BRUNO, false, TIME, 0),
                new StoredGroup.Member(ANA, true, TIME + 1, 1)));
    StoredGroup empty =
        new StoredGroup(new GroupName("4-ever"), "2000000000007", Text.EMPTY, 0, 0, List.of());
    return new StoredGroup.Snapshot(1, 2_000_000_000_007L, List.of(casa, empty));
  }

  /** An account of this name, the number ending in these digits. */
  public static StoredAccount account(UserName name, int number) {
    return new StoredAccount(name, "1%012d".formatted(number), PASSWORD, TIME);
  }
}
