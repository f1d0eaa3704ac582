package io.mgeosync.store.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mgeosync.gate.SettableClock;
import io.mgeosync.manifest.Refusal.Kind;
import io.mgeosync.store.ByteRange;
import io.mgeosync.store.Content;
import io.mgeosync.store.FaultyStore;
import io.mgeosync.store.InMemoryStore;
import io.mgeosync.store.ObjectChangedException;
import io.mgeosync.store.ObjectKey;
import io.mgeosync.store.Precondition;
import io.mgeosync.store.RangeIgnoredException;
import io.mgeosync.store.StoreException;
import io.mgeosync.store.StoreReads;
import io.mgeosync.store.StoreUnavailableException;
import io.mgeosync.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ChainedReaderTest {
  private static final ObjectKey KEY = new ObjectKey("model/v1/x");
  private static final ObjectKey CHANNEL = new ObjectKey("channels/production.yaml");
  private static final ByteRange ALL = new ByteRange(0, 4);

  private final SettableClock clock = new SettableClock();
  private final InMemoryStore nearBytes = new InMemoryStore();
  private final InMemoryStore farBytes = new InMemoryStore();
  private final InMemoryStore originBytes = new InMemoryStore();
  private final FaultyStore near = new FaultyStore(nearBytes);
  private final FaultyStore far = new FaultyStore(farBytes);
  private final FaultyStore origin = new FaultyStore(originBytes);
  private final ChainedReader chain =
      new ChainedReader(
          List.of(new Mirror("near", near), new Mirror("far", far)),
          origin,
          Backoff.DEFAULT,
          clock,
          new Random(7));

  @BeforeEach
  void everybodyHasIt() {
    put(nearBytes, KEY, "near");
    put(farBytes, KEY, "far!");
    put(originBytes, KEY, "orig");
  }

  private static StoredObject put(InMemoryStore store, ObjectKey key, String text) {
    return store.put(key, Content.of(text.getBytes(UTF_8)), new Precondition.None());
  }

  /** Who answers: each source has its own bytes here. */
  private String read() {
    return new String(StoreReads.readAll(chain, KEY, 100), UTF_8);
  }

  private StoredObject found() {
    return chain.find(KEY).orElseThrow();
  }

  @Test
  void theNearestMirrorIsReadAndNobodyElseIsAsked() {
    assertThat(read()).isEqualTo("near");
    assertThat(far.calls() + origin.calls()).isZero();
  }

  @Test
  void aMirrorThatLacksAnObjectIsPassedOverAndStaysWell() {
    nearBytes.remove(KEY);
    assertThat(read()).isEqualTo("far!");
    put(nearBytes, KEY, "near");
    assertThat(read()).isEqualTo("near");
  }

  @Test
  void aMirrorThatIsAwayIsLeftAloneUntilItsRestIsOver() {
    near.fail(call -> true);
    assertThat(read()).isEqualTo("far!");
    assertThat(near.calls()).isEqualTo(1);
    assertThat(read()).isEqualTo("far!");
    assertThat(near.calls()).isEqualTo(1);
    near.heal();
    clock.advance(Duration.ofSeconds(13));
    assertThat(read()).isEqualTo("near");
  }

  @Test
  void eachFailureDoublesTheRestWithinItsBound() {
    near.fail(call -> true);
    Duration before = restOfNear();
    for (int i = 0; i < 5; i++) {
      Duration rest = restOfNear();
      assertThat(rest).isGreaterThan(before);
      before = rest;
    }
    for (int i = 0; i < 20; i++) {
      assertThat(restOfNear()).isLessThanOrEqualTo(Backoff.DEFAULT.longestRest());
    }
  }

  /** Lets it fail once, and looks when it is asked again. */
  private Duration restOfNear() {
    found();
    int calls = near.calls();
    Duration rest = Duration.ZERO;
    while (calls == near.calls()) {
      clock.advance(Duration.ofSeconds(1));
      rest = rest.plusSeconds(1);
      int before = near.calls();
      found();
      if (near.calls() > before) {
        return rest;
      }
    }
    return rest;
  }

  @Test
  void aMirrorsOwnWishToBeLeftAloneIsHeard() {
    near.fail(
        FaultyStore.first(1, call -> true),
        () -> new StoreUnavailableException("busy", "wait", Duration.ofMinutes(5), null));
    assertThat(read()).isEqualTo("far!");
    clock.advance(Duration.ofMinutes(4));
    assertThat(read()).isEqualTo("far!");
    clock.advance(Duration.ofMinutes(1));
    assertThat(read()).isEqualTo("near");
  }

  @Test
  void whenEverybodyIsAwayTheRefusalIsTheOrigins() {
    near.fail(call -> true);
    far.fail(call -> true);
    origin.fail(call -> true, () -> new StoreException(Kind.DENIED, "origin's", "x", null));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::found)
        .satisfies(e -> assertThat(e.reason()).isEqualTo("origin's"));
  }

  @Test
  void aMirrorServesThoughTheOriginIsAway() {
    origin.fail(call -> true);
    assertThat(read()).isEqualTo("near");
  }

  @Test
  void aLiarIsNotAskedForALongTimeAndTheNextSourceIs() {
    StoredObject wrong = found();
    chain.distrust(wrong);
    assertThat(read()).isEqualTo("far!");
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> chain.open(wrong, ALL))
        .withMessageContaining("find it again");
    clock.advance(Backoff.DEFAULT.longestRest().multipliedBy(2));
    assertThat(read()).isEqualTo("far!");
    clock.advance(Backoff.DEFAULT.distrust());
    assertThat(read()).isEqualTo("near");
  }

  @Test
  void aStreamThatEndsWellAfterItsSourceWasDistrustedChangesNothing() throws IOException {
    StoredObject object = found();
    try (InputStream late = chain.open(object, ALL)) {
      chain.distrust(object);
      late.readAllBytes();
    }
    assertThat(read()).isEqualTo("far!");
  }

  @Test
  void whenAllMirrorsLieTheOriginIsFoundAgainAsItWas() {
    chain.distrust(found());
    chain.distrust(found());
    StoredObject last = found();
    chain.distrust(last);
    assertThat(found()).isEqualTo(last);
    assertThat(read()).isEqualTo("orig");
  }

  @Test
  void aStreamNeverMixesSourcesAndItsBreakSendsTheReaderOn() throws IOException {
    near.truncate(FaultyStore.on("open"), 2);
    try (InputStream in = chain.open(found(), ALL)) {
      assertThat(in.readNBytes(2)).asString(UTF_8).isEqualTo("ne");
      assertThatExceptionOfType(IOException.class).isThrownBy(in::readAllBytes);
    }
    assertThat(read()).isEqualTo("far!");
  }

  @Test
  void whateverAMirrorRefusesTryingAgainHelps() {
    near.fail(
        FaultyStore.on("open"), () -> new RangeIgnoredException(KEY, ALL, "near", "everything"));
    StoredObject object = found();
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> chain.open(object, ALL))
        .satisfies(e -> assertThat(e.retryable()).isTrue());
    assertThat(read()).isEqualTo("far!");
  }

  @Test
  void aMirrorThatAnnouncesWhatItDoesNotGiveIsPassedOverForThatObject() {
    StoredObject announced = found();
    near.fail(FaultyStore.on("open"), () -> new ObjectChangedException(KEY, "near"));
    assertThatExceptionOfType(ObjectChangedException.class)
        .isThrownBy(() -> chain.open(announced, ALL));
    assertThat(read()).isEqualTo("far!");
    near.heal();
    put(nearBytes, KEY, "new!");
    assertThat(read()).isEqualTo("new!");
  }

  @Test
  void anObjectThatAMirrorEvictedIsFoundElsewhere() {
    StoredObject announced = found();
    nearBytes.remove(KEY);
    assertThatExceptionOfType(ObjectChangedException.class)
        .isThrownBy(() -> chain.open(announced, ALL));
    assertThat(read()).isEqualTo("far!");
  }

  @Test
  void aChannelComesFromTheOriginAlone() {
    put(nearBytes, CHANNEL, "forged");
    put(originBytes, CHANNEL, "true");
    assertThat(StoreReads.readAll(chain, CHANNEL, 100)).asString(UTF_8).isEqualTo("true");
    originBytes.remove(CHANNEL);
    assertThat(chain.find(CHANNEL)).isEmpty();
    assertThat(near.calls() + far.calls()).isZero();
  }

  @Test
  void noTagLeadsAChannelToAMirror() {
    put(nearBytes, CHANNEL, "forged");
    StoredObject forged = new StoredObject(CHANNEL, 6, "mirror-0 w2");
    assertThatExceptionOfType(ObjectChangedException.class)
        .isThrownBy(() -> chain.open(forged, new ByteRange(0, 6)));
    assertThat(near.calls()).isZero();
  }

  @Test
  void theMirrorsAreNamedBesideTheOrigin() {
    assertThat(chain.location()).isEqualTo("memory: (mirrors: near, far)");
  }
}
