package io.mgeosync.agent;

import io.mgeosync.channel.Pin;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Metrics whose values are read from the bundles when Prometheus asks. */
record BundleValues(PrometheusRegistry registry, List<BundleRunner> runners) {
  private static final String BUNDLE = "bundle";

  BundleValues {
    runners = List.copyOf(runners);
  }

  /** A value of one bundle, and its label beside the bundle's. */
  @FunctionalInterface
  interface Labelled {
    void set(String label, double value);
  }

  /** One value of each bundle; none where it is empty. */
  void gauge(String name, String help, Function<BundleRunner, Optional<Double>> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(BUNDLE)
        .callback(
            to -> runners.forEach(one -> value.apply(one).ifPresent(v -> to.call(v, name(one)))))
        .register(registry);
  }

  /** Several values of each bundle. */
  void gauge(String name, String help, String label, BiConsumer<BundleRunner, Labelled> values) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(BUNDLE, label)
        .callback(
            to ->
                runners.forEach(
                    one -> values.accept(one, (key, value) -> to.call(value, name(one), key))))
        .register(registry);
  }

  /** Several counts of seconds of each bundle. */
  void seconds(String name, String help, String label, BiConsumer<BundleRunner, Labelled> values) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .unit(Unit.SECONDS)
        .labelNames(BUNDLE, label)
        .callback(
            to ->
                runners.forEach(
                    one -> values.accept(one, (key, value) -> to.call(value, name(one), key))))
        .register(registry);
  }

  /** 1 with the version and the digest of a pin. */
  void info(String name, String help, Function<BundleRunner, Optional<Pin>> pin) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(BUNDLE, "version", "digest")
        .callback(to -> runners.forEach(one -> pin.apply(one).ifPresent(p -> call(to, one, p))))
        .register(registry);
  }

  private static void call(GaugeWithCallback.Callback to, BundleRunner runner, Pin pin) {
    to.call(1, name(runner), pin.version().value(), pin.digest().toString());
  }

  private static String name(BundleRunner runner) {
    return runner.settings().name().value();
  }
}
