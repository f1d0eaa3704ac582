package io.mgeosync.probe.service;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.probe.Probe;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.service.Testimony.Confirms;
import io.mgeosync.probe.service.Testimony.Contradicts;
import io.mgeosync.probe.service.Testimony.Silent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks every witness whether the running service has loaded the active release. One that confirms
 * is proof, as long as none contradicts; the silent ones do not count.
 */
public final class ServedProbe implements Probe {
  private final List<Witness> witnesses;
  private final Supplier<Optional<ActiveRelease>> active;

  /**
   * @param witnesses in the order in which they are quoted: of those that agree, the first one is
   * @param active what should be loaded; empty while nothing is active
   */
  public ServedProbe(List<Witness> witnesses, Supplier<Optional<ActiveRelease>> active) {
    this.witnesses = List.copyOf(witnesses);
    this.active = active;
  }

  @Override
  public ProbeResult look() throws InterruptedException {
    Optional<ActiveRelease> release = active.get();
    if (release.isEmpty()) {
      return new ProbeResult.Late("NothingActive", "no release is active yet");
    }
    var testimonies = new ArrayList<Testimony>();
    for (Witness witness : witnesses) {
      testimonies.add(ask(witness, release.get()));
    }
    return judge(testimonies);
  }

  private static Testimony ask(Witness witness, ActiveRelease active) throws InterruptedException {
    try {
      return witness.look(active);
    } catch (IOException e) {
      return new Silent("ProbeFailed", e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  static ProbeResult judge(List<Testimony> testimonies) {
    Optional<Contradicts> contradiction = first(Contradicts.class, testimonies);
    Optional<Confirms> confirmation = first(Confirms.class, testimonies);
    if (contradiction.isPresent()) {
      String though = confirmation.map(c -> " (though %s)".formatted(c.message())).orElse("");
      return new ProbeResult.Wrong(
          contradiction.get().reason(), contradiction.get().message() + though);
    }
    return confirmation
        .<ProbeResult>map(c -> new ProbeResult.Good(c.reason(), c.message()))
        .orElseGet(() -> unproven(testimonies));
  }

  private static ProbeResult unproven(List<Testimony> testimonies) {
    return first(Silent.class, testimonies)
        .map(s -> new ProbeResult.Late(s.reason(), s.message()))
        .orElseGet(
            () ->
                new ProbeResult.Late(
                    "NoWitness", "nobody is asked what is served; set service.served"));
  }

  private static <T extends Testimony> Optional<T> first(Class<T> kind, List<Testimony> all) {
    return all.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
