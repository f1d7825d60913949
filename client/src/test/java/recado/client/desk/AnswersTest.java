package recado.client.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recado.protocol.ErrorCode;
import recado.protocol.Event;
import recado.protocol.GroupName;
import recado.protocol.Request;
import recado.protocol.Text;
import recado.protocol.UserName;

final class AnswersTest {
  private static final UserName ANA = new UserName("ana");
  private static final UserName BRUNO = new UserName("bruno");
  private static final GroupName FAMILIA = new GroupName("familia");
  private static final GroupName AMIGOS = new GroupName("amigos");
  private static final Request WHO = new Request.Who(List.of());

  private final Answers answers = new Answers();

  @Test
  void aListIsWhatCameBeforeItsEnd() {
    answers.expect(WHO, Answers.Asker.PERSON);
    answers.line(new Event.Presence(ANA, true, 1));
    answers.line(new Event.Presence(BRUNO, true, 2));
    Answers.Asked asked = answers.end(new Event.End("WHO", 2)).orElseThrow();
    assertEquals(2, asked.lines(Event.Presence.class).size());
    assertEquals(Optional.empty(), answers.end(new Event.End("WHO", 0)));
  }

  @Test
  void twoListsOfOneKindAreToldApart() {
    answers.expect(new Request.GroupInfo(FAMILIA), Answers.Asker.NOBODY);
    answers.expect(new Request.GroupInfo(AMIGOS), Answers.Asker.PERSON);
    answers.line(new Event.Member(FAMILIA, ANA, true, 1));
    assertTrue(answers.end(new Event.End("GROUP", 1)).orElseThrow().isQuiet());
    answers.line(new Event.Member(AMIGOS, BRUNO, true, 1));
    Answers.Asked amigos = answers.end(new Event.End("GROUP", 1)).orElseThrow();
    assertEquals(new Request.GroupInfo(AMIGOS), amigos.request());
    assertEquals(1, amigos.lines().size());
  }

  @Test
  void anErrorEndsTheRequestThatItNames() {
    answers.expect(new Request.GroupInfo(FAMILIA), Answers.Asker.NOBODY);
    answers.expect(new Request.GroupLeave(AMIGOS), Answers.Asker.PERSON);
    Answers.Asked failed = answers.failed(error("GROUP", "#amigos")).orElseThrow();
    assertEquals(new Request.GroupLeave(AMIGOS), failed.request());
    assertFalse(answers.lost(), "what was asked before has its answer, too");
  }

  @Test
  void anErrorThatNobodyWaitsForIsNobodys() {
    answers.expect(WHO, Answers.Asker.PERSON);
    assertEquals(Optional.empty(), answers.failed(error("BLOCK", "@bruno")));
    assertTrue(answers.lost());
  }

  @Test
  void linesThatNobodyAskedForArePassedOver() {
    answers.line(new Event.Presence(ANA, true, 1));
    answers.expect(WHO, Answers.Asker.PERSON);
    assertEquals(0, answers.end(new Event.End("WHO", 0)).orElseThrow().lines().size());
  }

  @Test
  void aLostConnectionConcernsOnlyWhatAPersonAsked() {
    answers.expect(new Request.Groups(), Answers.Asker.NOBODY);
    assertFalse(answers.lost());
    answers.expect(new Request.Groups(), Answers.Asker.PERSON);
    assertTrue(answers.lost());
    assertFalse(answers.lost());
  }

  private static Event.Err error(String verb, String detail) {
    return new Event.Err(verb, ErrorCode.NO_SUCH_GROUP, detail, Text.of("no"));
  }
}
