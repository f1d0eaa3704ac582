package io.mgeosync.channel;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The channel as YAML: the only code that writes or reads it. */
public final class ChannelYaml {

  /** No channel is larger, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  // Every other text is quoted: some YAML reader could take it for a number, a date or a truth.
  private static final Pattern PLAIN =
      Pattern.compile("[a-z]{2,}[0-9._-]*[a-zA-Z0-9._-]*|v[0-9.]+");
  private static final Set<String> NOT_TEXT =
      Set.of("true", "false", "null", "yes", "no", "on", "off");

  static final String ROLLOUT_ENDS = "rollout-ends";

  private static final String HEADER =
      """
      # Which versions may be served. Change it with `mgeo-sync promote` or `mgeo-sync rollback`:
      # they check that the version is published and raise the sequence. An edit by hand (in
      # Git) must raise the sequence; nodes refuse it otherwise.
      """;

  private ChannelYaml() {}

  /**
   * Reads untrusted bytes.
   *
   * @param where what holds them, for messages, without anything secret
   * @throws InvalidChannelException with line and key
   */
  public static Channel parse(byte[] bytes, String where) {
    if (bytes.length > MAX_BYTES) {
      throw new InvalidChannelException(where, 0, "", "it is larger than 1 MiB", null);
    }
    try (YamlReader reader = new YamlReader(bytes, where)) {
      return ChannelDraft.read(reader).finish(where);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
      throw new InvalidChannelException(where, line, "", "it is not YAML that can be read", e);
    } catch (IOException e) {
      throw new InvalidChannelException(where, 0, "", "it is not UTF-8", e);
    }
  }

  /** The one spelling: equal channels give equal text. */
  public static String format(Channel channel) {
    StringBuilder text = new StringBuilder(HEADER);
    text.append("channel: ").append(scalar(channel.name())).append('\n');
    text.append("sequence: ").append(channel.sequence()).append('\n');
    text.append("expires: ").append(channel.expires()).append('\n');
    channel
        .rolloutEnds()
        .ifPresent(end -> text.append(ROLLOUT_ENDS).append(": ").append(end).append('\n'));
    pins(text, "serve", channel.serve());
    pins(text, "prefetch", channel.prefetch());
    return text.toString();
  }

  private static void pins(StringBuilder text, String key, List<Pin> pins) {
    text.append(key).append(pins.isEmpty() ? ": []\n" : ":\n");
    for (Pin pin : pins) {
      text.append("  - bundle: ").append(scalar(pin.bundle().value())).append('\n');
      text.append("    version: ").append(scalar(pin.version().value())).append('\n');
      text.append("    digest: ").append(pin.digest()).append('\n');
    }
  }

  private static String scalar(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !NOT_TEXT.contains(text);
    return plain ? text : '"' + text + '"';
  }
}
