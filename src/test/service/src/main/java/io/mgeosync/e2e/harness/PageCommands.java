package io.mgeosync.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The commands in the {@code sh} blocks of a page, in their order, with the places and ports that a
 * page names replaced by those of a test.
 */
public final class PageCommands {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

  private PageCommands() {}

  /**
   * Reads the commands of one page.
   *
   * @param page such as {@code docs/hooks.md}
   * @param here what is written in the page, and what stands for it here
   */
  public static List<String> of(String page, Map<String, String> here) throws IOException {
    return BLOCK
        .matcher(Files.readString(Checkout.path(page)))
        .results()
        .flatMap(block -> block.group(1).lines())
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> replaced(line, here))
        .toList();
  }

  private static String replaced(String line, Map<String, String> here) {
    String command = line;
    for (Map.Entry<String, String> place : here.entrySet()) {
      command = command.replace(place.getKey(), place.getValue());
    }
    return command;
  }
}
