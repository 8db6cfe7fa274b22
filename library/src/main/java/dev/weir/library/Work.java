package dev.weir.library;

import org.jdbi.v3.core.Handle;

/** What is to be done with a connection, on one of the database's threads. */
interface Work<T> {
  T with(Handle handle);
}
