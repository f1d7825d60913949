package recado.client.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jline.utils.AttributedStringBuilder;
import recado.client.desk.Shown;
import recado.client.texts.Harmless;
import recado.client.texts.Phrase;
import recado.client.texts.Times;
import recado.protocol.Event;

/** Answers that are lists, as paragraphs: a line that says what it is, and a line for each. */
public final class ListLines {
  private static final int INDENT = 6;

  private final Names names;
  private final Look look;
  private final Times times;

  public ListLines(Names names, Look look, Times times) {
    this.names = names;
    this.look = look;
    this.times = times;
  }

  /** Who is online. */
  public List<Paragraph> online(Shown.Online shown) {
    return list(
        Phrase.ONLINE.text(shown.people().size()),
        shown.people(),
        person ->
            Phrase.ONLINE_SINCE.text(names.inFull(person.user()), times.dayAndTime(person.time())));
  }

  /** Who is in a group. */
  public List<Paragraph> members(Shown.Members shown) {
    return list(
        Phrase.MEMBERS.text(shown.group(), shown.members().size()),
        shown.members(),
        member ->
            (member.admin() ? Phrase.MEMBER_ADMIN : Phrase.MEMBER)
                .text(names.inFull(member.user()), times.dayAndTime(member.joined())));
  }

  /** The person's groups. */
  public List<Paragraph> groups(Shown.Groups shown) {
    if (shown.groups().isEmpty()) {
      return List.of(new Paragraph(Phrase.NO_GROUPS.text()));
    }
    return list(Phrase.GROUPS.text(shown.groups().size()), shown.groups(), ListLines::group);
  }

  private static String group(Event.GroupOf group) {
    String topic = Harmless.line(group.topic().toString());
    return topic.isEmpty()
        ? Phrase.GROUP_OF.text(group.group(), group.members())
        : Phrase.GROUP_OF_TOPIC.text(group.group(), group.members(), topic);
  }

  /** How far a message has come with each recipient. */
  public List<Paragraph> receipts(Shown.Receipts shown) {
    List<Paragraph> lines = new ArrayList<>();
    lines.add(
        new Paragraph(
            Phrase.RECEIPTS.text(names.of(shown.in()), MessageLines.quoted(shown.message()))));
    for (Event.ReceiptOf receipt : shown.receipts()) {
      AttributedStringBuilder line = new AttributedStringBuilder();
      line.append("  ").append(look.tick(receipt.state()));
      line.append(" ").append(names.inFull(receipt.who()));
      if (receipt.time() > 0) {
        line.append(" ").append(times.dayAndTime(receipt.time()));
      }
      lines.add(new Paragraph(line.toAttributedString(), INDENT));
    }
    return lines;
  }

  /** Whom the person blocks. */
  public List<Paragraph> blocks(Shown.BlockList shown) {
    if (shown.users().isEmpty()) {
      return List.of(new Paragraph(Phrase.NO_BLOCKS.text()));
    }
    return list(Phrase.BLOCKS.text(shown.users().size()), shown.users(), names::inFull);
  }

  /** The names given to people. */
  public List<Paragraph> contacts(Shown.ContactList shown) {
    if (shown.names().isEmpty()) {
      return List.of(new Paragraph(Phrase.NO_CONTACTS.text()));
    }
    return list(
        Phrase.CONTACTS.text(shown.names().size()),
        List.copyOf(shown.names().keySet()),
        names::inFull);
  }

  private static <T> List<Paragraph> list(String heading, List<T> items, Function<T, String> line) {
    List<Paragraph> lines = new ArrayList<>();
    lines.add(new Paragraph(heading));
    for (T item : items) {
      lines.add(
          new Paragraph(
              new AttributedStringBuilder()
                  .append("  ")
                  .append(line.apply(item))
                  .toAttributedString(),
              INDENT));
    }
    return lines;
  }
}
