package io.mgeosync.cli;

import io.mgeosync.publish.Promoter;
import io.mgeosync.store.Store;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A channel that nodes refuse → one that they follow. */
@Command(
    name = "restore",
    description = {
      "Writes a channel again that nodes refuse to follow: one that cannot be read, whose sequence"
          + " has leapt,",
      "whose dates are too late, or that a store was set back to. It says what it said, where that"
          + " can be",
      "believed, else what its history says last. Look at the result, then promote what is missing."
    },
    footer = {
      "  mgeo-sync restore --store s3://models --channel production",
      "  mgeo-sync restore --store s3://models --channel production --above 41   # a node has seen"
          + " 41"
    })
final class RestoreVerb implements Verb {
  private final Context context;

  @Mixin StoreOptions store;
  @Mixin ChannelOption channel;
  @Mixin RacesOption races;
  @Mixin ValidityOption validity;

  @Option(
      names = "--above",
      paramLabel = "SEQUENCE",
      description = "The highest sequence that a node has seen, as its refusal names it.")
  long above;

  RestoreVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.range(ExitCode.CONFIGURATION, ExitCode.BUSY);
  }

  @Override
  public ExitCode run() {
    if (above < 0) {
      throw new UsageException("--above is a sequence, 0 or more");
    }
    var duration = validity.required();
    try (Store opened = store.open(context)) {
      Promoter promoter = races.promoter(opened, context);
      Promoter.Moved moved = promoter.restore(channel.name, above, duration);
      RacesOption.complain(promoter, context);
      context.terminal().say(sentence(moved));
      return ExitCode.OK;
    }
  }

  private static String sentence(Promoter.Moved moved) {
    String serves = Pins.words(moved.now().serve());
    return "%s #%d: restored from #%d, serves %s; %s"
        .formatted(
            moved.now().name(),
            moved.now().sequence(),
            moved.before().orElseThrow().sequence(),
            serves.isEmpty() ? "nothing" : serves,
            Pins.end(moved.now()));
  }
}
