package io.mgeosync.director.route;

import io.mgeosync.base.NodeName;
import io.mgeosync.config.PollSettings;
import io.mgeosync.config.RequireSettings;
import io.mgeosync.config.RoutedNode;
import io.mgeosync.net.Connections;
import io.mgeosync.net.HttpAnswer;
import io.mgeosync.net.HttpCall;
import io.mgeosync.net.NoAnswer;
import java.net.URI;
import java.time.Duration;

/** Asks one node how it is, again and again, on one connection that stays open. */
final class NodePoll {
  /** Many times what a verdict takes. */
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final Connections connections;
  private final NodeName node;
  private final HttpCall call;
  private final PollResultReader reader;

  NodePoll(Connections connections, RoutedNode node, PollSettings poll, RequireSettings require) {
    this.connections = connections;
    this.node = node.name();
    this.call = HttpCall.get(url(node, require), poll.deadline()).atMost(MAX_ANSWER_BYTES);
    this.reader = new PollResultReader(require);
  }

  private static URI url(RoutedNode node, RequireSettings require) {
    String base = node.agent().toString().replaceAll("/+$", "") + "/readyz";
    return URI.create(require.bundle() == null ? base : base + "?bundle=" + require.bundle());
  }

  NodeName node() {
    return node;
  }

  Duration deadline() {
    return call.deadline();
  }

  /** Back by the deadline, though the node may hang, drip or never end its answer. */
  PollResult pollNode() throws InterruptedException {
    return switch (connections.send(call)) {
      case HttpAnswer answer -> reader.read(answer.status(), answer.body());
      case NoAnswer none ->
          new PollResult.Unknown(
              switch (none.why()) {
                case LATE -> "no answer within %d ms".formatted(call.deadline().toMillis());
                case REFUSED, UNKNOWN_HOST, UNREACHABLE -> "its agent cannot be reached";
                default -> "no whole answer: " + none.sentence();
              });
    };
  }
}
