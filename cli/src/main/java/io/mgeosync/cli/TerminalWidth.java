package io.mgeosync.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many columns the terminal has: {@code $COLUMNS}, or what stty(1) says, or 80. */
final class TerminalWidth implements IntSupplier {
  private static final int USUAL = 80;
  private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d{1,5} ([1-9]\\d{0,4})\\s*");

  private final Map<String, String> environment;
  private int known;

  TerminalWidth(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Asked for once, when it is first needed. */
  @Override
  public synchronized int getAsInt() {
    if (known == 0) {
      String columns = environment.getOrDefault("COLUMNS", "");
      known = columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : measured();
    }
    return known;
  }

  private static int measured() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return USUAL;
      }
      return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return USUAL;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return USUAL;
    }
  }

  static int parse(String rowsAndColumns) {
    Matcher matcher = ROWS_AND_COLUMNS.matcher(rowsAndColumns);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : USUAL;
  }
}
