package io.mgeosync.cli;

import io.mgeosync.publish.Promoter;
import io.mgeosync.publish.Promoter.Moved;
import io.mgeosync.store.Store;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Channel → the same channel, for longer. */
@Command(
    name = "renew",
    description = {
      "Extends how long a channel is believed; what it lets nodes serve stays as it is.",
      "A channel in Git is renewed there: give its file a later 'expires' and raise 'sequence' by"
          + " one."
    },
    footer = {
      "  mgeo-sync renew --store s3://models --channel production",
      "  mgeo-sync renew --store s3://models --channel production --valid-for 365d"
    })
final class RenewVerb implements Verb {
  private final Context context;

  @Mixin StoreOptions store;
  @Mixin ChannelOption channel;
  @Mixin RacesOption races;
  @Mixin ValidityOption validity;

  RenewVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.range(ExitCode.CONFIGURATION, ExitCode.BUSY);
  }

  @Override
  public ExitCode run() {
    var duration = validity.required();
    try (Store opened = store.open(context)) {
      Promoter promoter = races.promoter(opened, context);
      Moved moved = promoter.renew(channel.name, duration);
      RacesOption.complain(promoter, context);
      context.terminal().say(sentence(moved));
      return ExitCode.OK;
    }
  }

  private static String sentence(Moved moved) {
    String end = Pins.end(moved.now());
    return "%s #%d: %s"
        .formatted(
            moved.now().name(),
            moved.now().sequence(),
            moved.before().filter(moved.now()::equals).isPresent()
                ? end + " already; nothing was changed"
                : "renewed, " + end);
  }
}
