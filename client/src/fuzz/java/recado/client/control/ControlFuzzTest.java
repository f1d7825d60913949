package recado.client.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import recado.client.desk.Errand;
import recado.client.desk.Report;

/** What a script and a chat say to each other through the control socket. */
final class ControlFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void errands(FuzzedDataProvider data) {
    try {
      Errand errand = ControlCodec.readErrand(data.consumeRemainingAsString());
      assertEquals(errand, ControlCodec.readErrand(ControlCodec.write(errand)));
    } catch (IllegalArgumentException expected) {
      // it is none
    }
  }

  @FuzzTest(maxDuration = "2m")
  void reports(FuzzedDataProvider data) {
    try {
      Report report = ControlCodec.readReport(data.consumeRemainingAsString());
      assertEquals(report, ControlCodec.readReport(ControlCodec.write(report)));
    } catch (IllegalArgumentException expected) {
      // it is none
    }
  }
}
