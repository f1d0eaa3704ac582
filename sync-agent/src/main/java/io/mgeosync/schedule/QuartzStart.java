package io.mgeosync.schedule;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quartz.Job;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.simpl.RAMJobStore;

/** Quartz in memory: no properties files, no database, no plugins. */
final class QuartzStart {
  private QuartzStart() {}

  static Scheduler start(String name, int threads, Function<String, @Nullable Job> jobs) {
    try {
      DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
      factory.createScheduler(name, name, new CycleThreads(threads), new RAMJobStore());
      Scheduler quartz = factory.getScheduler(name);
      quartz.setJobFactory((fired, scheduler) -> job(jobs, fired.getJobDetail().getKey()));
      quartz.start();
      return quartz;
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz does not start: " + e.getMessage(), e);
    }
  }

  private static Job job(Function<String, @Nullable Job> jobs, JobKey key) {
    return Objects.requireNonNull(jobs.apply(key.getName()), "not scheduled");
  }
}
