package io.mgeosync.activate;

import io.mgeosync.activate.Journal.Event;
import io.mgeosync.channel.Pin;
import io.mgeosync.disk.DurableFiles;
import io.mgeosync.disk.NodeLayout;
import io.mgeosync.disk.ReleaseName;
import io.mgeosync.verify.VerifiedBundle;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Makes a verified bundle the current one. Wherever a crash strikes, {@code current} names the old
 * release or the new one, whole; running the activation again completes it.
 *
 * <p>The caller holds the bundle's {@link io.mgeosync.disk.DirectoryLock}. Failures of the disk are
 * {@link io.mgeosync.disk.StateUnusableException} and {@link io.mgeosync.disk.DiskFullException};
 * {@code current} is then as before, or already new.
 */
public final class Activator {
  private final NodeLayout layout;
  private final Clock clock;
  private final Consumer<Step> before;
  private final InstalledReleases releases;
  private final Journal journal;
  private final CurrentLink link;
  private final Object moving = new Object();

  public Activator(NodeLayout layout, Clock clock) {
    this(layout, clock, step -> {});
  }

  /**
   * With a hook for tests that die in between.
   *
   * @param before is told each step before it is taken
   */
  Activator(NodeLayout layout, Clock clock, Consumer<Step> before) {
    this.layout = layout;
    this.clock = clock;
    this.before = before;
    this.releases = new InstalledReleases(layout);
    this.journal = new Journal(layout.journal());
    this.link = new CurrentLink(layout);
  }

  /**
   * Notes that the service must prove this bundle once it is current: until {@link #commit} or
   * {@link #stay}, an agent that finds it current has it proven first.
   */
  public void begin(VerifiedBundle bundle) {
    before.accept(Step.BEGIN);
    journal.appendEvent(Event.BEGUN, clock.instant(), bundle.pin(), bundle.name());
  }

  /** Notes that the service has proven it. */
  public void commit(ActiveRelease release) {
    before.accept(Step.COMMIT);
    journal.appendEvent(Event.COMMITTED, clock.instant(), release.pin(), release.name());
    before.accept(Step.DONE);
  }

  /** Notes that it stays current though the service has not proven it. */
  public void stay(ActiveRelease release) {
    journal.appendEvent(Event.STAYED, clock.instant(), release.pin(), release.name());
  }

  /** Moves it to the releases if it is still in staging, and lets {@code current} name it. */
  public ActiveRelease activate(VerifiedBundle bundle) {
    ReleaseName name = isRelease(bundle) ? bundle.name() : moveToReleases(bundle);
    Path folder = layout.release(name);
    before.accept(Step.SEAL_ROOT);
    DurableFiles.makeReadOnly(folder);
    before.accept(Step.SWITCH);
    synchronized (moving) {
      DurableFiles.replaceSymlink(layout.current(), releases.target(name));
    }
    Instant now = clock.instant();
    record(bundle, name);
    return new ActiveRelease(bundle, name, folder, link.madeAt(now));
  }

  /** Moves it to the releases for later; {@code current} stays as it is. */
  public void keepRelease(VerifiedBundle bundle) {
    if (!isRelease(bundle)) {
      DurableFiles.makeReadOnly(layout.release(moveToReleases(bundle)));
    }
  }

  /**
   * All copies of this bundle among the releases, the latest first; nothing says that they are
   * intact.
   */
  public List<ReleaseName> releasesOf(Pin pin) {
    ReleaseName identity = ReleaseName.of(pin.version(), pin.digest());
    return releases.all().stream()
        .filter(identity::sameIdentity)
        .sorted(Comparator.comparingInt(ReleaseName::copy).reversed())
        .toList();
  }

  /**
   * Takes up a release that is current already and was verified again, as after a restart.
   *
   * @throws IllegalArgumentException when it is not current
   */
  public ActiveRelease resume(VerifiedBundle bundle) {
    if (!isRelease(bundle) || !currentName().equals(Optional.of(bundle.name()))) {
      throw new IllegalArgumentException(bundle.name() + " is not current");
    }
    record(bundle, bundle.name());
    return new ActiveRelease(bundle, bundle.name(), bundle.folder(), link.madeAt(clock.instant()));
  }

  /** How {@code current} differs from what it must be; reads nothing but the link. */
  public Optional<Astray> astray(ActiveRelease active) {
    return Astray.look(layout.current(), releases.target(active.name()), active.folder());
  }

  /**
   * Lets {@code current} name the active release again. What stands in its place and is no link is
   * moved aside. Safe on any thread: it never meets an activation half-way.
   *
   * @param still whether that release is active and no switch has begun; asked when none can move
   *     the link meanwhile
   * @return how it differed; empty when it is right or was not to be touched
   */
  public Optional<Astray> mend(ActiveRelease active, BooleanSupplier still) {
    synchronized (moving) {
      Optional<Astray> astray = still.getAsBoolean() ? astray(active) : Optional.empty();
      return astray.map(
          found ->
              link.put(releases.target(active.name()), active.linkedAt())
                  .map(found::setAside)
                  .orElse(found));
    }
  }

  /**
   * After a start: where {@code current} names nothing of ours, lets it name what was activated
   * last and is here still. Only an operator's hand takes the link away: a crash leaves the old one
   * or the new.
   *
   * @return how it differed; empty when it was right, or nothing was ever activated
   */
  public Optional<Astray> mendAfterStart() {
    Optional<ReleaseName> last =
        journal.releases().reversed().stream().findFirst().filter(releases::exists);
    if (last.isEmpty() || releases.namesOneOfOurs()) {
      return Optional.empty();
    }
    Path target = releases.target(last.get());
    return Astray.look(layout.current(), target, layout.release(last.get()))
        .map(found -> link.put(target, clock.instant()).map(found::setAside).orElse(found));
  }

  /** What {@code current} names; empty when nothing was activated yet. */
  public Optional<ReleaseName> currentName() {
    return releases.current();
  }

  /** Whether an agent died while the service had yet to prove what {@code current} names. */
  public boolean currentIsUnproven() {
    return currentName().flatMap(journal::proof).filter(Event.BEGUN::equals).isPresent();
  }

  /** Whether this release was left current by {@link #stay}, and not proven since. */
  public boolean stayed(ReleaseName release) {
    return journal.proof(release).filter(Event.STAYED::equals).isPresent();
  }

  /**
   * The release to go back to: the last one of another identity that was active and is here, and
   * not one that the service was asked to prove in vain.
   */
  public Optional<ReleaseName> previous() {
    return releases.lastGood();
  }

  private boolean isRelease(VerifiedBundle bundle) {
    return bundle.folder().equals(layout.release(bundle.name()));
  }

  private ReleaseName moveToReleases(VerifiedBundle bundle) {
    if (!layout.staging().equals(bundle.folder().getParent())) {
      throw new IllegalArgumentException(bundle.folder() + " is not in staging");
    }
    ReleaseName name = bundle.name();
    while (releases.exists(name)) {
      name = name.nextCopy();
    }
    before.accept(Step.SEAL);
    DurableFiles.makeContentReadOnly(bundle.folder());
    DurableFiles.createDirectories(layout.releases());
    before.accept(Step.MOVE);
    DurableFiles.renameDurably(bundle.folder(), layout.release(name));
    return name;
  }

  /** A crash may have struck between the switch and its record, so a resumption may record too. */
  private void record(VerifiedBundle bundle, ReleaseName name) {
    before.accept(Step.RECORD);
    List<ReleaseName> recorded = journal.releases();
    if (recorded.isEmpty() || !recorded.getLast().equals(name)) {
      journal.appendEvent(Event.ACTIVATED, clock.instant(), bundle.pin(), name);
    }
  }
}
