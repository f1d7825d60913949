package recado.client.bench;

/** Why a benchmark cannot be done or went no further; the message is for people. */
final class BenchException extends Exception {
  BenchException(String message) {
    super(message);
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
