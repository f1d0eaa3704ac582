package io.mgeosync.http;

import io.mgeosync.base.CommandSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One small HTTP server on a Unix-domain socket, for programs of this machine. */
public final class SocketListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SocketListener.class);
  private static final int MAX_THREADS = 4;

  /** Longer than nginx keeps a connection that it does not use (60 s). */
  private static final int IDLE_MILLIS = 75_000;

  private static final int STOP_MILLIS = 500;

  private final Server server;
  private final SocketFile file;

  private SocketListener(
      Path socket, String threads, Handler handler, Optional<ConnectionGuard> guard) {
    this.server = new Server(pool(threads));
    this.file = new SocketFile(socket);
    UnixDomainServerConnector connector = connector(server, socket);
    guard.ifPresent(one -> one.guard(connector));
    server.addConnector(connector);
    server.setStopTimeout(STOP_MILLIS);
    server.setHandler(handler);
    file.makeRoom();
  }

  /**
   * Gives each request the next answer from now on, for the socket's owner and group.
   *
   * @param threads the name of its threads, which get a number
   * @param group which group may connect; null for the process's own group
   * @param answers must return at once, on any thread
   * @throws SocketListenException when the place is not free
   */
  public static SocketListener answering(
      Path socket, @Nullable String group, String threads, Supplier<PreparedAnswer> answers) {
    var listener = new SocketListener(socket, threads, handler(answers), Optional.empty());
    listener.start(socket, () -> listener.file.share(group));
    return listener;
  }

  /**
   * Listens from now on: every user of this machine may read, and operators may give commands.
   *
   * @throws SocketListenException when the place is not free
   */
  public static SocketListener commanding(
      CommandSocket socket, String threads, Endpoints endpoints) {
    Handler handler = endpoints.commandable(new Operators(socket.operators()));
    var listener =
        new SocketListener(
            socket.path(),
            threads,
            handler,
            Optional.of(new ConnectionGuard(SocketListener::user)));
    listener.start(socket.path(), listener.file::shareWithAll);
    return listener;
  }

  private static Object user(EndPoint client) {
    return Operators.userOf(client).<Object>map(user -> user).orElse("");
  }

  private static QueuedThreadPool pool(String name) {
    var threads = new QueuedThreadPool(MAX_THREADS, 2);
    threads.setName(name);
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    return threads;
  }

  private static Handler handler(Supplier<PreparedAnswer> answers) {
    return new Handler.Abstract.NonBlocking() {
      @Override
      public boolean handle(Request request, Response response, Callback callback) {
        answers.get().sendTo(response, callback);
        return true;
      }
    };
  }

  private static UnixDomainServerConnector connector(Server server, Path socket) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    var connector = new UnixDomainServerConnector(server, 0, 1, new HttpConnectionFactory(http));
    connector.setUnixDomainPath(socket);
    connector.setIdleTimeout(IDLE_MILLIS);
    return connector;
  }

  private void start(Path socket, Runnable share) {
    try {
      server.start();
      share.run();
    } catch (SocketListenException e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      throw SocketListenException.of(socket, e);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
      file.removeFile();
    } catch (Exception e) {
      log.warn("the socket did not close cleanly: {}", e.toString());
    }
  }
}
