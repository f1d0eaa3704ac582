package io.mgeosync.settings;

import io.mgeosync.base.Durations;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.FileNames;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** From the text of one value to the value, or an {@link InvalidValueException}. */
final class Values {
  private Values() {}

  /** One line: these become names, header fields and words of other programs' languages. */
  static String line(String text) {
    if (notBlank(text).chars().anyMatch(Character::isISOControl)) {
      throw new InvalidValueException(
          "the value has a line break or a control character", "write it on one line");
    }
    return text;
  }

  /** Any text that is not blank. */
  static String notBlank(String text) {
    if (text.isBlank()) {
      throw new InvalidValueException("the value is blank", "write one, or remove the key");
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

  static int between(String text, @Nullable Between range) {
    int least = range == null ? 0 : range.least();
    int most = range == null ? Integer.MAX_VALUE : range.most();
    if (!text.matches("[0-9]{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw new InvalidValueException(
          "\"" + text + "\" is not a whole number from %d to %d".formatted(least, most),
          "write e.g. " + Math.max(least, Math.min(most, 2)));
    }
    return Integer.parseInt(text);
  }

  static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new InvalidValueException(
          "\"" + text + "\" is not a time zone", "write e.g. Asia/Shanghai, Europe/Berlin or UTC");
    }
  }
}
