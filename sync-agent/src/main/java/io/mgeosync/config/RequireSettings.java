package io.mgeosync.config;

import io.mgeosync.manifest.BundleName;
import io.mgeosync.settings.Default;
import org.jspecify.annotations.Nullable;

/**
 * What of a node counts.
 *
 * @param bundle the only bundle that counts; null for all that the node has
 * @param smoke whether golden answers must be proven before traffic returns
 */
public record RequireSettings(@Nullable BundleName bundle, @Default("false") boolean smoke) {}
