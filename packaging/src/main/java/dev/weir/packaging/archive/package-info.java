/** What outlives the process: extents and their index on disk, and their recovery. */
@org.jspecify.annotations.NullMarked
package dev.weir.packaging.archive;
