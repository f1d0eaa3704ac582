package io.mgeosync.cli;

import io.mgeosync.channel.Channel;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.publish.Promoter;
import io.mgeosync.store.Store;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Channel → what it said before. */
@Command(
    name = "rollback",
    description = {
      "Steps a channel back to the version that it named before, or to a named one.",
      "It is a new change of the channel, so that nodes which refuse older channels follow it."
    },
    footer = {
      "  mgeo-sync rollback --store s3://models --channel production --bundle mgeo-base",
      "  mgeo-sync rollback --store s3://models --channel production --bundle mgeo-base --to v1.1.0"
    })
final class RollbackVerb implements Verb {
  private final Context context;

  @Mixin StoreOptions store;
  @Mixin ChannelOption channel;
  @Mixin BundleOption bundle;
  @Mixin RacesOption races;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description = "A version that the channel named before; the one before when not given.")
  @Nullable BundleVersion version;

  RollbackVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.range(ExitCode.CONFIGURATION, ExitCode.BUSY);
  }

  @Override
  public ExitCode run() {
    try (Store opened = store.open(context)) {
      Promoter promoter = races.promoter(opened, context);
      Channel changed = promoter.rollback(channel.name, bundle.name, Optional.ofNullable(version));
      RacesOption.complain(promoter, context);
      context.terminal().say(Pins.sentence(changed, bundle.name, context.clock().instant()));
      return ExitCode.OK;
    }
  }
}
