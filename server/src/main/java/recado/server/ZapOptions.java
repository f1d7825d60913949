package recado.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import recado.server.dialect.zap.Flavour;

/** The options for clients of the course's protocol. */
final class ZapOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--zap-port",
      paramLabel = "PORT",
      description =
          "Port for clients of WhatPix, usually 9070; 0 for any free one. They have no passwords.")
  private @Nullable Integer whatpix;

  @Option(
      names = "--zap-interzap-port",
      paramLabel = "PORT",
      description = "Port for clients of Interzap, the same.")
  private @Nullable Integer interzap;

  @Option(
      names = "--zap-bind",
      paramLabel = "ADDRESS",
      description = "Address for both (default: that of --bind).")
  private @Nullable String bind;

  /**
   * The ports for such clients, at most one for each flavour.
   *
   * @throws ParameterException if they cannot be meant
   */
  List<ServerConfig.Zap> ports(String usualBind) {
    List<ServerConfig.Zap> ports = new ArrayList<>();
    add(ports, Flavour.WHATPIX, "--zap-port", whatpix, usualBind);
    add(ports, Flavour.INTERZAP, "--zap-interzap-port", interzap, usualBind);
    if (bind != null && ports.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "--zap-bind goes with --zap-port or --zap-interzap-port");
    }
    return ports;
  }

  private void add(
      List<ServerConfig.Zap> ports,
      Flavour flavour,
      String option,
      @Nullable Integer port,
      String usualBind) {
    if (port == null) {
      return;
    }
    if (port < 0 || port > 65_535) {
      throw new ParameterException(
          command.commandLine(), option + " is from 0 to 65535, not " + port);
    }
    ports.add(new ServerConfig.Zap(flavour, bind == null ? usualBind : bind, port, option));
  }
}
