package io.mgeosync.cli;

import io.mgeosync.config.AgentConfig;
import io.mgeosync.manifest.BundleName;
import io.mgeosync.reconcile.BundleSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Which bundles of which node: those of a configuration, or one that the command line describes.
 */
final class NodeOptions {
  @Mixin ConfigOption config;
  @Mixin DirectSync direct;

  @Option(names = "--bundle", paramLabel = "NAME", description = "Only this bundle.")
  @Nullable BundleName bundle;

  boolean isAsked() {
    return config.file != null || direct.isAsked() || bundle != null;
  }

  AgentConfig settings(Context context) {
    if (direct.isAsked() && config.file != null) {
      throw new UsageException("--config and --store are two ways to say the same: use one");
    }
    return direct.isAsked() ? direct.config(bundle) : config.load(context);
  }

  List<BundleSettings> chosen(AgentConfig settings) {
    List<BundleSettings> chosen =
        settings.bundles().stream()
            .filter(one -> bundle == null || one.name().equals(bundle))
            .toList();
    if (chosen.isEmpty()) {
      throw settings
          .source()
          .refuse("bundles", "no bundle " + bundle + " here", "add it, or correct --bundle");
    }
    return chosen;
  }
}
