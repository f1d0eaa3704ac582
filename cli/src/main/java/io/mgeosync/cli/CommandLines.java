package io.mgeosync.cli;

import com.fasterxml.jackson.core.JsonPointer;
import io.mgeosync.base.Durations;
import io.mgeosync.base.NodeName;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.manifest.BundleVersion;
import io.mgeosync.manifest.Refusal;
import io.mgeosync.manifest.digest.ChunkSizes;
import io.mgeosync.manifest.digest.Digest;
import io.mgeosync.manifest.smoke.Decimal;
import io.mgeosync.store.StorePlace;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.TypeConversionException;

/** Puts the verbs together into one command line. */
final class CommandLines {
  private static final int WIDTH = 100;

  private CommandLines() {}

  static CommandLine of(Context context) {
    CommandLine all = new CommandLine(new MgeoSync());
    verbs(context).forEach(all::addSubcommand);
    all.addSubcommand(smoke(context));
    all.getSubcommands().values().forEach(CommandLines::listExitCodes);
    convert(all);
    Refusals refusals = new Refusals(context.terminal(), context.environment());
    return all.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(refusals)
        .setParameterExceptionHandler(refusals)
        .setOut(context.terminal().out())
        .setErr(context.terminal().err())
        .setColorScheme(new ColorScheme.Builder(Ansi.OFF).build())
        .setUsageHelpWidth(WIDTH);
  }

  private static List<Verb> verbs(Context context) {
    return List.of(
        new PublishVerb(context),
        new PromoteVerb(context),
        new RollbackVerb(context),
        new RenewVerb(context),
        new RestoreVerb(context),
        new SyncVerb(context),
        new PlanVerb(context),
        new AgentVerb(context),
        new DirectorVerb(context),
        new VerifyVerb(context),
        new ReadyVerb(context),
        new StatusVerb(context),
        new ExplainVerb(context),
        new ProbeVerb(context),
        new UnpoisonVerb(context),
        new DrainVerb(context),
        new UndrainVerb(context),
        new SwitchoverVerb(context),
        new DrillVerb(context));
  }

  private static CommandLine smoke(Context context) {
    CommandLine smoke =
        new CommandLine(new SmokeVerb())
            .addSubcommand(new SmokeRecordVerb(context))
            .addSubcommand(new SmokeRunVerb(context));
    smoke.getSubcommands().values().forEach(CommandLines::listExitCodes);
    return smoke;
  }

  private static void listExitCodes(CommandLine command) {
    Verb verb = command.getCommand();
    Set<ExitCode> codes = EnumSet.of(ExitCode.OK, ExitCode.INTERNAL, ExitCode.USAGE);
    codes.addAll(verb.endings());
    Map<String, String> list = new LinkedHashMap<>();
    codes.forEach(code -> list.put("%3d".formatted(code.code()), code.meaning()));
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(list);
    usage.footerHeading("%nExamples:%n");
    command.getCommandSpec().addOption(help());
  }

  /** Only this one of the standard options: --version names a bundle's version here. */
  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help and end.")
        .build();
  }

  private static void convert(CommandLine all) {
    all.getCommandSpec().mixinStandardHelpOptions(true);
    all.registerConverter(BundleName.class, saying(BundleName::new))
        .registerConverter(BundleVersion.class, saying(BundleVersion::new))
        .registerConverter(NodeName.class, saying(NodeName::new))
        .registerConverter(JsonPointer.class, saying(JsonPointer::compile))
        .registerConverter(URI.class, saying(HttpUrl::parse))
        .registerConverter(ReadyFormat.class, saying(ReadyFormat::of))
        .registerConverter(Digest.class, saying(Digest::parse))
        .registerConverter(Decimal.class, saying(Decimal::parse))
        .registerConverter(Duration.class, saying(Durations::parse))
        .registerConverter(ChunkSizes.class, saying(ChunkSize::parse))
        .registerConverter(StorePlace.class, saying(StorePlace::ofUrl));
  }

  /** So that a wrong value is answered with the sentence of the type that refused it. */
  private static <T> ITypeConverter<T> saying(ITypeConverter<T> converter) {
    return text -> {
      try {
        return converter.convert(text);
      } catch (IllegalArgumentException | Refusal e) {
        throw new TypeConversionException("'%s': %s".formatted(text, e.getMessage()));
      }
    };
  }
}
