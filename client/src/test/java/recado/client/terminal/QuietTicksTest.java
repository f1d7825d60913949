package recado.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import recado.client.desk.OwnMessage;
import recado.client.desk.Shown;
import recado.protocol.Conversation;
import recado.protocol.DeliveryState;
import recado.protocol.EntryId;
import recado.protocol.Text;
import recado.protocol.UserName;

final class QuietTicksTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final Conversation BRUNO = Conversation.with(new UserName("bruno"));
  private static final Conversation CARLA = Conversation.with(new UserName("carla"));

  private final List<String> told = new ArrayList<>();
  private final QuietTicks ticks =
      new QuietTicks(LONG, lines -> lines.forEach(line -> told.add(line.text().toString())));

  @Test
  void ofSeveralDeliveredTheLastIsTold() {
    delivered(BRUNO, 1);
    delivered(BRUNO, 2);
    delivered(CARLA, 3);
    delivered(BRUNO, 4);
    assertEquals(List.of(), told);
    ticks.tellAll();
    assertEquals(List.of("@bruno DELIVERED 4", "@carla DELIVERED 3"), told);
  }

  @Test
  void whatIsReadAtOnceIsNotToldToBeDelivered() {
    delivered(BRUNO, 1);
    read(BRUNO, 1);
    ticks.tellAll();
    assertEquals(List.of("@bruno READ 1"), told);
  }

  @Test
  void whatIsDeliveredAndNotReadIsToldBesideWhatIsRead() {
    delivered(BRUNO, 2);
    read(BRUNO, 1);
    delivered(CARLA, 3);
    read(CARLA, 3);
    delivered(CARLA, 4);
    ticks.tellAll();
    assertEquals(
        List.of("@bruno READ 1", "@bruno DELIVERED 2", "@carla READ 3", "@carla DELIVERED 4"),
        told);
  }

  @Test
  void whatHasBeenToldIsNotToldAgain() {
    delivered(BRUNO, 1);
    ticks.tellAll();
    ticks.tellAll();
    read(BRUNO, 1);
    ticks.tellAll();
    assertEquals(List.of("@bruno DELIVERED 1", "@bruno READ 1"), told);
  }

  @Test
  void theMomentEndsByItselfAndAnotherOneBegins() throws InterruptedException {
    LinkedBlockingQueue<List<Paragraph>> lines = new LinkedBlockingQueue<>();
    QuietTicks quick = new QuietTicks(Duration.ofMillis(1), lines::add);
    for (long id = 1; id <= 3; id++) {
      Shown.Ticked ticked = ticked(BRUNO, id, DeliveryState.DELIVERED);
      quick.take(ticked, words(ticked));
      assertEquals(List.of(words(ticked)), lines.poll(20, TimeUnit.SECONDS));
    }
  }

  private void delivered(Conversation in, long id) {
    Shown.Ticked ticked = ticked(in, id, DeliveryState.DELIVERED);
    ticks.take(ticked, words(ticked));
  }

  private void read(Conversation in, long id) {
    Shown.Ticked ticked = ticked(in, id, DeliveryState.READ);
    ticks.take(ticked, words(ticked));
  }

  private static Shown.Ticked ticked(Conversation in, long id, DeliveryState state) {
    return new Shown.Ticked(in, new OwnMessage(new EntryId(id), id, Text.of("text")), state);
  }

  private static Paragraph words(Shown.Ticked ticked) {
    return new Paragraph(ticked.in() + " " + ticked.state() + " " + ticked.upTo().id());
  }
}
