package io.mgeosync.publish;

import io.mgeosync.channel.Pin;
import io.mgeosync.manifest.BundleName;
import java.util.ArrayList;
import java.util.List;

/** How the pins of a channel change; other bundles keep theirs, in their order. */
final class PinLists {
  private PinLists() {}

  /** The new pin alone serves its bundle. */
  static List<Pin> switched(List<Pin> pins, Pin pin) {
    return replaced(pins, pin.bundle(), List.of(pin));
  }

  /** The new pin is desired; the one that was desired until now may still serve. */
  static List<Pin> rollingOut(List<Pin> pins, Pin pin) {
    List<Pin> both = new ArrayList<>();
    both.add(pin);
    pins.stream()
        .filter(other -> other.bundle().equals(pin.bundle()))
        .filter(other -> !other.version().equals(pin.version()))
        .limit(1)
        .forEach(both::add);
    return replaced(pins, pin.bundle(), both);
  }

  static List<Pin> without(List<Pin> pins, BundleName bundle) {
    return replaced(pins, bundle, List.of());
  }

  private static List<Pin> replaced(List<Pin> pins, BundleName bundle, List<Pin> by) {
    List<Pin> result = new ArrayList<>();
    boolean placed = false;
    for (Pin pin : pins) {
      if (!pin.bundle().equals(bundle)) {
        result.add(pin);
      } else if (!placed) {
        result.addAll(by);
        placed = true;
      }
    }
    if (!placed) {
      result.addAll(by);
    }
    return result;
  }
}
