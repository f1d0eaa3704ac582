package io.mgeosync.probe.smoke;

import io.mgeosync.manifest.smoke.SmokeCase;
import java.util.List;

/**
 * The cases that hold now.
 *
 * @param generation another one after every switch and every reload: what was answered in one says
 *     nothing about the next
 */
public record Golden(String generation, List<SmokeCase> cases) {
  public Golden {
    cases = List.copyOf(cases);
  }
}
