/** What a bundle is: the values of the manifest and the rules that every one of them obeys. */
@NullMarked
package io.mgeosync.manifest;

import org.jspecify.annotations.NullMarked;
