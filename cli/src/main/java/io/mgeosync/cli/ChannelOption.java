package io.mgeosync.cli;

import picocli.CommandLine.Option;

/** Which channel. */
final class ChannelOption {
  @Option(
      names = "--channel",
      converter = ChannelName.class,
      required = true,
      paramLabel = "NAME",
      description = "The channel, such as production.")
  String name;
}
