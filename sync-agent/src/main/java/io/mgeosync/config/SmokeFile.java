package io.mgeosync.config;

import io.mgeosync.base.InvalidValueException;
import io.mgeosync.manifest.BundleSpec;
import io.mgeosync.manifest.smoke.SmokeCase;
import io.mgeosync.manifest.smoke.SmokeRequest;
import io.mgeosync.settings.ConfigException;
import io.mgeosync.settings.SettingsFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file of golden cases that {@code publish --smoke} and {@code smoke run} read and {@code smoke
 * record} writes, as YAML or JSON.
 *
 * <pre>
 * cases:
 *   - name: same-address
 *     adapter: sentence-similarity
 *     pair: [杭州西湖文三路478号, 文三路478号]
 *     latency: 2s
 *     expect:
 *       - {at: "", label: exact_match, score: 0.9731, absolute: 0.001, relative: 0.01}
 * </pre>
 */
public final class SmokeFile {
  private SmokeFile() {}

  /** The file's one section when each case must say what it expects. */
  record Cases(List<SmokeCaseKeys> cases) {
    Cases {
      for (int i = 0; i < cases.size(); i++) {
        if (cases.get(i).expect() == null) {
          throw InvalidValueException.at(
              "cases[%d].expect".formatted(i), "this key is missing", "add it; see docs/smoke.md");
        }
      }
      asks(cases);
    }

    static BundleSpec asks(List<SmokeCaseKeys> cases) {
      return new BundleSpec(
          Optional.empty(), cases.stream().map(SmokeCaseKeys::smokeCase).toList());
    }
  }

  /** The file's one section when expectations may be left out. */
  record Requests(List<SmokeCaseKeys> cases) {}

  /**
   * The cases, at least one, each with what it expects.
   *
   * @throws ConfigException for the first mistake, at its line and key
   */
  public static List<SmokeCase> cases(Path file) {
    return Cases.asks(load(file).read(Cases.class).cases()).smoke();
  }

  /**
   * The requests alone; what a case expects may be left out.
   *
   * @throws ConfigException for the first mistake, at its line and key
   */
  public static List<SmokeRequest> requests(Path file) {
    return load(file).read(Requests.class).cases().stream().map(SmokeCaseKeys::request).toList();
  }

  private static SettingsFile load(Path file) {
    return SettingsFile.load(file, "write it; see docs/smoke.md");
  }
}
