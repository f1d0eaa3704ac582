package io.mgeosync.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mgeosync.base.NodeName;
import io.mgeosync.director.client.DirectorClient;
import io.mgeosync.director.switchover.Move;
import io.mgeosync.director.switchover.Switchover;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The planned move of traffic. */
@Command(
    name = "switchover",
    description = {
      "Makes a node the primary, and ends once new requests go there.",
      "Several directors, one for each load balancer, are asked one after another; nothing is moved"
          + " unless the node is ready for all of them (10 when it is not).",
      "Doing so again changes nothing. To switch back, switch over to the other node."
    },
    footer = {
      "  mgeo-sync switchover --to gpu-b",
      "  # the second one through: ssh -N -L /tmp/lb-2:" + DirectorAddresses.SOCKET + " lb-2",
      "  mgeo-sync switchover --to gpu-b --director "
          + DirectorAddresses.SOCKET
          + " --director /tmp/lb-2"
    })
final class SwitchoverVerb implements Verb {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Context context;

  @Option(
      names = "--to",
      paramLabel = "NODE",
      required = true,
      description = "Who gets the requests, by its name in director.yaml.")
  NodeName to;

  @Mixin DirectorAddresses directors;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      description = "How long each director may take; 60s when not given.")
  Duration wait = Duration.ofSeconds(60);

  @Option(
      names = "--settle",
      paramLabel = "TIME",
      description = "How long the new route must stand before going on; 2s when not given.")
  Duration settle = Duration.ofSeconds(2);

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  SwitchoverVerb(Context context) {
    this.context = context;
  }

  @Override
  public Set<ExitCode> endings() {
    return EnumSet.of(ExitCode.MISSING, ExitCode.UNAVAILABLE, ExitCode.BUSY, ExitCode.NOT_READY);
  }

  @Override
  public ExitCode run() {
    List<DirectorClient> clients = directors.all().stream().map(DirectorClient::new).toList();
    Consumer<String> steps = json ? step -> {} : context.terminal()::say;
    List<Move> moves = new Switchover(to, wait, settle, steps).run(clients);
    if (json) {
      context.terminal().say(JsonLine.line(asJson(moves)));
    }
    return ExitCode.OK;
  }

  private ObjectNode asJson(List<Move> moves) {
    ObjectNode all = JsonLine.object().put("to", to.value());
    ArrayNode list = all.putArray("directors");
    for (Move move : moves) {
      list.addObject()
          .put("director", move.director())
          .put("changed", move.changed())
          .put("seconds", move.took().toNanos() / SECOND)
          .put("route", move.way());
    }
    return all;
  }
}
