package io.mgeosync.cli;

import io.mgeosync.base.InvalidValueException;
import io.mgeosync.channel.ChannelSettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a channel, wherever an option takes one. */
final class ChannelName implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    try {
      return ChannelSettings.requireName(text);
    } catch (InvalidValueException e) {
      throw new TypeConversionException("'%s': %s".formatted(text, e.reason()));
    }
  }
}
