package recado.server.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordHashTest {
  /** From the test vectors of the reference implementation, github.com/P-H-C/phc-winner-argon2. */
  private static final String REFERENCE =
      "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

  private static PasswordHash computed(String password) {
    return PasswordHash.compute(password, 64, 1, new SecureRandom());
  }

  @Test
  void agreesWithTheReferenceImplementation() {
    assertTrue(PasswordHash.parse(REFERENCE).matches("password"));
    assertFalse(PasswordHash.parse(REFERENCE).matches("Password"));
  }

  @Test
  void writesWhatItHasRead() {
    assertEquals(REFERENCE, PasswordHash.parse(REFERENCE).toString());
  }

  @Test
  void matchesThePasswordItWasComputedFromAlone() {
    String phc = computed("ölé 🔑 \\ with spaces").toString();
    assertTrue(phc.matches("\\$argon2id\\$v=19\\$m=64,t=1,p=1\\$.{22}\\$.{43}"), phc);
    assertTrue(PasswordHash.parse(phc).matches("ölé 🔑 \\ with spaces"));
    assertFalse(PasswordHash.parse(phc).matches("ölé 🔑 \\ with space"));
    assertFalse(PasswordHash.parse(phc).matches(""));
  }

  @Test
  void theSamePasswordHasAnotherHashEachTime() {
    assertNotEquals(computed("a secret").toString(), computed("a secret").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg",
        "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg",
        "$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg",
        "$argon2id$v=19$t=2,m=256,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg",
        "$argon2id$v=19$m=256,t=2,p=4$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg",
        "$argon2id$v=19$m=-256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg",
        "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
        "$argon2id$v=19$m=256,t=2,p=1$$nf65EOgLrQMR/uIPnA4rEg",
        "$argon2id$v=19$m=256,t=2,p=1$c29t*NhbHQ$nf65EOgLrQMR/uIPnA4rEg",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rE",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg==",
        " $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEg\n"
      })
  void refusesWhatIsNotAnArgon2idPhcString(String phc) {
    assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse(phc));
  }

  /** Some languages write numbers in other digits, which no hash has. */
  @Test
  void theLanguageOfTheMachineDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals(REFERENCE, PasswordHash.parse(REFERENCE).toString());
    } finally {
      Locale.setDefault(before);
    }
  }
}
