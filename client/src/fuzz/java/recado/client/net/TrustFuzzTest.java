package recado.client.net;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;

/** Whatever is in the file of {@code --trust}. */
final class TrustFuzzTest {
  @FuzzTest(maxDuration = "2m")
  void certificates(byte[] pem) {
    try {
      Trust.inCertificates(new ByteArrayInputStream(pem));
    } catch (CertificateException expected) {
      // which the person is told
    }
  }
}
