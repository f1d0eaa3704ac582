package io.mgeosync.cli;

import io.mgeosync.channel.Pin;
import io.mgeosync.fetch.FetchProgress;
import io.mgeosync.fetch.PacedListener;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.digest.ChunkSizes;
import io.mgeosync.publish.PromoteOptions;
import io.mgeosync.publish.Promoter;
import io.mgeosync.publish.Publisher;
import io.mgeosync.store.Store;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Directory → store. */
@Command(
    name = "publish",
    description = {
      "Brings a directory into a store as one immutable version and prints its pin.",
      "Publishing the same files again changes nothing. A SHA256SUMS or MD5SUMS in the directory is"
          + " checked first."
    },
    footer = {
      "  mgeo-sync publish ./model --store file:///mnt/models --bundle mgeo-base --version v1.2.0",
      "  mgeo-sync publish ./model --store s3://models/prod --bundle mgeo-base --version v1.2.0 \\",
      "      --promote production            # with --create, where that is a new channel",
      "  mgeo-sync publish ./model --store s3://models/prod --bundle mgeo-base --version v1.2.0 \\",
      "      --smoke smoke.json --requirements requirements.yaml"
    })
final class PublishVerb implements Verb {
  private final Context context;

  @Parameters(paramLabel = "DIR", description = "The directory that holds the model's files.")
  Path directory;

  @Mixin StoreOptions store;
  @Mixin BundleOption bundle;
  @Mixin AsksOptions asks;
  @Mixin RacesOption races;

  @Option(
      names = "--version",
      required = true,
      paramLabel = "VERSION",
      description = "The version, such as v1.2.0.")
  BundleVersion version;

  @Option(
      names = "--promote",
      converter = ChannelName.class,
      paramLabel = "CHANNEL",
      description = "Also make it the desired version of this channel.")
  @Nullable String channel;

  @Option(
      names = "--create",
      description = "With --promote: the channel may be a new one; without this it must be there.")
  boolean create;

  @Option(
      names = "--chunk-size",
      paramLabel = "SIZE",
      description = {
        "How large the pieces are on average in which files are proven, fetched and reused: a power"
            + " of",
        "two from 4K to 16M, 1M when not given. Keep it from one version to the next."
      })
  ChunkSizes chunks = ChunkSizes.DEFAULT;

  @Option(names = "--json", description = "Print the pin as one JSON object.")
  boolean json;

  PublishVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.range(ExitCode.CONFIGURATION, ExitCode.NO_SPACE);
  }

  @Override
  public ExitCode run() {
    if (create && channel == null) {
      throw new UsageException("--create goes with --promote");
    }
    try (Store opened = store.open(context)) {
      if (channel != null && !create) {
        new Promoter(opened, context.clock()).requireChannel(channel);
      }
      Pin pin = publish(opened);
      context.terminal().say(json ? JsonLine.line(JsonLine.of(pin)) : Pins.arguments(pin));
      if (channel != null) {
        promote(opened, channel, pin);
      }
      return ExitCode.OK;
    }
  }

  private Pin publish(Store opened) {
    TransferBar bar = new TransferBar(context.terminal(), "publishing");
    PacedListener drawn = bar.listener(context.clock());
    Publisher publisher =
        new Publisher(
            opened,
            context.clock(),
            (done, total) -> drawn.progress(new FetchProgress(done, 0, total)),
            chunks);
    Pin pin = publisher.publish(directory, bundle.name, version, asks.read());
    bar.done();
    if (channel == null) {
      publisher.warning().ifPresent(context.terminal()::complain);
    }
    return pin;
  }

  private void promote(Store opened, String to, Pin pin) {
    Promoter promoter = races.promoter(opened, context);
    Promoter.Moved moved = promoter.promote(to, pin, PromoteOptions.DEFAULT.withCreate(create));
    RacesOption.complain(promoter, context);
    if (!json) {
      context.terminal().say(Pins.sentence(moved, pin.bundle(), context.clock().instant()));
    }
  }
}
