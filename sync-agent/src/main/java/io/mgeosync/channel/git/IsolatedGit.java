package io.mgeosync.channel.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * JGit without the machine's and the user's Git configuration: what a node believes must not depend
 * on who started the agent, and JGit must not write there either.
 */
final class IsolatedGit extends SystemReader.Delegate {
  private IsolatedGit(SystemReader machine) {
    super(machine);
  }

  /** JGit has one reader for the whole process; nothing but this package uses JGit. */
  static void install() {
    synchronized (IsolatedGit.class) {
      if (!(SystemReader.getInstance() instanceof IsolatedGit)) {
        SystemReader.setInstance(new IsolatedGit(SystemReader.getInstance()));
      }
    }
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new NoConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new NoConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new NoConfig(parent, fs);
  }

  /** A configuration that is empty, never out of date and never written. */
  private static final class NoConfig extends FileBasedConfig {
    NoConfig(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}
