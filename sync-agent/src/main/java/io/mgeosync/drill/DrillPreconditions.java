package io.mgeosync.drill;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.mgeosync.base.NodeName;
import io.mgeosync.director.client.DirectorClient;
import io.mgeosync.director.client.DirectorState;
import io.mgeosync.director.client.NotReadyException;
import io.mgeosync.director.client.ReportedNode;
import io.mgeosync.manifest.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must be well before anything is taken out. Changes nothing. */
public final class DrillPreconditions {
  private static final int ANSWERS = 20;

  private DrillPreconditions() {}

  /**
   * The site, as each of its directors sees it.
   *
   * @throws Refusal as {@link #plan} says, of any of them
   * @throws NotReadyException when they do not mean the same node
   */
  public static List<DrillDirector> plans(List<DirectorClient> directors) {
    List<DrillDirector> all =
        directors.stream().map(one -> new DrillDirector(one, plan(one))).toList();
    List<NodeName> nodes = all.stream().map(one -> one.plan().node()).distinct().toList();
    if (nodes.size() > 1) {
      throw new NotReadyException(
          "the directors do not have the same primary: "
              + nodes.stream().map(NodeName::value).collect(Collectors.joining(", ")),
          "run `mgeo-sync switchover --to %s %s`, then drill"
              .formatted(
                  nodes.getFirst(),
                  directors.stream()
                      .map(one -> "--director " + one.name())
                      .collect(Collectors.joining(" "))));
    }
    return all;
  }

  /**
   * The site, as its director sees it.
   *
   * @throws io.mgeosync.director.client.DirectorUnreachableException when it cannot be asked
   * @throws Refusal when a node is held out already
   * @throws NotReadyException when no node could take over, a load balancer does not follow, or no
   *     node serves
   */
  static DrillPlan plan(DirectorClient director) {
    DirectorState state = director.state();
    state.nodes().stream()
        .filter(ReportedNode::overridden)
        .findFirst()
        .ifPresent(
            node -> {
              throw DrillRefusals.alreadyOverridden(node);
            });
    NodeName node =
        state
            .primary()
            .filter(state::active)
            .or(state::first)
            .orElseThrow(
                () -> new NotReadyException("no node may have any request", "get one ready first"));
    List<NodeName> standbys =
        state.route().nodes().stream()
            .filter(other -> !other.equals(node))
            .filter(other -> state.node(other).filter(ReportedNode::ready).isPresent())
            .toList();
    if (standbys.isEmpty()) {
      throw DrillRefusals.noStandby(director.name(), node);
    }
    if (!state.applied()) {
      throw new NotReadyException(state.behind(), "mend that, then drill");
    }
    return new DrillPlan(node, standbys, state);
  }

  /**
   * That nothing has changed since.
   *
   * @throws Refusal as {@link #plan} says
   * @throws NotReadyException when another node is the primary, or requests go another way
   */
  static void requireUnchanged(DirectorClient director, DrillPlan before) {
    DrillPlan now = plan(director);
    boolean same =
        now.node().equals(before.node()) && now.before().route().sameWay(before.before().route());
    if (!same) {
      throw new NotReadyException(
          "the director at %s has changed its route since the drill began: %s, not %s any more"
              .formatted(director.name(), now.before().way(), before.before().way()),
          "drill when that is over");
    }
  }

  /**
   * That no request before the action had a bad answer.
   *
   * @throws NotReadyException when one had
   */
  static void requireRight(List<Sample> bad) {
    if (!bad.isEmpty()) {
      throw new NotReadyException(
          "bad answers before anything was taken out: %d, the first: %s"
              .formatted(bad.size(), bad.getFirst().problem()),
          "mend the service, then drill");
    }
  }

  /**
   * Twenty answers, all of which must be right and have come by the route.
   *
   * @throws NotReadyException when one is not, or has not
   */
  public static void answers(ServiceClient service, List<Question> questions, DrillPlan plan) {
    List<ServiceClient.Answer> answers = new ArrayList<>();
    for (int i = 0; i < ANSWERS; i++) {
      answers.add(service.askService(questions.get(i % questions.size())));
      require(service, i, answers.getLast());
    }
    AnsweredBy.requireRoute(service.url(), plan, answers);
  }

  /**
   * Twenty answers to one request, as the golden ones.
   *
   * @param at where in the answer to look
   * @throws NotReadyException when one is no answer, or has not come by the route
   */
  public static Question learnAnswer(
      ServiceClient service, String body, JsonPointer at, DrillPlan plan) {
    List<ServiceClient.Answer> answers = new ArrayList<>();
    List<JsonNode> golden = new ArrayList<>();
    for (int i = 0; i < ANSWERS; i++) {
      answers.add(service.askService(body));
      golden.add(require(service, i, answers.getLast()));
    }
    AnsweredBy.requireRoute(service.url(), plan, answers);
    return new Question(body, GoldenAnswer.learnt(at, golden));
  }

  private static JsonNode require(ServiceClient service, int count, ServiceClient.Answer answer) {
    @Nullable JsonNode json = answer.json();
    if (json == null || !answer.problem().isEmpty()) {
      throw new NotReadyException(
          "answer %d of %d from %s is not right: %s"
              .formatted(count + 1, ANSWERS, service.url(), answer.problem()),
          "correct --url or --body, or mend the service, then drill");
    }
    return json;
  }
}
