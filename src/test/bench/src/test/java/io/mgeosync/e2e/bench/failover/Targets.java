package io.mgeosync.e2e.bench.failover;

import io.mgeosync.e2e.bench.failover.Mode.Sort;
import io.mgeosync.e2e.bench.failover.load.Measured;
import io.mgeosync.e2e.bench.failover.load.Switch;
import io.mgeosync.e2e.bench.failover.site.Kind;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the numbers are held to; every single run must keep it. */
final class Targets {
  private static final String MET = "met";

  /** What some runs may not exceed. */
  private record Target(
      String words, double limit, Predicate<Result> whom, ToDoubleFunction<Result> what) {
    String verdict(List<Result> results, Kind kind) {
      List<Result> held = results.stream().filter(one -> one.kind() == kind).filter(whom).toList();
      List<Result> missed = held.stream().filter(one -> what.applyAsDouble(one) > limit).toList();
      if (held.isEmpty()) {
        return "not measured";
      }
      return missed.isEmpty()
          ? MET + " (" + held.size() + " runs)"
          : "**NOT MET**: " + list(missed);
    }

    private String list(List<Result> missed) {
      return missed.stream()
          .collect(
              Collectors.groupingBy(
                  Result::mode,
                  TreeMap::new,
                  Collectors.collectingAndThen(Collectors.toList(), this::worst)))
          .entrySet()
          .stream()
          .map(each -> each.getKey().option() + " " + each.getValue())
          .collect(Collectors.joining(", "));
    }

    private String worst(List<Result> runs) {
      double most = runs.stream().mapToDouble(what).max().orElseThrow();
      return String.format(Locale.ROOT, most < 10 ? "%.2f (%d×)" : "%.0f (%d×)", most, runs.size());
    }
  }

  private static final List<Target> ALL =
      List.of(
          new Target("failed in the fault, %", 0.1, Targets::isFault, of(Measured::failedPerCent)),
          new Target(
              "last failed answer, ms after the fault",
              500,
              Targets::isFault,
              of(Measured::lastFailedMillis)),
          new Target(
              "last wrong answer, ms after the fault (smoke interval + 0.5 s)",
              1500,
              Targets::isFault,
              of(Measured::lastWrongMillis)),
          new Target(
              "wrong answers after detection",
              0,
              Targets::isSeenFault,
              of(Measured::wrongAfterDetection)),
          new Target(
              "answers over 1 s after detection", 0, Targets::isSeenFault, of(Measured::slowAfter)),
          new Target(
              "latest answer before detection, ms",
              1200,
              Targets::isFault,
              of(Measured::mostBeforeMillis)),
          new Target(
              "failed on heal (and before the fault)",
              0,
              one -> one.mode().sort() != Sort.PLANNED,
              of(Measured::failedElsewhen)),
          new Target(
              "failed by a planned change",
              0,
              one -> one.mode().sort() == Sort.PLANNED,
              of(is -> is.failed() + is.failedElsewhen())),
          new Target(
              "failed beside a bad input, a lost agent or director",
              0,
              one -> one.mode().sort() == Sort.BYSTANDER,
              of(is -> is.failed() + is.failedElsewhen())),
          new Target(
              "route changes for four faults",
              7,
              one -> one.mode() == Mode.FLAPPING && one.kind().director(),
              Result::changes),
          new Target(
              "last new request on the old node, ms after a switch",
              5,
              one -> one.change() != null,
              Targets::lastOnOld));

  private Targets() {}

  private static boolean isFault(Result one) {
    return one.mode().sort() == Sort.FAULT;
  }

  /** The recipe tells nobody what it has seen. */
  private static boolean isSeenFault(Result one) {
    return isFault(one) && one.measured().detectedMillis() >= 0;
  }

  private static ToDoubleFunction<Result> of(ToDoubleFunction<Measured> what) {
    return one -> what.applyAsDouble(one.measured());
  }

  private static double lastOnOld(Result one) {
    Switch change = one.change();
    return change == null ? 0 : change.lastOnOldMillis();
  }

  static String of(List<Result> results) {
    List<Kind> kinds = Report.kinds(results);
    String head =
        kinds.stream()
            .map(Kind::words)
            .collect(Collectors.joining(" | ", "| target | at most | ", " |"));
    String rule = "|---|---|" + "---|".repeat(kinds.size());
    return Stream.concat(
            Stream.of(head, rule), ALL.stream().map(target -> row(target, results, kinds)))
        .collect(Collectors.joining("\n"));
  }

  private static String row(Target target, List<Result> results, List<Kind> kinds) {
    return kinds.stream()
        .map(kind -> target.verdict(results, kind))
        .collect(
            Collectors.joining(
                " | ", "| %s | %s | ".formatted(target.words(), limit(target.limit())), " |"));
  }

  private static String limit(double limit) {
    return limit == Math.rint(limit) ? "%d".formatted((long) limit) : Double.toString(limit);
  }
}
