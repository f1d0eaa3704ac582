package io.mgeosync.base;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Unix socket on which a program takes commands.
 *
 * @param named whether the configuration names it; else it is the usual one
 * @param operators users who may give commands, beside root and the program's own
 */
public record CommandSocket(Path path, boolean named, List<String> operators) {
  public CommandSocket {
    operators = List.copyOf(operators);
  }

  /**
   * The one that is named, or else the usual one.
   *
   * @param named null where the configuration names none
   */
  public static CommandSocket of(@Nullable Path named, Path usual, List<String> operators) {
    return named == null
        ? new CommandSocket(usual, false, operators)
        : new CommandSocket(named, true, operators);
  }
}
