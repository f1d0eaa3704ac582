package io.mgeosync.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.config.AgentConfig;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.manifest.digest.Digest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Directory, against its manifest. */
@Command(
    name = "verify",
    description = {
      "Checks every byte of a model directory against the manifest in it, and names each file that"
          + " is wrong.",
      "With --pin the manifest itself is proven too; without it only accidents are found, no"
          + " attacks.",
      "Without a directory: the active releases of this node's configuration."
    },
    footer = {
      "  mgeo-sync verify /mnt/models/mgeo-base/v1.2.0 --pin sha256:9f…   # in CI, before a deploy",
      "  mgeo-sync verify --config /etc/mgeo-sync/agent.yaml",
      "  mgeo-sync verify --repair --bundle mgeo-base",
      "  mgeo-sync verify ./model --json | jq -r '.checked[].bad[].path'"
    })
final class VerifyVerb implements Verb {
  private final Context context;

  @Parameters(paramLabel = "DIR", arity = "0..1", description = "Holds a manifest.json.")
  @Nullable Path directory;

  @Option(
      names = "--pin",
      paramLabel = "DIGEST",
      description = "sha256:… of the manifest, as publish printed it.")
  @Nullable Digest pin;

  @Mixin NodeOptions node;

  @Option(
      names = "--repair",
      description =
          "Replace a damaged active release by a fresh copy, of which only the bad chunks are"
              + " fetched, or by the version that the channel wants by now. A running agent is"
              + " asked to do it.")
  boolean repair;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      description = "With --repair: how long to wait for a running agent; 10m when not given.")
  Duration wait = Duration.ofMinutes(10);

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  VerifyVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.range(ExitCode.CONFIGURATION, ExitCode.NO_SPACE);
  }

  @Override
  public ExitCode run() {
    requireOneWay();
    if (repair) {
      AgentConfig settings = node.settings(context);
      return new RepairRun(context, settings, wait, json).run(node.chosen(settings));
    }
    List<Checked> all = new ArrayList<>();
    directories().forEach(one -> all.add(context.node().check(one, Optional.ofNullable(pin))));
    if (json) {
      context.terminal().say(JsonLine.line(asJson(all)));
    } else {
      all.forEach(this::sayResult);
    }
    return ending(all);
  }

  /** What could not be opened is no reason not to deploy. */
  private static ExitCode ending(List<Checked> all) {
    if (all.stream().anyMatch(Checked::wrong)) {
      return ExitCode.MISMATCH;
    }
    return all.stream().allMatch(Checked::good) ? ExitCode.OK : ExitCode.UNAVAILABLE;
  }

  private void requireOneWay() {
    if (directory != null && (repair || node.isAsked())) {
      throw new UsageException("name a directory, or bundles of this node, not both");
    }
    if (directory == null && pin != null) {
      throw new UsageException("--pin needs the directory that it is for");
    }
  }

  private List<Path> directories() {
    if (directory != null) {
      return List.of(directory);
    }
    AgentConfig settings = node.settings(context);
    return node.chosen(settings).stream()
        .map(one -> new NodeLayout(settings.state(), one.name()).current())
        .toList();
  }

  private void sayResult(Checked checked) {
    checked.bad().forEach(bad -> context.terminal().say(bad.problem()));
    if (checked.good()) {
      context.terminal().say(checked.sentence());
    } else {
      context.terminal().complain(checked.sentence());
    }
  }

  private static ObjectNode asJson(List<Checked> all) {
    ObjectNode node = JsonLine.object().put("ok", all.stream().allMatch(Checked::good));
    ArrayNode list = node.putArray("checked");
    all.forEach(checked -> list.add(checked.asJson()));
    return node;
  }
}
