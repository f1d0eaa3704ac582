/** The main job end to end: the packaged program, the service and an S3 server, each a process. */
@NullMarked
package io.mgeosync.e2e.path;

import org.jspecify.annotations.NullMarked;
