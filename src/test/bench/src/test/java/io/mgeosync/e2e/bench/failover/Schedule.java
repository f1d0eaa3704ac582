package io.mgeosync.e2e.bench.failover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a fault comes, when it goes, and when the clients stop, each from when they began.
 *
 * @param spells of the fault; one, but for flapping
 */
record Schedule(List<Spell> spells, Duration end) {
  private static final Duration FLAP = Duration.ofSeconds(10);
  private static final int FLAPS = 4;

  /** One time that the fault is there. */
  record Spell(Duration from, Duration to) {
    Spell {
      if (from.isNegative() || to.compareTo(from) <= 0) {
        throw new IllegalArgumentException("a fault goes after it came");
      }
    }
  }

  Schedule {
    spells = List.copyOf(spells);
    if (spells.isEmpty() || end.compareTo(spells.getLast().to()) <= 0) {
      throw new IllegalArgumentException("the clients stop after the fault is gone");
    }
  }

  static Schedule once(Duration from, Duration to, Duration end) {
    return new Schedule(List.of(new Spell(from, to)), end);
  }

  /** Ten seconds there, ten seconds gone, four times, with the same lead and tail. */
  Schedule flapping() {
    List<Spell> many = new ArrayList<>();
    Duration from = spells.getFirst().from();
    for (int i = 0; i < FLAPS; i++) {
      many.add(new Spell(from, from.plus(FLAP)));
      from = from.plus(FLAP.multipliedBy(2));
    }
    Duration tail = end.minus(spells.getLast().to());
    return new Schedule(many, many.getLast().to().plus(tail));
  }
}
