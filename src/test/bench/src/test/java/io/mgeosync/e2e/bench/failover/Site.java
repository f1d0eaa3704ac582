package io.mgeosync.e2e.bench.failover;

import io.mgeosync.e2e.bench.failover.site.Column;
import io.mgeosync.e2e.bench.failover.site.DelayLine;
import io.mgeosync.e2e.bench.failover.site.Kind;
import io.mgeosync.e2e.bench.failover.site.Network;
import io.mgeosync.e2e.bench.failover.site.Published;
import io.mgeosync.e2e.harness.Pace;
import io.mgeosync.e2e.harness.Scratch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All columns; nothing is left of them at the end, on Ctrl-C neither. */
final class Site implements AutoCloseable {
  /** One second, as issue and documentation have it; falls and rises are the agent's defaults. */
  private static final Pace PACE = new Pace(Duration.ofSeconds(1), Duration.ofMillis(500), 3, 2);

  private final Path scratch;
  private final List<Network> networks = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private final Thread onExit = new Thread(this::closeNow, "site-close");

  private Site(Path scratch) {
    this.scratch = scratch;
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /** Starts every column and waits until it serves. */
  static Site open(FailoverOptions options) throws IOException {
    var site = new Site(Scratch.create());
    try {
      site.start(options);
      return site;
    } catch (IOException | RuntimeException e) {
      site.close();
      throw e;
    }
  }

  private void start(FailoverOptions options) throws IOException {
    Path delayLine = DelayLine.compile(scratch);
    var published = new Published(scratch.resolve("published"));
    publish(published, options);
    for (Kind kind : options.kinds()) {
      var network = new Network(networks.size(), List.of(Column.PRIMARY, Column.SPARE));
      networks.add(network);
      Path home = scratch.resolve(kind.option());
      columns.add(new Column(new Column.Parts(kind, network, home, published, PACE)));
      columns.getLast().layFar(delayLine);
      System.err.println("started: " + kind.words());
    }
  }

  /** The old one, the first one, and one for each rolling change. */
  private static void publish(Published published, FailoverOptions options) throws IOException {
    String version = FailoverBench.OLD;
    long rollouts =
        options.modes().stream().filter(Mode::changesVersion).count()
            * options.runs()
            * options.rates().size();
    for (int i = 0; i < 2 + rollouts; i++, version = FailoverBench.after(version)) {
      published.publish(version);
    }
  }

  List<Column> columns() {
    return List.copyOf(columns);
  }

  private void closeNow() {
    try {
      for (Column column : columns) {
        column.close();
      }
      for (Network network : networks) {
        network.close();
      }
      Scratch.delete(scratch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(onExit);
    closeNow();
  }
}
