package io.mgeosync.cli;

import io.mgeosync.base.NodeName;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** That an operator wants this: one at the terminal now, or one who left a note for cron. */
final class DrillPermission {
  private static final Pattern TOKEN = Pattern.compile("drill (\\S+) until (\\S+)");

  @Option(names = "--yes", description = "Really take the primary out.")
  boolean yes;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "In place of --yes, for cron: a file with one line such as"
              + " 'drill gpu-a until 2027-03-31', which allows just that.")
  @Nullable Path token;

  /** Why this node must not be taken out; null when it may. */
  @Nullable String missing(NodeName node, LocalDate today) {
    if (yes) {
      return null;
    }
    if (token == null) {
      return "nothing was done: to really do this, add --yes or --token-file";
    }
    Matcher line = TOKEN.matcher(TextFile.read(token).strip());
    boolean good =
        line.matches() && line.group(1).equals(node.value()) && !over(line.group(2), today);
    return good
        ? null
        : "nothing was done: %s does not say 'drill %s until' today or later"
            .formatted(token, node);
  }

  private static boolean over(String day, LocalDate today) {
    try {
      return LocalDate.parse(day).isBefore(today);
    } catch (DateTimeParseException e) {
      return true;
    }
  }
}
