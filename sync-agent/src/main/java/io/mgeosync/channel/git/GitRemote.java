package io.mgeosync.channel.git;

import io.mgeosync.base.Deadline;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;

/** The repository at the other end; every call to it carries the credentials and the time-out. */
final class GitRemote {
  private final RemoteUrl url;
  private final Duration limit;

  GitRemote(RemoteUrl url, Duration limit) {
    this.url = url;
    this.limit = limit;
  }

  /** The branch, else the tag, of this name; or the ref itself when the name is a full one. */
  Optional<Ref> resolve(String name) throws GitAPIException {
    Collection<Ref> refs = patient(Git.lsRemoteRepository()).setRemote(url.remote()).call();
    return List.of(name, Constants.R_HEADS + name, Constants.R_TAGS + name).stream()
        .filter(full -> full.startsWith(Constants.R_REFS))
        .flatMap(full -> refs.stream().filter(ref -> ref.getName().equals(full)))
        .findFirst();
  }

  void fetch(Git git, RefSpec refSpec) throws GitAPIException {
    patient(git.fetch())
        .setRemote(url.remote())
        .setRefSpecs(refSpec)
        .setTagOpt(TagOpt.NO_TAGS)
        .setProgressMonitor(new Until(Deadline.after(limit)))
        .call();
  }

  private <C extends TransportCommand<C, ?>> C patient(C command) {
    return command
        .setCredentialsProvider(url.credentials())
        .setTimeout(Math.toIntExact(limit.toSeconds()));
  }

  /** Ends a transfer whose reader has given up on it. */
  private static final class Until extends EmptyProgressMonitor {
    private final Deadline end;

    Until(Deadline end) {
      this.end = end;
    }

    @Override
    public boolean isCancelled() {
      return end.isOver();
    }
  }
}
