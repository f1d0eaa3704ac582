/** nginx follows the route through an include file and a reload. */
@NullMarked
package io.mgeosync.director.nginx;

import org.jspecify.annotations.NullMarked;
