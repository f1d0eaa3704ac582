package io.mgeosync.net;

import io.mgeosync.manifest.Printable;
import io.mgeosync.net.NoAnswer.Why;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way. It runs on a thread of its own, since a name service and a full socket may
 * each hold a thread for longer than the deadline; the caller closes the connection under it.
 */
final class Exchange {
  /** Platform threads: a look-up in native code would pin a virtual thread's carrier. */
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("http-call-", 0).factory());

  private static final int LONGEST_DETAIL = 120;

  /** How far it has come, for the sentence about a deadline. */
  private enum Stage {
    CONNECTING,
    ASKING,
    READING
  }

  private final HttpCall call;
  private final Server server;
  private final Connections connections;
  private volatile Stage stage = Stage.CONNECTING;
  private volatile int status;
  private @Nullable Connection connection;
  private boolean over;

  Exchange(HttpCall call, Connections connections) {
    this.call = call;
    this.server = Server.of(call.url());
    this.connections = connections;
  }

  HttpOutcome run() throws InterruptedException {
    Future<HttpOutcome> answer = THREADS.submit(this::converse);
    try {
      return answer.get(call.deadline().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return none(Why.LATE, late());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a bug in mgeo-sync", e.getCause());
    } finally {
      closeConnection();
    }
  }

  private HttpOutcome converse() {
    try {
      Connection to = connected();
      stage = Stage.ASKING;
      Http1 http = new Http1(call, to, connections.keep());
      http.writeRequest();
      HttpAnswer answer = http.read(this::begun);
      if (http.mayBeUsedAgain()) {
        keepConnection(to);
      }
      return answer;
    } catch (IOException e) {
      return explain(e);
    } finally {
      closeConnection();
    }
  }

  private void begun(int answered) {
    status = answered;
    stage = Stage.READING;
  }

  private Connection connected() throws IOException {
    Optional<Connection> kept = connections.takeConnection(server);
    if (kept.isPresent()) {
      ownConnection(kept.get());
      return kept.get();
    }
    Connection fresh = Connection.to(server);
    ownConnection(fresh);
    fresh.connect();
    return fresh;
  }

  /** From here on the end of the call closes it. */
  private synchronized void ownConnection(Connection mine) throws IOException {
    connection = mine;
    if (over) {
      mine.close();
      throw new IOException("the call has ended");
    }
  }

  /** For the next call, unless this one has ended meanwhile. */
  private synchronized void keepConnection(Connection mine) {
    if (!over) {
      connection = null;
      connections.giveBack(mine);
    }
  }

  private synchronized void closeConnection() {
    over = true;
    if (connection != null) {
      connection.close();
    }
  }

  private NoAnswer none(Why why, String sentence) {
    return new NoAnswer(why, server.toString(), sentence);
  }

  private String late() {
    String within = " within %d ms".formatted(call.deadline().toMillis());
    return switch (stage) {
      case CONNECTING -> "%s accepts no connection%s".formatted(server, within);
      case ASKING -> "%s does not answer%s".formatted(server, within);
      case READING ->
          "%s answers HTTP %d but does not end its answer%s".formatted(server, status, within);
    };
  }

  private NoAnswer explain(IOException failure) {
    return switch (failure) {
      case UnknownHostException _ ->
          none(Why.UNKNOWN_HOST, "the name %s does not resolve".formatted(server.host()));
      case OddAnswerException.TooLarge _ ->
          none(Why.TOO_LARGE, "%s answers with more than %d bytes".formatted(server, call.limit()));
      case OddAnswerException e ->
          none(Why.ODD, "what %s answers cannot be read: %s".formatted(server, detail(e)));
      case SSLException e -> none(Why.TLS, "TLS with %s failed: %s".formatted(server, detail(e)));
      default -> stage == Stage.CONNECTING ? unconnected(failure) : broken(failure);
    };
  }

  private NoAnswer unconnected(IOException failure) {
    String detail = detail(failure);
    boolean refused =
        (failure instanceof ConnectException && detail.contains("refused"))
            || (failure instanceof SocketException && detail.contains("No such file"));
    return refused
        ? none(Why.REFUSED, "nothing listens at " + server)
        : none(Why.UNREACHABLE, "%s cannot be reached: %s".formatted(server, detail));
  }

  private NoAnswer broken(IOException failure) {
    return none(
        Why.BROKEN,
        stage == Stage.ASKING
            ? "%s broke off without an answer: %s".formatted(server, detail(failure))
            : "%s broke off in the middle of its answer: %s".formatted(server, detail(failure)));
  }

  private static String detail(IOException failure) {
    String text = failure.getMessage();
    return text == null ? failure.getClass().getSimpleName() : Printable.line(text, LONGEST_DETAIL);
  }
}
