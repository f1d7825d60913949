package recado.server.store.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import recado.protocol.Conversation;
import recado.protocol.DeviceName;
import recado.protocol.GroupName;
import recado.protocol.ProtocolException;
import recado.protocol.Text;
import recado.protocol.UserName;
import recado.server.store.Credential;
import recado.server.store.TokenHash;

/**
 * The fields of a JSON object, each of which has to be there, to have its type, and to be asked
 * for: a field that nobody asks for is from a newer version, and passing over it would lose it.
 */
final class Fields {
  private static final ObjectReader READER =
      new ObjectMapper()
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private final JsonNode object;
  private int asked;

  Fields(JsonNode object) throws FieldException {
    if (!object.isObject()) {
      throw new FieldException("not a JSON object");
    }
    this.object = object;
  }

  static Fields parse(byte[] json, int length) throws FieldException {
    try {
      return new Fields(READER.readValue(json, 0, length));
    } catch (JsonProcessingException e) {
      throw new FieldException("not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new FieldException("not JSON: " + e.getMessage());
    }
  }

  /** What is wrong with the fields, without the place. */
  static final class FieldException extends Exception {
    private final Kind kind;

    /** What it means for the rest. */
    enum Kind {
      /** What is there is wrong. */
      WRONG,
      /** It is more than this version knows, and as right as it can be for the rest. */
      UNKNOWN_FIELDS,
      /** It is for an audience of which nothing is known. */
      NO_AUDIENCE
    }

    FieldException(String message) {
      this(Kind.WRONG, message);
    }

    FieldException(Kind kind, String message) {
      super(message);
      this.kind = kind;
    }

    Kind kind() {
      return kind;
    }
  }

  boolean has(String name) {
    return object.has(name);
  }

  private JsonNode field(String name) throws FieldException {
    JsonNode value = object.get(name);
    if (value == null) {
      throw new FieldException("no field \"" + name + "\"");
    }
    asked++;
    return value;
  }

  long number(String name) throws FieldException {
    JsonNode value = field(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new FieldException("\"" + name + "\" is not a number from 0 on");
    }
    return value.longValue();
  }

  String word(String name) throws FieldException {
    return string(field(name), name);
  }

  TokenHash tokenHash(String name) throws FieldException {
    try {
      return new TokenHash(word(name));
    } catch (IllegalArgumentException e) {
      throw new FieldException("\"" + name + "\": " + e.getMessage());
    }
  }

  String passwordHash(String name) throws FieldException {
    String word = word(name);
    if (!Credential.isOne(word)) {
      throw new FieldException("\"" + name + "\" is not an Argon2id hash");
    }
    return word;
  }

  Text text(String name) throws FieldException {
    try {
      return Text.of(word(name));
    } catch (IllegalArgumentException e) {
      throw new FieldException("\"" + name + "\": " + e.getMessage());
    }
  }

  UserName user(String name) throws FieldException {
    return user(word(name), name);
  }

  static UserName user(String written, String name) throws FieldException {
    try {
      return UserName.parse(written);
    } catch (ProtocolException e) {
      throw new FieldException("\"" + name + "\": " + e.message());
    }
  }

  GroupName group(String name) throws FieldException {
    try {
      return GroupName.parse(word(name));
    } catch (ProtocolException e) {
      throw new FieldException("\"" + name + "\": " + e.message());
    }
  }

  DeviceName device(String name) throws FieldException {
    try {
      return new DeviceName(word(name));
    } catch (IllegalArgumentException e) {
      throw new FieldException(String.valueOf(e.getMessage()));
    }
  }

  Conversation conversation(String name) throws FieldException {
    return conversation(word(name), name);
  }

  static Conversation conversation(String written, String name) throws FieldException {
    try {
      return Conversation.parse(written);
    } catch (ProtocolException e) {
      throw new FieldException("\"" + name + "\": " + e.message());
    }
  }

  List<UserName> users(String name) throws FieldException {
    List<UserName> users = new ArrayList<>();
    for (String word : words(name)) {
      users.add(user(word, name));
    }
    return users;
  }

  List<String> words(String name) throws FieldException {
    List<String> words = new ArrayList<>();
    for (JsonNode element : array(name)) {
      words.add(string(element, name));
    }
    return words;
  }

  List<Fields> objects(String name) throws FieldException {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode element : array(name)) {
      objects.add(new Fields(element));
    }
    return objects;
  }

  List<long[]> pairs(String name) throws FieldException {
    List<long[]> pairs = new ArrayList<>();
    for (JsonNode element : array(name)) {
      if (element.size() != 2
          || !element.path(0).isIntegralNumber()
          || !element.path(1).isIntegralNumber()
          || element.get(0).longValue() < 0
          || element.get(1).longValue() < 0) {
        throw new FieldException("\"" + name + "\" is not an array of pairs");
      }
      pairs.add(new long[] {element.get(0).asLong(), element.get(1).asLong()});
    }
    return pairs;
  }

  private JsonNode array(String name) throws FieldException {
    JsonNode value = field(name);
    if (!value.isArray()) {
      throw new FieldException("\"" + name + "\" is not an array");
    }
    return value;
  }

  private static String string(JsonNode value, String name) throws FieldException {
    if (!value.isTextual()) {
      throw new FieldException("\"" + name + "\" is not a string");
    }
    return value.textValue();
  }

  /** Call when all known fields have been asked for, once each. */
  void expectNoMore() throws FieldException {
    if (asked != object.size()) {
      throw new FieldException(
          FieldException.Kind.UNKNOWN_FIELDS,
          "fields that this version does not know: " + fieldNames());
    }
  }

  private List<String> fieldNames() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
