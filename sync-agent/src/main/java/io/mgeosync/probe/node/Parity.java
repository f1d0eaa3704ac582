package io.mgeosync.probe.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * In what two nodes differ that ought to be alike: the same load, the same answers, the same speed.
 * What either of them does not know is no difference.
 */
final class Parity {
  private Parity() {}

  /** One sentence for each difference, the most telling first. */
  static List<String> differences(PeerStatus here, PeerStatus peer) {
    var sentences = new ArrayList<String>();
    NodeFacts own = here.facts();
    NodeFacts other = peer.facts();
    add(sentences, peer, "another GPU", own.gpus(), other.gpus());
    add(sentences, peer, "another GPU driver", own.driver(), other.driver());
    add(sentences, peer, "other Python packages", own.pythonLock(), other.pythonLock());
    add(sentences, peer, "another configuration", own.configuration(), other.configuration());
    here.active()
        .forEach(
            (bundle, release) ->
                add(
                    sentences,
                    peer,
                    "another " + bundle,
                    Optional.of(release),
                    Optional.ofNullable(peer.active().get(bundle))));
    return sentences;
  }

  private static void add(
      List<String> sentences,
      PeerStatus peer,
      String what,
      Optional<String> here,
      Optional<String> there) {
    if (here.isPresent() && there.isPresent() && !here.equals(there)) {
      sentences.add(
          "%s has %s: %s, here %s"
              .formatted(peer.node(), what, brief(there.get()), brief(here.get())));
    }
  }

  /** Short enough to compare by eye, unlike 64 digits. */
  private static String brief(String text) {
    return text.matches("sha256:[0-9a-f]{64}") ? text.substring(0, "sha256:".length() + 12) : text;
  }
}
