package recado.server.store.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import recado.server.store.DamagedStoreException;
import recado.server.store.StoredGroup;

/** Reads every group of {@code groups.json} that is whole, up to where the file is no JSON. */
final class GroupsSalvage {
  private static final String REBUILT =
      "the groups that it had are made again from the journal, as far as that goes";

  private static final String NEWER = "if a newer version of Recado wrote it, repair with that one";

  private final StoredFiles files;
  private final Consumer<Finding> findings;
  private final List<StoredGroup> groups = new ArrayList<>();
  private String startSays = "";
  private long includes;
  private long lastNumber = JsonGroupStore.FIRST_NUMBER;

  GroupsSalvage(StoredFiles files, Consumer<Finding> findings) {
    this.files = files;
    this.findings = findings;
  }

  /**
   * What was found.
   *
   * @param isWhole whether that is all there was
   */
  record Found(StoredGroup.Snapshot snapshot, boolean isWhole) {}

  Found read() throws IOException {
    if (!files.exists(JsonGroupStore.FILE)) {
      return new Found(new StoredGroup.Snapshot(0, lastNumber, List.of()), false);
    }
    try {
      return new Found(new JsonGroupStore(new RehearsalDisk(files)).load(), true);
    } catch (DamagedStoreException e) {
      startSays = String.valueOf(e.getMessage());
    }
    try (InputStream in = files.read(JsonGroupStore.FILE, 0);
        JsonParser json = new ObjectMapper().createParser(in)) {
      readObject(json);
    } catch (JsonProcessingException e) {
      tell("not JSON: " + e.getOriginalMessage(), REBUILT);
    } catch (CharConversionException e) {
      tell("not JSON: " + e.getMessage(), REBUILT); // it looked like UTF-32
    }
    return new Found(new StoredGroup.Snapshot(includes, lastNumber, groups), false);
  }

  private void readObject(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      tell("not a JSON object", REBUILT);
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      switch (name) {
        case "groups" -> {
          while (value == JsonToken.START_ARRAY && json.nextToken() == JsonToken.START_OBJECT) {
            readGroup(json.readValueAsTree());
          }
        }
        case "version", "includes", "lastNumber" ->
            readNumber(name, value == JsonToken.VALUE_NUMBER_INT ? json.getLongValue() : -1);
        default -> {
          tell(
              "fields that this version does not know: [" + name + "]", "it is left out; " + NEWER);
          json.skipChildren();
        }
      }
    }
  }

  private void readNumber(String name, long number) {
    if (number < 0) {
      tell("\"" + name + "\" is not a number from 0 on", "it is worked out anew");
    } else if (name.equals("version") && number != JsonGroupStore.VERSION) {
      tell("not of version " + JsonGroupStore.VERSION, NEWER);
    } else if (name.equals("includes")) {
      includes = number;
    } else if (name.equals("lastNumber") && !JsonGroupStore.isNumber(Long.toString(number))) {
      tell("\"lastNumber\" is no group's number", "it is worked out anew");
    } else if (name.equals("lastNumber")) {
      lastNumber = Math.max(lastNumber, number);
    }
  }

  private void readGroup(JsonNode group) {
    String name = group.path("name").asText("a group");
    try {
      groups.add(JsonGroupStore.group(new Fields(group)));
    } catch (Fields.FieldException e) {
      boolean newer = e.kind() == Fields.FieldException.Kind.UNKNOWN_FIELDS;
      tell(String.valueOf(e.getMessage()), remade(name) + (newer ? "; " + NEWER : ""));
    } catch (IllegalArgumentException e) {
      tell(String.valueOf(e.getMessage()), remade(name));
    }
  }

  private static String remade(String name) {
    return name + " is made again from the journal, as far as that goes";
  }

  private void tell(String what, String lost) {
    findings.accept(new Finding(JsonGroupStore.FILE, what, startSays, lost, Finding.Weight.DAMAGE));
  }
}
