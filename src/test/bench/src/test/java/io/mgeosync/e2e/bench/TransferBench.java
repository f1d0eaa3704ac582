package io.mgeosync.e2e.bench;

import io.mgeosync.e2e.bench.Options.Part;
import io.mgeosync.e2e.bench.Row.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Measures everything that was asked for, prints one table, and ends with 0 only if every run
 * worked and brought the right bytes; a target that is missed is printed and does not count.
 */
public final class TransferBench implements AutoCloseable {
  private static final int WARM_UPS = 3;

  private final Options options;
  private final Results results = new Results();
  private final Scratches scratches;
  private final Site site;
  private final CountingLine line;
  private final PullBench pulls;
  private final List<Peer> timed;
  private final List<Peer> counted;

  private TransferBench(Options options, Scratches scratches) throws IOException {
    this.options = options;
    this.scratches = scratches;
    site = new Site(scratches.in(options.memory()), options.limit());
    line = new CountingLine(site.port());
    pulls = new PullBench(site, options.runs(), results);
    timed = peers("timed", site.port()).s3();
    counted = peers("counted", line.port()).s3();
  }

  private Peers peers(String directory, int port) throws IOException {
    Path output = Files.createDirectories(site.memory().resolve(directory));
    return new Peers(site, options, output, port);
  }

  /** Exit codes: 0 all is right; 1 a run failed or brought wrong bytes; 2 wrong usage. */
  public static void main(String[] args) throws IOException {
    System.exit(run(List.of(args)));
  }

  private static int run(List<String> args) throws IOException {
    if (args.contains("--help")) {
      System.out.println(Options.USAGE);
      return 0;
    }
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Options.USAGE);
      return 2;
    }
    if (!Timed.available()) {
      System.err.println("no GNU time at /usr/bin/time; install it: apt-get install time");
      return 2;
    }
    var scratches = new Scratches();
    try (var bench = new TransferBench(options, scratches)) {
      return bench.run();
    } finally {
      scratches.delete();
    }
  }

  private int run() throws IOException {
    say("publishing");
    site.publish(new Tree(options.scale()), versions());
    warmUp();
    pull(Part.COLD, Workload.cold());
    pull(Part.UNCHANGED, Workload.unchanged());
    pull(Part.INSERTION, Workload.insertion());
    pull(Part.MANY, Workload.many());
    part(Part.DISK, this::disk);
    part(Part.RESUME, this::resume);
    part(Part.VERIFY, () -> new VerifyBench(site, options.runs(), results).run());
    part(Part.NEIGHBOUR, this::neighbour);
    print();
    return results.failures().isEmpty() ? 0 : 1;
  }

  private Set<Version> versions() {
    Set<Version> versions = EnumSet.of(Version.BLANK_A, Version.BLANK_B, Version.BIG);
    if (options.has(Part.INSERTION)) {
      versions.add(Version.BIG_WITH_INSERTION);
    }
    if (options.has(Part.MANY)) {
      versions.add(Version.MANY);
    }
    return versions;
  }

  /** A warm agent is one that has pulled before; the server too compiles its code at first use. */
  private void warmUp() throws IOException {
    say("warming up");
    for (Peer peer : timed) {
      if (peer.missing().isEmpty()) {
        attempt("warming up", peer.name(), () -> warmUp(peer));
      }
    }
  }

  private static void warmUp(Peer peer) throws IOException {
    for (int pull = 0; pull < (peer.warm() ? WARM_UPS : 1); pull++) {
      peer.forget();
      peer.pull(Version.BIG);
    }
    peer.forget();
  }

  private interface Step {
    void run() throws IOException;
  }

  private void part(Part part, Step step) throws IOException {
    if (options.has(part)) {
      say("measuring " + part.name().toLowerCase(Locale.ROOT));
      attempt(part.name(), "all", step);
    }
  }

  private void attempt(String work, String who, Step step) throws IOException {
    try {
      step.run();
    } catch (RunFailedException e) {
      results.fail(work, who, String.valueOf(e.getMessage()));
    }
  }

  private void pull(Part part, Workload workload) throws IOException {
    part(part, () -> pull(workload, timed, pulls.count(workload, counted, line), site.memory()));
  }

  private void pull(Workload workload, List<Peer> s3, Map<String, Wire> wires, Path output)
      throws IOException {
    pulls.time(workload, s3, wires);
    Path local = Files.createDirectories(output.resolve("from-directory"));
    List<Peer> directory = new Peers(site, options, local, site.port()).directory();
    pulls.time(workload.labelled(workload.label() + ", directory"), directory, Map.of());
  }

  private void disk() throws IOException {
    Path output = scratches.in(options.disk());
    List<Peer> peers = new Peers(site, options, output, site.port()).s3();
    try {
      pull(Workload.cold().labelled("cold, to disk"), peers, Map.of(), output);
    } finally {
      peers.forEach(Peer::close);
    }
  }

  private void resume() throws IOException {
    Peers peers = peers("resumed", line.port());
    new ResumeBench(site, options, results).run(List.of(peers.rclone(), peers.sync()), line);
  }

  private void neighbour() throws IOException {
    Peers peers = peers("neighbour", site.port());
    List<Peer> agents = timed.stream().filter(Peer::warm).toList();
    List<Peer> pullers = new ArrayList<>(agents);
    pullers.add(peers.rclone());
    new NeighbourBench(site, options, results).run(pullers);
  }

  private void print() throws IOException {
    Machine.describe().forEach(System.out::println);
    System.out.printf(
        "scale %s; %d runs each, in turns; medians; × is relative to the first row of each work%n%n",
        options.scale(), options.runs());
    System.out.println(Table.of(results.rows()));
    if (options.scale() != 1) {
      System.out.println("The targets are meant for scale 1; these are not its numbers.");
    }
    Targets.lines(results).forEach(System.out::println);
    results.failures().forEach(failure -> System.out.println("failed: " + failure));
  }

  private static void say(String what) {
    System.err.println("transfer: " + what);
  }

  @Override
  public void close() throws IOException {
    timed.forEach(Peer::close);
    counted.forEach(Peer::close);
    line.close();
    site.close();
  }
}
