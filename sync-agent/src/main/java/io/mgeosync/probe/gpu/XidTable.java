package io.mgeosync.probe.gpu;

import static io.mgeosync.probe.gpu.XidAction.IGNORE;
import static io.mgeosync.probe.gpu.XidAction.RESET_GPU;
import static io.mgeosync.probe.gpu.XidAction.RESTART_APP;
import static io.mgeosync.probe.gpu.XidAction.RESTART_MACHINE;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mgeosync.base.InvalidValueException;
import io.mgeosync.settings.Between;
import io.mgeosync.settings.Default;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From an Xid to what it asks for.
 *
 * @param actions by Xid
 */
public record XidTable(Map<Integer, XidAction> actions) {

  /**
   * The immediate action of each Xid in NVIDIA's catalogue ("Analyzing Xid Errors with the Xid
   * Catalog", <a href="https://docs.nvidia.com/deploy/xid-errors/analyzing-xid-catalog.html">
   * docs.nvidia.com</a>, Ampere and newer), where it is one of the four. RESTART_BM and RESTART_VM
   * are a restart of the machine. The Xids with a workflow of their own are here as: 45 ignored,
   * since it follows another; 48 and 74 a reset, which their workflows end in. 144 to 150 and 154
   * are left out: their meaning is in their details, which the driver's recovery action tells.
   */
  public static final XidTable NVIDIA =
      new XidTable(Map.of())
          .with(IGNORE, List.of(14, 37, 38, 43, 44, 45, 63, 66, 67, 92, 93, 106, 107, 108, 121))
          .with(IGNORE, List.of(137, 141, 152, 153, 157, 160, 161))
          .with(RESTART_APP, List.of(8, 11, 13, 25, 31, 32, 39, 40, 41, 60, 68, 69, 70, 71, 72))
          .with(RESTART_APP, List.of(75, 76, 77, 80, 82, 83, 84, 85, 86, 88, 89, 94, 96, 97, 98))
          .with(RESTART_APP, List.of(99, 100, 101, 102, 103, 104, 105, 126, 127, 128, 129, 130))
          .with(RESTART_APP, List.of(131, 132, 133, 134, 135, 139))
          .with(RESET_GPU, List.of(46, 48, 62, 64, 74, 95, 109, 110, 119, 120, 136, 140, 143))
          .with(RESET_GPU, List.of(155, 156, 158))
          .with(RESTART_MACHINE, List.of(79, 151));

  public XidTable {
    actions = Map.copyOf(actions);
  }

  /** NVIDIA's meanings, but for the Xids that a section names. */
  @JsonCreator
  static XidTable of(
      @JsonProperty("ignore") @Default({}) @Between(least = 1, most = 9999) List<Integer> ignore,
      @JsonProperty("restart-app") @Default({}) @Between(least = 1, most = 9999)
          List<Integer> restartApp,
      @JsonProperty("reset-gpu") @Default({}) @Between(least = 1, most = 9999)
          List<Integer> resetGpu,
      @JsonProperty("restart-machine") @Default({}) @Between(least = 1, most = 9999)
          List<Integer> restartMachine) {
    List<Integer> all =
        Stream.of(ignore, restartApp, resetGpu, restartMachine).flatMap(List::stream).toList();
    if (all.stream().distinct().count() < all.size()) {
      throw new InvalidValueException("an Xid stands here twice", "keep one action for each Xid");
    }
    return NVIDIA
        .with(IGNORE, ignore)
        .with(RESTART_APP, restartApp)
        .with(RESET_GPU, resetGpu)
        .with(RESTART_MACHINE, restartMachine);
  }

  /** This table with other actions for some Xids. */
  public XidTable with(XidAction action, List<Integer> xids) {
    var changed = new HashMap<>(actions);
    xids.forEach(xid -> changed.put(xid, action));
    return new XidTable(changed);
  }

  /** Empty for an Xid that the table does not hold. */
  public Optional<XidAction> action(int xid) {
    return Optional.ofNullable(actions.get(xid));
  }
}
