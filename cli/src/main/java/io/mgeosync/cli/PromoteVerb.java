package io.mgeosync.cli;

import io.mgeosync.channel.ChannelLimits;
import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.publish.PromoteOptions;
import io.mgeosync.publish.Promoter;
import io.mgeosync.publish.Publisher;
import io.mgeosync.store.Store;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Store → channel. */
@Command(
    name = "promote",
    description = {
      "Makes a published version the one that a channel's nodes shall serve.",
      "Promoting what is desired already renews the channel, as 'mgeo-sync renew' does for all its"
          + " bundles."
    },
    footer = {
      "  mgeo-sync promote --store s3://models --channel production --bundle mgeo-base --version"
          + " v1.2.0 \\",
      "      --create          # the very first time",
      "  mgeo-sync promote --store s3://models --channel production --bundle mgeo-base --version"
          + " v1.2.0",
      "  mgeo-sync promote --store s3://models --channel production --bundle mgeo-base --version"
          + " v1.3.0 \\",
      "      --prefetch        # onto the disks tonight, served later",
      "  mgeo-sync promote --store s3://models --channel production --bundle mgeo-base --version"
          + " v1.3.0 \\",
      "      --rollout 0s      # the version before is bad: no node may serve it from now on"
    })
final class PromoteVerb implements Verb {
  private final Context context;

  @Mixin StoreOptions store;
  @Mixin ChannelOption channel;
  @Mixin BundleOption bundle;
  @Mixin RacesOption races;

  @Option(
      names = "--version",
      required = true,
      paramLabel = "VERSION",
      description = "A published version.")
  BundleVersion version;

  @Option(
      names = "--rollout",
      paramLabel = "TIME",
      description = {
        "How long the version that was desired until now may go on serving beside it, while nodes"
            + " move",
        "one after another; 2d when not given, 0s to refuse it at once."
      })
  Duration rollout = PromoteOptions.DEFAULT.rollout();

  @Option(
      names = "--prefetch",
      description = "Only bring it to the nodes' disks; what may serve stays as it is.")
  boolean prefetch;

  @Option(
      names = "--create",
      description =
          "The channel may be a new one; without this a name that is not there is refused.")
  boolean create;

  @Mixin ValidityOption validity;

  PromoteVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.range(ExitCode.CONFIGURATION, ExitCode.BUSY);
  }

  @Override
  public ExitCode run() {
    if (rollout.compareTo(ChannelLimits.AHEAD_AT_MOST) > 0) {
      throw new UsageException(
          "--rollout is at most " + ChannelLimits.AHEAD_AT_MOST.toDays() + "d");
    }
    var options = new PromoteOptions(rollout, prefetch, validity.required(), create);
    try (Store opened = store.open(context)) {
      Pin pin = new Publisher(opened, context.clock()).pinOf(bundle.name, version);
      Promoter promoter = races.promoter(opened, context);
      Promoter.Moved moved = promoter.promote(channel.name, pin, options);
      RacesOption.complain(promoter, context);
      context.terminal().say(Pins.sentence(moved, bundle.name, context.clock().instant()));
      return ExitCode.OK;
    }
  }
}
