package io.mgeosync.e2e.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** {@code --model DIR --port N [--port-file F]}: serves until it is ended. */
final class ServiceMain {
  private ServiceMain() {}

  public static void main(String[] args) throws IOException {
    Map<String, String> options = parse(args);
    int port = Integer.parseInt(options.getOrDefault("--port", "0"));
    var service = new ModelService(Path.of(required(options, "--model")), port);
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "service-stop"));
    if (options.containsKey("--port-file")) {
      Files.writeString(Path.of(required(options, "--port-file")), service.port() + "\n");
    }
    System.out.println("serving on port " + service.port());
  }

  private static Map<String, String> parse(String[] args) {
    var options = new HashMap<String, String>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    return options;
  }

  private static String required(Map<String, String> options, String name) {
    String value = options.get(name);
    if (value == null) {
      throw new IllegalArgumentException("missing " + name);
    }
    return value;
  }
}
