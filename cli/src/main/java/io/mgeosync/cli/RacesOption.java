package io.mgeosync.cli;

import io.mgeosync.channel.Races;
import io.mgeosync.publish.Promoter;
import io.mgeosync.store.Store;
import picocli.CommandLine.Option;

/** Whether a channel may be changed where the store cannot keep two writers apart. */
final class RacesOption {
  @Option(
      names = "--force-unsafe",
      description = {
        "Change the channel also in a store without atomic conditional writes, where of two changes"
            + " at",
        "the same moment one may be lost. See first that nothing else changes it."
      })
  boolean forced;

  Promoter promoter(Store store, Context context) {
    return new Promoter(store, context.clock(), forced ? Races.RISKED : Races.REFUSED);
  }

  /** What the operator should know beside the result. */
  static void complain(Promoter promoter, Context context) {
    promoter.warning().ifPresent(context.terminal()::complain);
    promoter.clockWarning().ifPresent(context.terminal()::complain);
  }
}
