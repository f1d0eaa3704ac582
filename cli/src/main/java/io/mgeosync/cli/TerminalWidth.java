package io.mgeosync.cli;

import io.mgeosync.net.Subprocess;
import io.mgeosync.net.Subprocess.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many columns the terminal has: {@code $COLUMNS}, or what stty(1) says, or 80. */
final class TerminalWidth implements IntSupplier {
  private static final int USUAL = 80;
  private static final List<String> STTY = List.of("stty", "-F", "/dev/tty", "size");
  private static final Duration DEADLINE = Duration.ofSeconds(1);
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
      return Subprocess.of(STTY, DEADLINE).run() instanceof Ending.Exited exited
          ? parse(exited.printed())
          : USUAL;
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
