package recado.server.tls;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whatever is in the files of {@code --tls-cert} and {@code --tls-key}. */
final class IdentityFuzzTest {
  /** The same bytes as both: a PEM file may have certificate and key. */
  @FuzzTest(maxDuration = "2m")
  void certificateAndKey(byte[] pem) throws IOException {
    Path file = Files.createTempFile("identity", ".pem");
    try {
      Files.write(file, pem);
      Identity.read(file, file);
    } catch (IOException expected) {
      assertFalse(String.valueOf(expected.getMessage()).isBlank());
    } finally {
      Files.delete(file);
    }
  }
}
