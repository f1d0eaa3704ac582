package io.mgeosync.cli;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Refusal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plain forms of {@code ready} without Picocli, which takes longer to start than the question
 * to be answered. The verb is the same; only what its fields hold is read here, and what is not
 * plain (help, other options, a value that is refused) is left to Picocli.
 */
final class QuickReady {
  private static final Set<String> NAMES = Set.of("--config", "--as", "--bundle", "--version");

  private QuickReady() {}

  /** Asks and tells; empty, and nothing was said, when this is for Picocli. */
  static OptionalInt run(Context context, String[] args) {
    ReadyVerb verb =
        context.environment().containsKey(Refusals.DEBUG_VARIABLE) ? null : verb(context, args);
    if (verb == null) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(verb.call());
    } catch (Refusal refusal) {
      context.terminal().complain(refusal);
      return OptionalInt.of(ExitCode.of(refusal.kind()).code());
    }
  }

  private static @Nullable ReadyVerb verb(Context context, String[] args) {
    if (args.length == 0 || !args[0].equals("ready")) {
      return null;
    }
    Map<String, String> options = options(args);
    return options == null ? null : filled(new ReadyVerb(context), options);
  }

  private static @Nullable Map<String, String> options(String[] args) {
    var options = new HashMap<String, String>();
    for (int i = 1; i < args.length; i++) {
      int equals = args[i].indexOf('=');
      String name = equals < 0 ? args[i] : args[i].substring(0, equals);
      String value = equals < 0 ? next(args, ++i) : args[i].substring(equals + 1);
      if (!NAMES.contains(name) || !isPlain(value) || options.put(name, value) != null) {
        return null;
      }
    }
    return options;
  }

  private static String next(String[] args, int at) {
    return at < args.length ? args[at] : "";
  }

  /** To Picocli a leading hyphen may be an option, and a leading @ is a file of arguments. */
  private static boolean isPlain(String value) {
    return !value.isEmpty() && value.charAt(0) != '-' && value.charAt(0) != '@';
  }

  private static @Nullable ReadyVerb filled(ReadyVerb verb, Map<String, String> options) {
    try {
      for (Map.Entry<String, String> option : options.entrySet()) {
        setOption(verb, option.getKey(), option.getValue());
      }
      return verb;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static void setOption(ReadyVerb verb, String name, String value) {
    switch (name) {
      case "--config" -> verb.config.file = Path.of(value);
      case "--as" -> verb.as = ReadyFormat.of(value);
      case "--bundle" -> verb.bundle = new BundleName(value);
      default -> verb.version = new BundleVersion(value);
    }
  }
}
