package io.mgeosync.settings;

import io.mgeosync.base.Durations;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.base.Urls;
import java.net.URI;
import java.time.Duration;

/** Values of common types that some keys write in their own way. */
public final class KeyTypes {
  private KeyTypes() {}

  /** As it is written, even if blank. */
  public static final class Verbatim extends TextReader<String> {
    Verbatim() {
      super(text -> text);
    }
  }

  /** Any text that is not blank, with line breaks. */
  public static final class Lines extends TextReader<String> {
    Lines() {
      super(Values::notBlank);
    }
  }

  /** The address of a service, over TCP or on a Unix socket. */
  public static final class ServiceUrl extends TextReader<URI> {
    ServiceUrl() {
      super(Urls::service);
    }
  }

  /** A duration that may be zero. */
  public static final class FromZero extends TextReader<Duration> {
    FromZero() {
      super(Durations::parse);
    }
  }

  /** A part of the disk, such as {@code 90%}. */
  public static final class Percent extends TextReader<Integer> {
    Percent() {
      super(Percent::parse);
    }

    private static int parse(String text) {
      if (!text.matches("[0-9]{1,2}%|100%")) {
        throw new InvalidValueException(
            "\"" + text + "\" is not a part of the disk", "write e.g. 90%");
      }
      return Integer.parseInt(text.substring(0, text.length() - 1));
    }
  }

  /** A JSON pointer to a value in an object. */
  public static final class Pointer extends TextReader<String> {
    Pointer() {
      super(Pointer::parse);
    }

    private static String parse(String text) {
      if (!text.startsWith("/")) {
        throw new InvalidValueException(
            "\"" + text + "\" is not a JSON pointer", "begin it with a slash, e.g. /version");
      }
      return text;
    }
  }

  /** The name of an HTTP header field. */
  public static final class Header extends TextReader<String> {
    Header() {
      super(Header::parse);
    }

    private static String parse(String text) {
      if (!text.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")) {
        throw new InvalidValueException(
            "\"" + text + "\" is not the name of a header field", "write e.g. X-Model-Version");
      }
      return text;
    }
  }

  /** The id of a container. */
  public static final class Container extends TextReader<String> {
    Container() {
      super(Container::parse);
    }

    private static String parse(String text) {
      if (!text.matches("[0-9a-f]{12,64}")) {
        throw new InvalidValueException(
            "\"" + text + "\" is not a container's id",
            "write 12 to 64 of its hex digits, as docker inspect -f '{{.Id}}' NAME says");
      }
      return text;
    }
  }
}
