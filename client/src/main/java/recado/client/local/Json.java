package recado.client.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** JSON objects to bytes and back. Stateless. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * One object.
   *
   * @throws IOException if it is no JSON
   * @throws IllegalArgumentException if it is anything else in JSON
   */
  static ObjectNode parse(byte[] bytes) throws IOException {
    JsonNode node = MAPPER.readTree(bytes);
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  /** On one line, with its ending. */
  static byte[] line(ObjectNode object) {
    return (write(MAPPER, object) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** On several lines, for files that people edit. */
  static byte[] pretty(ObjectNode object) {
    ObjectMapper indented = MAPPER.copy().enable(SerializationFeature.INDENT_OUTPUT);
    return (write(indented, object) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String write(ObjectMapper mapper, ObjectNode object) {
    try {
      return mapper.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  /**
   * A field that must be a string.
   *
   * @throws IllegalArgumentException if it is not
   */
  static String string(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("no " + field);
    }
    return value.textValue();
  }

  /**
   * A field that must be a whole number.
   *
   * @throws IllegalArgumentException if it is not
   */
  static long number(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("no " + field);
    }
    return value.longValue();
  }
}
