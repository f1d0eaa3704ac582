package io.mgeosync.agent;

import com.fasterxml.jackson.core.JsonPointer;
import io.mgeosync.probe.process.ProcFileSystem;
import io.mgeosync.probe.process.ServiceFinder;
import io.mgeosync.probe.process.ServiceInstance;
import io.mgeosync.probe.process.ServiceProcess;
import io.mgeosync.probe.service.FilesWitness;
import io.mgeosync.probe.service.ReportForm;
import io.mgeosync.probe.service.ReportWitness;
import io.mgeosync.probe.service.ServedSettings;
import io.mgeosync.probe.service.ServiceSettings;
import io.mgeosync.probe.service.StartWitness;
import io.mgeosync.probe.service.Witness;
import io.mgeosync.reconcile.BundleSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The witnesses that a configuration asks what the service has loaded. */
final class ServedWitnesses {
  private ServedWitnesses() {}

  static List<Witness> of(BundleSettings bundle, ServiceSettings service, AgentTools tools) {
    ServedSettings served = service.served();
    ServiceProcess process = process(service, tools.clock());
    var witnesses = new ArrayList<Witness>();
    if (served.report() != ServedSettings.Report.NONE) {
      witnesses.add(report(bundle, service));
    }
    if (served.openFiles()) {
      witnesses.add(new FilesWitness(process, ProcFileSystem.OF_MACHINE));
    }
    if (served.loadsAtStart()) {
      witnesses.add(new StartWitness(process, ProcFileSystem.OF_MACHINE, tools.clock()));
    }
    return witnesses;
  }

  /** The service that runs now, told from the next one; an empty word where there is none. */
  static Supplier<Optional<String>> instance(BundleSettings bundle, Clock clock) {
    ServiceSettings service = bundle.service();
    if (service == null) {
      return () -> Optional.of("");
    }
    var instance =
        new ServiceInstance(service.url(), process(service, clock), ProcFileSystem.OF_MACHINE);
    return instance::now;
  }

  private static ServiceProcess process(ServiceSettings service, Clock clock) {
    var mark = new ServiceProcess.Mark(service.url(), service.pidFile(), service.container());
    return ServiceFinder.by(mark, ProcFileSystem.OF_MACHINE, clock);
  }

  private static Witness report(BundleSettings bundle, ServiceSettings service) {
    // Less than all of it, so that what is told of a service that hangs is heard.
    Duration patience = service.deadline().multipliedBy(8).dividedBy(10);
    String model = service.served().model();
    String name = model == null ? bundle.name().value() : model;
    return switch (service.served().report()) {
      case JSON -> new ReportWitness(service.versionUrl(), json(service), patience);
      case HEADER -> new ReportWitness(service.versionUrl(), header(service), patience);
      case OIP -> {
        URI metadata = service.url().resolve("/v2/models/" + name);
        yield new ReportWitness(metadata, new ReportForm.OpenInference(name), patience);
      }
      case NONE -> throw new IllegalArgumentException("this service has no report");
    };
  }

  private static ReportForm json(ServiceSettings service) {
    return new ReportForm.Json(
        JsonPointer.compile(service.versionPointer()),
        service.digestPointer().isEmpty() ? null : JsonPointer.compile(service.digestPointer()));
  }

  private static ReportForm header(ServiceSettings service) {
    return new ReportForm.Header(service.served().versionHeader(), service.served().digestHeader());
  }
}
