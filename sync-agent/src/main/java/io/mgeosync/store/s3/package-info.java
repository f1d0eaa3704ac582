/** An S3-compatible object store, through the MinIO SDK; nothing else sees that SDK. */
@NullMarked
package io.mgeosync.store.s3;

import org.jspecify.annotations.NullMarked;
