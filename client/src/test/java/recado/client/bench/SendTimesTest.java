package recado.client.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SendTimesTest {
  @Test
  void theOldestComesOutFirstHoweverManyThereAre() {
    SendTimes times = new SendTimes();
    long in = 0;
    long out = 0;
    for (int round = 1; round <= 40; round++) { // grows while it has wrapped around
      for (int i = 0; i < round; i++) {
        times.add(in++);
      }
      for (int i = 0; i < round - 1; i++) {
        assertEquals(out++, times.take());
      }
      assertEquals(in - out, times.count());
    }
  }
}
