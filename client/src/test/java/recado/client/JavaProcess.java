package recado.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a main class of the test's class path in a Java of its own. */
public final class JavaProcess {
  private JavaProcess() {}

  public static ProcessBuilder of(String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1"); // a short life
    command.add("-XX:+UseSerialGC");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder process = new ProcessBuilder(command);
    Map<String, String> environment = process.environment();
    List.of("NO_COLOR", "RECADO_PASSWORD", "XDG_DATA_HOME", "JAVA_TOOL_OPTIONS")
        .forEach(environment::remove);
    environment.keySet().removeIf(variable -> variable.startsWith("LC_"));
    environment.put("LANG", "C.UTF-8");
    return process;
  }
}
