package io.mgeosync.channel;

import static java.util.Objects.requireNonNull;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.digest.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A channel while it is being read: each field is checked where it stands in the text. */
final class ChannelDraft {
  private static final Set<String> KEYS =
      Set.of("channel", "sequence", "expires", "serve", "prefetch");

  private @Nullable String name;
  private long sequence;
  private @Nullable Instant expires;
  private Optional<Instant> rolloutEnds = Optional.empty();
  private List<Pin> serve = List.of();
  private List<Pin> prefetch = List.of();

  private ChannelDraft() {}

  static ChannelDraft read(YamlReader reader) throws IOException {
    ChannelDraft draft = new ChannelDraft();
    reader.mapping(KEYS, Set.of(ChannelYaml.ROLLOUT_ENDS), key -> draft.readField(key, reader));
    reader.requireEnd();
    return draft;
  }

  /** The rules that hold between fields are the channel's own. */
  Channel finish(String where) {
    try {
      return new Channel(
          requireNonNull(name), sequence, requireNonNull(expires), rolloutEnds, serve, prefetch);
    } catch (IllegalArgumentException e) {
      throw new InvalidChannelException(where, 0, "", String.valueOf(e.getMessage()), e);
    }
  }

  private void readField(String key, YamlReader reader) throws IOException {
    switch (key) {
      case "channel" -> {
        String text = reader.string();
        name = reader.value(() -> Channel.requireName(text));
      }
      case "sequence" -> sequence = reader.wholeNumber();
      case "expires" -> expires = readInstant(reader);
      case ChannelYaml.ROLLOUT_ENDS -> rolloutEnds = Optional.of(readInstant(reader));
      case "serve" -> serve = reader.sequence(() -> PinDraft.read(reader));
      default -> prefetch = reader.sequence(() -> PinDraft.read(reader));
    }
  }

  private static Instant readInstant(YamlReader reader) throws IOException {
    String text = reader.string();
    return reader.value(() -> Instant.parse(text));
  }

  /** One pin while it is being read. */
  private static final class PinDraft {
    private static final Set<String> KEYS = Set.of("bundle", "version", "digest");

    private @Nullable BundleName bundle;
    private @Nullable BundleVersion version;
    private @Nullable Digest digest;

    static Pin read(YamlReader reader) throws IOException {
      PinDraft draft = new PinDraft();
      reader.mapping(KEYS, key -> draft.readField(key, reader));
      return reader.value(
          () ->
              new Pin(
                  requireNonNull(draft.bundle),
                  requireNonNull(draft.version),
                  requireNonNull(draft.digest)));
    }

    private void readField(String key, YamlReader reader) throws IOException {
      String text = reader.string();
      switch (key) {
        case "bundle" -> bundle = reader.value(() -> new BundleName(text));
        case "version" -> version = reader.value(() -> new BundleVersion(text));
        default -> digest = reader.value(() -> Digest.parse(text));
      }
    }
  }
}
