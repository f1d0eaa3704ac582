package io.mgeosync.config;

import io.mgeosync.base.Durations;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.FileNames;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Function;

/** From the text of one value to the value, or an {@link InvalidValueException}. */
final class Values {
  private Values() {}

  /** One line: these become names, header fields and words of other programs' languages. */
  static String text(String text) {
    if (body(text).chars().anyMatch(Character::isISOControl)) {
      throw new InvalidValueException(
          "the value has a line break or a control character", "write it on one line");
    }
    return text;
  }

  /** Any text that is not blank. */
  static String body(String text) {
    if (text.isBlank()) {
      throw new InvalidValueException("the value is blank", "write one, or remove the key");
    }
    return text;
  }

  static String node(String text) {
    if (!text.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?")) {
      throw new InvalidValueException(
          "not a node's name: letters, digits, dots and dashes", "write e.g. gpu-node-1");
    }
    return text;
  }

  static BundleName bundle(String text) {
    try {
      return new BundleName(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(
          "not a bundle's name: " + e.getMessage(), "write e.g. mgeo-base");
    }
  }

  static Path absolutePath(String text) {
    Path path = path(text);
    if (!path.isAbsolute()) {
      throw new InvalidValueException(
          "\"" + text + "\" is a relative path", "write an absolute one, e.g. /var/lib/mgeo-sync");
    }
    return path.normalize();
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      if (!FileNames.ofThisJvm().canSay(text)) {
        throw new InvalidValueException(
            "this host has no UTF-8 locale to name it in", "install C.UTF-8, or use ASCII");
      }
      throw new InvalidValueException("not a path: " + e.getReason(), "write an absolute path");
    }
  }

  static Duration positive(String text) {
    Duration duration = Durations.parse(text);
    if (duration.isZero()) {
      throw new InvalidValueException("zero is too short", "write e.g. 5s");
    }
    return duration;
  }

  static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new InvalidValueException(
              "\"" + text + "\" is neither true nor false", "write true or false");
    };
  }

  static Function<String, Integer> between(int least, int most) {
    return text -> {
      if (!text.matches("[0-9]{1,9}")
          || Integer.parseInt(text) < least
          || Integer.parseInt(text) > most) {
        throw new InvalidValueException(
            "\"" + text + "\" is not a whole number from %d to %d".formatted(least, most),
            "write e.g. " + Math.max(least, Math.min(most, 2)));
      }
      return Integer.parseInt(text);
    };
  }

  static int percent(String text) {
    if (!text.matches("[0-9]{1,2}%|100%")) {
      throw new InvalidValueException(
          "\"" + text + "\" is not a part of the disk", "write e.g. 90%");
    }
    return Integer.parseInt(text.substring(0, text.length() - 1));
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new InvalidValueException(
          "\"" + text + "\" is not a time zone", "write e.g. Asia/Shanghai, Europe/Berlin or UTC");
    }
  }

  static String pointer(String text) {
    if (!text.startsWith("/")) {
      throw new InvalidValueException(
          "\"" + text + "\" is not a JSON pointer", "begin it with a slash, e.g. /version");
    }
    return text;
  }

  static String header(String text) {
    if (!text.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")) {
      throw new InvalidValueException(
          "\"" + text + "\" is not the name of a header field", "write e.g. X-Model-Version");
    }
    return text;
  }

  static String container(String text) {
    if (!text.matches("[0-9a-f]{12,64}")) {
      throw new InvalidValueException(
          "\"" + text + "\" is not a container's id",
          "write 12 to 64 of its hex digits, as docker inspect -f '{{.Id}}' NAME says");
    }
    return text;
  }

  static PathStyle pathStyle(String text) {
    return switch (text) {
      case "auto" -> PathStyle.AUTO;
      case "true" -> PathStyle.PATH;
      case "false" -> PathStyle.VIRTUAL;
      default ->
          throw new InvalidValueException(
              "\"" + text + "\" is not a path style", "write auto, true or false");
    };
  }
}
