package io.mgeosync.probe.service;

import io.mgeosync.activate.ActiveRelease;
import io.mgeosync.base.Deadline;
import io.mgeosync.probe.Probe;
import io.mgeosync.probe.ProbeResult;
import io.mgeosync.probe.service.Testimony.Confirms;
import io.mgeosync.probe.service.Testimony.Contradicts;
import io.mgeosync.probe.service.Testimony.Silent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Asks every witness whether the running service has loaded the active release. One that confirms
 * is proof, as long as none contradicts; the silent ones do not count.
 */
public final class ServedProbe implements Probe {
  private final List<Witness> witnesses;
  private final List<WitnessSlot> seats;
  private final Supplier<Optional<ActiveRelease>> active;
  private final Duration patience;

  /**
   * @param witnesses in the order in which they are quoted: of those that agree, the first one is
   * @param active what should be loaded; empty while nothing is active
   * @param patience how long all of them together are waited for; less than the probe's deadline
   */
  public ServedProbe(
      List<Witness> witnesses, Supplier<Optional<ActiveRelease>> active, Duration patience) {
    this.witnesses = List.copyOf(witnesses);
    this.seats = witnesses.stream().map(_ -> new WitnessSlot()).toList();
    this.active = active;
    this.patience = patience;
  }

  /** All are asked at once: one that hangs must not keep the others from being heard. */
  @Override
  public ProbeResult look() throws InterruptedException {
    Optional<ActiveRelease> release = active.get();
    if (release.isEmpty()) {
      return new ProbeResult.Late("NothingActive", "no release is active yet");
    }
    return judge(
        hear(
            witnesses.stream()
                .<Callable<Testimony>>map(witness -> () -> witness.look(release.get()))
                .toList()));
  }

  /** What each of them says, or that it hangs. */
  List<Testimony> hear(List<Callable<Testimony>> looks) throws InterruptedException {
    Deadline until = Deadline.after(patience);
    for (int i = 0; i < looks.size(); i++) {
      seats.get(i).askWitness(looks.get(i));
    }
    var testimonies = new ArrayList<Testimony>();
    for (WitnessSlot seat : seats) {
      testimonies.add(seat.hear(until));
    }
    return testimonies;
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
                    "NoWitness", "no witness is asked what is served; set service.served"));
  }

  private static <T extends Testimony> Optional<T> first(Class<T> kind, List<Testimony> all) {
    return all.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }
}
