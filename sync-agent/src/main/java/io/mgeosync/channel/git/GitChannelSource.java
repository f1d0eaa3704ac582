package io.mgeosync.channel.git;

import io.mgeosync.channel.Channel;
import io.mgeosync.channel.ChannelSource;
import io.mgeosync.channel.ChannelYaml;
import io.mgeosync.channel.InvalidChannelException;
import io.mgeosync.disk.BoundedCalls;
import io.mgeosync.manifest.Refusal;
import java.io.IOException;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.Ref;

/**
 * A channel that lives in a Git repository: a file on a branch or a tag.
 *
 * <p>Each read asks the remote where the ref stands and fetches into a bare clone only when it has
 * moved. A clone that is damaged is thrown away and made again, once per read. What a commit holds
 * is refused whole or believed whole; the caller keeps the last channel that it believed. A branch
 * that was forced back shows as an older sequence, which {@link io.mgeosync.channel.ChannelMemory}
 * refuses.
 */
public final class GitChannelSource implements ChannelSource {
  private final GitChannelSettings settings;
  private final RemoteUrl url;
  private final GitRemote remote;
  private final GitCache cache;
  private final BoundedCalls calls;

  public GitChannelSource(GitChannelSettings settings) {
    IsolatedGit.install();
    this.settings = settings;
    this.url = RemoteUrl.parse(settings.url());
    this.remote = new GitRemote(url, settings.deadline());
    this.cache = new GitCache(settings.cache(), remote);
    this.calls = new BoundedCalls("git-channel-" + settings.channel(), settings.deadline());
  }

  /**
   * The channel as the ref's commit has it.
   *
   * @throws Refusal when the repository cannot be asked in time, or lacks the ref or the file
   * @throws InvalidChannelException naming the commit, when what it holds is no channel
   */
  @Override
  public Channel read() {
    return calls.call(
        this::readNow, () -> GitRefusals.late(location(), settings.deadline().toSeconds()));
  }

  @Override
  public String location() {
    return url.location();
  }

  @Override
  public String renewal() {
    return "renew it in Git: give %s on %s of %s a later `expires` and a `sequence` one higher"
        .formatted(settings.path(), settings.ref(), location());
  }

  @Override
  public String correction(long seen) {
    return "correct it in Git: give %s on %s of %s the wanted pins, a `sequence` just above %d and an `expires` within ten years"
        .formatted(settings.path(), settings.ref(), location(), seen);
  }

  @Override
  public void close() {
    calls.close();
  }

  private Channel readNow() {
    Ref ref = advertised();
    GitCache.Found found;
    try {
      found = cached(ref);
    } catch (IOException | GitAPIException | RuntimeException damaged) {
      // JGit meets damage with any exception at all; the remote has just answered, so start over.
      found = again(ref);
    }
    return parse(found);
  }

  private Ref advertised() {
    try {
      return remote
          .resolve(settings.ref())
          .orElseThrow(() -> GitRefusals.noRef(location(), settings.ref()));
    } catch (GitAPIException | JGitInternalException e) {
      throw GitFailures.of(url, e);
    }
  }

  private GitCache.Found again(Ref ref) {
    cache.discardClone();
    try {
      return cached(ref);
    } catch (IOException | GitAPIException | JGitInternalException e) {
      throw GitFailures.of(url, e);
    }
  }

  private GitCache.Found cached(Ref ref) throws IOException, GitAPIException {
    return cache.read(ref, settings.path(), ChannelYaml.MAX_BYTES);
  }

  private Channel parse(GitCache.Found found) {
    String commit = found.commit().substring(0, 12);
    byte[] bytes =
        found.bytes().orElseThrow(() -> GitRefusals.noFile(location(), settings.path(), commit));
    String where = "%s at commit %s of %s".formatted(settings.path(), commit, location());
    Channel channel = ChannelYaml.parse(bytes, where);
    if (!channel.name().equals(settings.channel())) {
      String problem = "it names \"%s\", not \"%s\"".formatted(channel.name(), settings.channel());
      throw new InvalidChannelException(where, 0, "channel", problem, null);
    }
    return channel;
  }
}
