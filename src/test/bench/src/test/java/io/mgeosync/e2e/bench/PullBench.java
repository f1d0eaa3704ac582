package io.mgeosync.e2e.bench;

import io.mgeosync.e2e.bench.Row.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Times the peers in turns, checks what each brought, then counts its bytes in a run apart. */
final class PullBench {
  private final Site site;
  private final int runs;
  private final Results results;

  PullBench(Site site, int runs, Results results) {
    this.site = site;
    this.runs = runs;
    this.results = results;
  }

  /**
   * Times one workload.
   *
   * @param wires what {@link #count} found for the same workload, by name
   */
  void time(Workload workload, List<Peer> peers, Map<String, Wire> wires) throws IOException {
    Map<Peer, String> excluded = new HashMap<>();
    Map<Peer, List<Usage>> measured = new LinkedHashMap<>();
    for (Peer peer : peers) {
      measured.put(peer, new ArrayList<>());
      peer.missing().ifPresent(why -> excluded.put(peer, "missing: " + why));
    }
    for (int run = 0; run < runs; run++) {
      for (var each : turn(List.copyOf(measured.entrySet()), run)) {
        if (!excluded.containsKey(each.getKey())) {
          timeOne(workload, each.getKey(), each.getValue(), excluded);
        }
      }
    }
    forgetAll(peers, excluded);
    measured.forEach((peer, usages) -> results.add(row(workload, peer, usages, wires, excluded)));
  }

  /** Each run begins with another peer, so that none always follows the same one. */
  private static <T> List<T> turn(List<T> peers, int run) {
    int first = run % peers.size();
    List<T> turned = new ArrayList<>(peers.subList(first, peers.size()));
    turned.addAll(peers.subList(0, first));
    return turned;
  }

  private void timeOne(Workload workload, Peer peer, List<Usage> usages, Map<Peer, String> excluded)
      throws IOException {
    try {
      workload.prepare(peer);
      usages.add(workload.run(peer));
      if (usages.size() == 1) {
        requireRight(workload, peer);
      }
      if (!workload.changesNothing() && !peer.warm()) {
        peer.forget();
      }
    } catch (RunFailedException e) {
      excluded.put(peer, "failed");
      results.fail(workload.label(), peer.name(), String.valueOf(e.getMessage()));
    }
  }

  private void requireRight(Workload workload, Peer peer) throws IOException {
    String different = site.digest(workload.to()).difference(TreeDigest.of(peer.tree()));
    if (!different.isEmpty()) {
      throw new RunFailedException("wrong bytes in " + different);
    }
  }

  private static void forgetAll(List<Peer> peers, Map<Peer, String> excluded) throws IOException {
    for (Peer peer : peers) {
      if (!excluded.containsKey(peer) && !peer.warm()) {
        peer.forget();
      }
    }
  }

  private static Row row(
      Workload workload,
      Peer peer,
      List<Usage> usages,
      Map<String, Wire> wires,
      Map<Peer, String> excluded) {
    String why = excluded.get(peer);
    if (why != null) {
      return Row.without(workload.label(), peer.name(), why);
    }
    return new Row(
        workload.label(), peer.name(), usages, Optional.ofNullable(wires.get(peer.name())), "");
  }

  /**
   * What one run of each peer sends over a line that they all use; peers that fail are left out.
   */
  Map<String, Wire> count(Workload workload, List<Peer> peers, CountingLine line)
      throws IOException {
    Map<String, Wire> wires = new HashMap<>();
    for (Peer peer : peers) {
      if (peer.missing().isEmpty()) {
        countOne(workload, peer, line, wires);
      }
    }
    return wires;
  }

  private void countOne(Workload workload, Peer peer, CountingLine line, Map<String, Wire> wires)
      throws IOException {
    try {
      workload.prepare(peer);
      long bytes = line.received();
      long requests = line.requests();
      peer.pull(workload.to());
      wires.put(peer.name(), new Wire(line.received() - bytes, line.requests() - requests));
      if (!peer.warm()) {
        peer.forget();
      }
    } catch (RunFailedException e) {
      results.fail(workload.label() + " (counted)", peer.name(), String.valueOf(e.getMessage()));
    }
  }
}
